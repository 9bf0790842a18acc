from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

API = "/api/facturacion"
EVERYTHING = (
    "quotes:read quotes:write invoices:read invoices:write invoices:annul payments:write patients:read patients:write"
).split()
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def staff(login):
    return login(*EVERYTHING, id="77")


@pytest.fixture
def call(client, staff):
    def act(method, path, body=None, headers=None, version=None, **more):
        if version is not None:
            more["If-Match"] = f'"{version}"'
        return getattr(client, method)(f"{API}{path}", json=body, headers=(headers or staff) | more)

    return act


@pytest.fixture
def patient(apps, staff):
    body = {"first_name": "Rosa", "last_name": "Presupuesto", "document_type": "CEDULA", "gender": "female"}
    answer = (
        apps["historia_clinica"]
        .test_client()
        .post("/api/historia-clinica/patients", json=body | {"document_number": "1710034065"}, headers=staff)
    )
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


@pytest.fixture
def quoted(call, patient, line):
    """A draft: `quoted(lines=[…])`; two sessions of treatment 3 at 30.00, and one of treatment 5."""

    def make(**changes):
        lines = [
            line(quantity="2", unit_price="30.00", tooth="36", phase="Urgente"),
            line(
                reference_id=5,
                code="COR-01",
                description="Corona",
                unit_price="340.00",
                phase="Rehabilitación",
            ),
        ]
        answer = call("post", "/quotes", {"patient_id": patient, "lines": lines} | changes)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def sent(call, quoted):
    def make(**changes):
        draft = quoted(**changes)
        answer = call("post", f"/quotes/{draft['id']}/send", version=draft["version"])
        assert answer.status_code == 200, answer.json
        return answer.json

    return make


@pytest.fixture
def accept(call, today):
    def act(quote, **changes):
        body = {"accepted_by": "Rosa Presupuesto", "accepted_on": today.isoformat()} | changes
        return call("post", f"/quotes/{quote['id']}/acceptance", body, version=quote["version"])

    return act


@pytest.fixture
def accepted(sent, accept):
    def make(**changes):
        answer = accept(sent(**changes))
        assert answer.status_code == 200, answer.json
        return answer.json

    return make


@pytest.fixture
def days():
    return lambda count: (TODAY + timedelta(days=count)).isoformat()
