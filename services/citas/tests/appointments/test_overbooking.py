"""Overbooking: what it lifts, what it never lifts, and that what is overbooked occupies."""

import pytest

URL = "/api/citas/appointments"
RULES = "/api/citas/booking-rules"
OVER = {"overbooked": True, "overbook_reason": "Dolor agudo"}


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def same(version):
    return {"If-Match": f'"{version}"'}


@pytest.fixture
def refused(client, new):
    """The answer 409 to a booking, whose `obstacle` must be this one."""

    def refusing(headers, obstacle, **changes):
        answer = client.post(URL, json=new(**changes), headers=headers)
        assert answer.status_code == 409 and answer.json["obstacle"] == obstacle, answer.json
        return answer.json

    return refusing


def test_it_stands_over_another_and_the_log_warns(clinic, override, book, published):
    book()
    over = book(headers=override, patient_id=clinic.patient(), **OVER)
    assert (over["overbooked"], over["overbook_reason"], over["overbook_room"]) == (
        True,
        "Dolor agudo",
        False,
    )
    event = published("appointment.booked")[1]["data"]
    assert event["level"] == "WARNING" and event["overbooked"] is True
    assert event["summary"].startswith("Agendó como sobrecupo la cita")


def test_a_patient_is_never_in_two_places(clinic, override, book, refused):
    book()
    answer = refused(override, "PATIENT", doctor_id=clinic.doctor(), **OVER)
    assert answer["detail"] == "El paciente ya tiene una cita en ese horario."
    book(headers=override, patient_id=clinic.patient("Eva"), **OVER)
    refused(override, "PATIENT", patient_id=clinic.patient("Eva") - 1, doctor_id=clinic.doctor(), **OVER)


def test_a_room_is_shared_only_if_the_override_names_it(client, clinic, override, book, new, refused, room):
    book(room_id=room)
    other = {"patient_id": clinic.patient(), "room_id": room}
    assert (
        refused(override, "ROOM", **other, **OVER)["detail"]
        == "El consultorio ya está ocupado en ese horario."
    )
    alone = client.post(URL, json=new(**other, overbook_room=True), headers=override)
    assert alone.status_code == 422 and alone.json["errors"][0]["field"] == "overbook_room"
    shared = book(headers=override, **other, **OVER, overbook_room=True)
    assert shared["overbook_room"] is True
    # Whoever comes later, with another doctor, finds the room taken by both.
    taken = refused(override, "ROOM", patient_id=clinic.patient(), doctor_id=clinic.doctor(), room_id=room)
    assert [clash["what"] for clash in taken["conflicts"]] == ["room", "room"]


def test_up_to_the_cap_of_the_clinic(client, manager, clinic, override, book, refused):
    book()
    for _ in range(2):
        book(headers=override, patient_id=clinic.patient(), **OVER)
    full = refused(override, "CAP", patient_id=clinic.patient(), **OVER)
    assert "todos los sobrecupos que permite la clínica" in full["detail"] and len(full["conflicts"]) == 3
    changed = client.put(RULES, json={"overbooked_at_once": 3}, headers=manager | same(1))
    assert changed.status_code == 200, changed.json
    book(headers=override, patient_id=clinic.patient(), **OVER)


def test_with_a_cap_of_none_it_still_lifts_the_hours(
    client, manager, clinic, override, book, refused, doctor
):
    client.put(RULES, json={"overbooked_at_once": 0}, headers=manager | same(1))
    book()
    refused(override, "CAP", patient_id=clinic.patient(), **OVER)
    hours = {"items": [{"weekday": 0, "start_time": "08:00", "end_time": "12:00"}]}
    client.put(f"/api/citas/doctors/{doctor}/working-hours", json=hours, headers=manager | same(0))
    late = {"start_time": at("14:00"), "end_time": at("15:00")}
    refused(override, "HOURS", **late)
    book(headers=override, **late, **OVER)


