"""PATCH /appointments/{id}/status"""

import pytest

URL = "/api/citas/appointments"


def same(version):
    return {"If-Match": f'"{version}"'}


def test_a_whole_day_of_an_appointment_is_published(client, clinic, book, move, published):
    treatment, product = clinic.treatment(), clinic.product()
    booked = book(treatments=[{"treatment_id": treatment}], extras=[{"product_id": product, "quantity": "2"}])
    done = move(booked["id"], "CONFIRMED", "ARRIVED", "IN_PROGRESS", "ARRIVED", "IN_PROGRESS", "COMPLETED")
    assert (done["status"], done["version"]) == ("COMPLETED", 7)
    assert [event["type"].removeprefix("appointment.") for event in published()] == [
        "booked",
        "confirmed",
        "arrived",
        "started",
        "returned",
        "started",
        "completed",
    ]
    data = published()[-1]["data"]
    assert {"appointment_id", "patient", "doctor", "treatments", "extras", "completed_at"} <= data.keys()
    assert data["appointment_id"] == booked["id"] and data["patient"] == booked["patient"]
    assert data["doctor"] == booked["doctor"] and data["patient_id"] == booked["patient"]["id"]
    assert data["treatments"] == booked["treatments"] and data["extras"] == booked["extras"]


def test_a_cancelled_appointment_frees_its_hour(client, reception, book, move, new, published):
    booked = book()
    refused = client.patch(f"{URL}/{booked['id']}/status", json={"status": "CANCELLED"}, headers=reception)
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "reason"
    assert move(booked["id"], "CANCELLED", reason="Viajó")["cancel_reason"] == "Viajó"
    assert "Viajó" not in str(published("appointment.cancelled"))
    assert client.post(URL, json=new(), headers=reception).status_code == 201


def test_who_missed_it_may_still_come(book, move):
    id = book()["id"]
    assert move(id, "NO_SHOW", reason="No contesta")["cancel_reason"] == "No contesta"
    assert move(id, "ARRIVED")["cancel_reason"] is None


def test_who_comes_late_finds_the_hour_given_to_another(client, reception, clinic, book, move):
    late = book()
    move(late["id"], "NO_SHOW")
    other = book(patient_id=clinic.patient("Eva"))
    refused = client.patch(
        f"{URL}/{late['id']}/status", json={"status": "ARRIVED", "confirm": True}, headers=reception
    )
    assert refused.status_code == 409
    assert refused.json["detail"] == "El profesional ya tiene una cita en ese horario."
    assert [c["id"] for c in refused.json["conflicts"]] == [other["id"]]
    assert len(refused.json["next_slots"]) == 3


def test_the_same_status_again_changes_nothing(client, reception, book, move, published):
    id = book()["id"]
    first = move(id, "CONFIRMED")
    again = client.patch(f"{URL}/{id}/status", json={"status": "CONFIRMED"}, headers=reception | same(1))
    assert again.status_code == 200 and again.json == first
    assert len(published("appointment.confirmed")) == 1


@pytest.mark.parametrize(
    ("steps", "status"), [([], "COMPLETED"), ([], "IN_PROGRESS"), (["NO_SHOW"], "CONFIRMED")]
)
def test_other_moves_are_refused(client, reception, book, move, steps, status):
    id = book()["id"]
    move(id, *steps) if steps else None
    body = {"status": status, "reason": "Porque sí"}
    answer = client.patch(f"{URL}/{id}/status", json=body, headers=reception)
    assert answer.status_code == 409 and "no puede pasar a" in answer.json["detail"]


def test_a_version_is_respected_where_it_is_given(client, reception, book):
    url = f"{URL}/{book()['id']}/status"
    assert client.patch(url, json={"status": "CONFIRMED"}, headers=reception | same(5)).status_code == 412
    assert client.patch(url, json={"status": "CONFIRMED"}, headers=reception | same(1)).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "status"),
        ({"status": "DONE"}, "status"),
        ({"status": "CANCELLED", "reason": "x"}, "reason"),
        ({"status": "CANCELLED", "why": "x"}, "why"),
    ],
)
def test_invalid_moves_name_the_field(client, reception, book, body, field):
    answer = client.patch(f"{URL}/{book()['id']}/status", json=body, headers=reception)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_only_who_books_may_move(client, login, reception):
    url = f"{URL}/999999/status"
    assert client.patch(url, json={"status": "ARRIVED"}).status_code == 401
    assert client.patch(url, json={}, headers=login("appointments:read")).status_code == 403
    assert client.patch(url, json={"status": "ARRIVED"}, headers=reception).status_code == 404
