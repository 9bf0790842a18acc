"""Handlers of others' events, and what the others make of those published here."""

from uuid import uuid4

import pytest

EVENTS = "/api/citas/events"
URL = "/api/citas/appointments"


@pytest.fixture
def send_event(client, login):
    headers = login("events:deliver", client=True, id="service-historia-clinica")

    def sending(data, type="patient.updated"):
        event = {
            "id": str(uuid4()),
            "type": type,
            "occurred_at": "2099-01-01T00:00:00Z",
            "aggregate": "patient:1",
            "service": "historia_clinica",
            "data": data,
        }
        return client.post(EVENTS, json={"events": [event]}, headers=headers)

    return sending


def test_a_patient_who_changes_changes_in_what_is_to_come(
    apps, client, reception, clinic, book, move, patient, room, deliver
):
    over = book()["id"]
    move(over, "ARRIVED", "IN_PROGRESS", "COMPLETED")
    coming = book(start_time="2099-01-06T10:00:00-05:00", end_time="2099-01-06T11:00:00-05:00", room_id=room)[
        "id"
    ]
    path = f"/api/historia-clinica/patients/{patient}"
    changed = (
        apps["historia_clinica"]
        .test_client()
        .patch(
            path,
            json={"first_name": "Anabel", "phone": "0991234567"},
            headers=clinic.headers | {"If-Match": '"1"'},
        )
    )
    assert changed.status_code == 200, changed.json
    deliver()
    assert client.get(f"{URL}/{over}", headers=reception).json["patient"]["name"] == "Ana Pérez"
    updated = client.get(f"{URL}/{coming}", headers=reception).json
    assert updated["patient"]["name"] == "Anabel Pérez" and updated["patient"]["phone"] == "+593991234567"
    assert updated["version"] == 2
    found = client.get(f"{URL}?search=anabel", headers=reception).json["data"]
    assert [row["id"] for row in found] == [coming]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"patient": None},
        {"patient": {"id": "x", "name": "A"}},
        {"patient": {"id": 1}},
        {"patient": {"id": 2**64, "name": "A"}},
        {"patient": {"id": 1, "name": "A" * 301}},
        {"patient": {"id": 1, "name": "Ana\u200bBel"}},
        {"patient": {"id": 1, "name": "A", "document_number": "1" * 21}},
    ],
)
def test_a_malformed_event_is_refused_for_good(send_event, data):
    assert send_event(data).status_code == 422


def test_a_patient_without_appointments_and_other_events_are_no_trouble(send_event):
    assert send_event({"patient": {"id": 999_999, "name": "Nadie"}}).json == {"handled": 1}
    assert send_event({}, type="invoice.issued").json == {"handled": 1}


def test_what_was_done_reaches_stock_billing_and_the_log(
    apps, client, login, reception, clinic, book, move, deliver
):
    treatment = clinic.treatment(price="45.00")
    id = book(treatments=[{"treatment_id": treatment}])["id"]
    move(id, "ARRIVED", "IN_PROGRESS", "COMPLETED")
    deliver()
    invoices = (
        apps["facturacion"]
        .test_client()
        .get(f"/api/facturacion/invoices?appointment_id={id}", headers=login("invoices:read"))
    )
    assert [row["total"] for row in invoices.json["data"]] == ["45.00"]
    entries = apps["logs"].test_client().get("/api/logs/logs?service=citas", headers=login("logs:read"))
    assert "appointment.completed" in [row["type"] for row in entries.json["data"]]
    waiting = client.get(f"{EVENTS}?state=waiting", headers=login("events:read"))
    dead = client.get(f"{EVENTS}?state=dead_letter", headers=login("events:read"))
    assert waiting.json["data"] == dead.json["data"] == []
