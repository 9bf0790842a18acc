from uuid import uuid4

import pytest


@pytest.fixture
def client(apps):
    return apps["logs"].test_client()


@pytest.fixture
def auditor(login):
    return login("logs:read")


@pytest.fixture
def event():
    """An event as it travels: `event(type="invoice.issued", summary="Emitió la factura 1")`."""

    def make(type="appointment.booked", summary="Reservó una cita", **changes):
        members = ("occurred_at", "aggregate", "service", "actor", "request_id", "id")
        data = {"summary": summary, "level": "INFO", "patient_id": None}
        return {
            "id": str(uuid4()),
            "type": type,
            "occurred_at": "2026-11-24T15:00:00Z",
            "aggregate": "appointment:12",
            "service": "citas",
            "actor": {"id": "7", "name": "Ana Pérez", "role": "Recepción", "ip": "10.0.0.9"},
            "request_id": "a-request-of-a-test",
            "data": data | {name: value for name, value in changes.items() if name not in members},
        } | {name: value for name, value in changes.items() if name in members}

    return make


@pytest.fixture
def tell(client, login, event):
    """Deliver events as another service's relay does; each is the changes to a usual one."""
    headers = login("events:deliver", id="service-citas", client=True)

    def deliver(*changes):
        answer = client.post(
            "/api/logs/events", json={"events": [event(**change) for change in changes]}, headers=headers
        )
        assert answer.status_code == 200, answer.json
        return answer.json

    return deliver