def test_what_is_overbooked_is_taken_for_everybody_else(
    client, reception, manager, clinic, override, book, refused, doctor
):
    """It occupies from 10:15 to 11:00, of which the ordinary one holds only half."""
    hours = {"items": [{"weekday": 0, "start_time": "08:00", "end_time": "12:00"}]}
    client.put(f"/api/citas/doctors/{doctor}/working-hours", json=hours, headers=manager | same(0))
    book()
    book(headers=override, patient_id=clinic.patient(), start_time=at("10:15"), end_time=at("11:00"), **OVER)
    free = {"start_time": at("10:30"), "end_time": at("11:00")}
    answer = refused(reception, "DOCTOR", patient_id=clinic.patient(), **free)
    assert answer["next_slots"][0]["start_time"] == "2099-01-05T16:00:00Z"
    check = client.get(
        f"{URL}/check-availability", query_string={"doctor_id": doctor} | free, headers=reception
    ).json
    assert check["available"] is False and [clash["what"] for clash in check["conflicts"]] == ["doctor"]
    schedule = client.get(
        f"/api/citas/doctors/{doctor}/schedule?from=2099-01-05&to=2099-01-05", headers=reception
    ).json
    assert [(s["start_time"][11:16], s["end_time"][11:16]) for s in schedule["free_slots"]] == [
        ("13:00", "15:00"),
        ("16:00", "17:00"),
    ]
    moving = book(patient_id=clinic.patient(), start_time=at("08:00"), end_time=at("08:30"))
    dragged = client.patch(
        f"{URL}/{moving['id']}", json={"start_time": at("10:30")}, headers=reception | same(1)
    )
    assert dragged.status_code == 409 and dragged.json["obstacle"] == "DOCTOR"


def test_whoever_comes_late_is_received_as_overbooked(client, reception, clinic, override, book, move):
    late = book()
    move(late["id"], "NO_SHOW")
    book(patient_id=clinic.patient("Eva"))
    url, wish = f"{URL}/{late['id']}/status", {"status": "ARRIVED", "confirm": True}
    taken = client.patch(url, json=wish, headers=override)
    assert taken.status_code == 409 and taken.json["obstacle"] == "DOCTOR"
    wish |= {"overbooked": True}
    assert client.patch(url, json=wish, headers=override).json["errors"][0]["field"] == "reason"
    wish |= {"reason": "Llegó tarde y se la atiende"}
    assert client.patch(url, json=wish, headers=reception).status_code == 403
    arrived = client.patch(url, json=wish, headers=override)
    assert arrived.status_code == 200, arrived.json
    assert (arrived.json["status"], arrived.json["overbooked"]) == ("ARRIVED", True)
    assert arrived.json["overbook_reason"] == "Llegó tarde y se la atiende"


def test_only_whoever_missed_the_hour_is_received_so(client, override, book):
    wish = {"status": "CONFIRMED", "overbooked": True, "reason": "Porque sí"}
    answer = client.patch(f"{URL}/{book()['id']}/status", json=wish, headers=override)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "overbooked"


def test_the_rules_of_the_clinic(client, reception, manager, login, published):
    assert client.get(RULES).status_code == client.put(RULES, json={}).status_code == 401
    assert client.get(RULES, headers=login()).status_code == 403
    assert client.put(RULES, json={"overbooked_at_once": 1}, headers=reception | same(1)).status_code == 403
    read = client.get(RULES, headers=reception)
    assert (read.json["overbooked_at_once"], read.headers["ETag"]) == (2, '"1"')
    assert client.put(RULES, json={"overbooked_at_once": 1}, headers=manager).status_code == 428
    assert client.put(RULES, json={"overbooked_at_once": 1}, headers=manager | same(7)).status_code == 412
    for wrong in (-1, 11, "x", None):
        answer = client.put(RULES, json={"overbooked_at_once": wrong}, headers=manager | same(1))
        assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "overbooked_at_once"
    changed = client.put(RULES, json={"overbooked_at_once": 1}, headers=manager | same(1)).json
    assert (changed["overbooked_at_once"], changed["version"]) == (1, 2)
    assert (
        published()[-1]["data"]["summary"]
        == "Cambió las reglas de la agenda. Sobrecupos a la vez por profesional: de 2 a 1"
    )
    assert (read.json["snap_minutes"], changed["snap_minutes"]) == (5, 5)
    for wrong in (0, 7, 20, "x", None):
        body = {"overbooked_at_once": 1, "snap_minutes": wrong}
        answer = client.put(RULES, json=body, headers=manager | same(2))
        assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "snap_minutes"
    body = {"overbooked_at_once": 1, "snap_minutes": 15}
    assert client.put(RULES, json=body, headers=manager | same(2)).json["snap_minutes"] == 15
    assert (
        published()[-1]["data"]["summary"]
        == "Cambió las reglas de la agenda. Minutos a los que se ajustan las citas: de 5 a 15"
    )
