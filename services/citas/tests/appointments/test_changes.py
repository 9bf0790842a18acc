"""PATCH /appointments/{id}"""

import pytest

URL = "/api/citas/appointments"


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def same(version):
    return {"If-Match": f'"{version}"'}


@pytest.fixture
def change(client, reception):
    def changing(appointment, headers=reception, **changes):
        url = f"{URL}/{appointment['id']}"
        return client.patch(url, json=changes, headers=headers | same(appointment["version"]))

    return changing


def test_dragging_to_another_hour_keeps_the_duration(book, change, published):
    moved = change(book(), start_time=at("15:00"))
    assert moved.status_code == 200 and moved.headers["ETag"] == '"2"'
    assert (moved.json["start_time"], moved.json["end_time"]) == (
        "2099-01-05T20:00:00Z",
        "2099-01-05T20:30:00Z",
    )
    event = published("appointment.rescheduled")[0]
    assert event["data"]["summary"].startswith(
        "Reprogramó la cita de Ana Pérez con Luis Vera del 05/01/2099 15:00"
    )


def test_an_appointment_is_not_in_its_own_way(book, change):
    assert change(book(), start_time=at("10:10"), end_time=at("10:50")).status_code == 200


def test_to_another_doctor_and_room(client, clinic, book, change, room):
    moved = change(book(), doctor_id=clinic.doctor("Eva Ruiz"), room_id=room).json
    assert moved["doctor"]["name"] == "Eva Ruiz" and moved["room"]["id"] == room
    assert change(moved, room_id=None).json["room"] is None


def test_the_reason_alone_is_an_update(book, move, change, published):
    booked = book()
    move(booked["id"], "ARRIVED")
    working = move(booked["id"], "IN_PROGRESS")
    assert change(working, reason="").json["reason"] is None
    assert published()[-1]["type"] == "appointment.updated"


def test_moving_onto_another_is_refused_with_what_clashes(clinic, book, change):
    first = book()
    second = book(patient_id=clinic.patient("Eva"), start_time=at("11:00"), end_time=at("11:30"))
    clash = change(second, start_time=at("10:15"))
    assert clash.status_code == 409
    assert [(c["id"], c["what"]) for c in clash.json["conflicts"]] == [(first["id"], "doctor")]
    # Its own hour counts as free, for it is the one that moves.
    assert [s["start_time"] for s in clash.json["next_slots"]] == [
        f"2099-01-05T{clock}:00Z" for clock in ("15:30", "16:00", "16:30")
    ]


def test_overbooking_by_change_is_for_who_may(clinic, override, book, change):
    book()
    second = book(patient_id=clinic.patient(), start_time=at("11:00"), end_time=at("11:30"))
    wish = {"start_time": at("10:00"), "overbooked": True, "overbook_reason": "Urgencia"}
    assert change(second, **wish).status_code == 403
    assert change(second, override, **{**wish, "overbook_reason": None}).status_code == 422
    over = change(second, override, **wish).json
    assert over["overbooked"] is True
    # Moving it, or its reason, takes the same permission; and it cannot simply stay where it stands.
    assert change(over, start_time=at("10:05")).status_code == 403
    assert change(over, overbook_reason="Otra cosa").status_code == 403
    assert change(over, reason="Dolor").status_code == 200
    over["version"] += 1
    assert change(over, overbooked=False).status_code == 409
    freed = change(over, overbooked=False, start_time=at("12:00")).json
    assert (freed["overbooked"], freed["overbook_reason"]) == (False, None)


def test_outside_hours_and_in_inactive_rooms_nobody_is_moved(client, manager, book, change, doctor, room):
    hours = {"items": [{"weekday": 0, "start_time": "08:00", "end_time": "12:00"}]}
    client.put(f"/api/citas/doctors/{doctor}/working-hours", json=hours, headers=manager | same(0))
    booked = book()
    assert "fuera del horario" in change(booked, start_time=at("13:00")).json["detail"]
    client.patch(f"/api/citas/rooms/{room}", json={"active": False}, headers=manager | same(1))
    assert change(booked, room_id=room).json["errors"][0]["field"] == "room_id"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"doctor_id": None}, "doctor_id"),
        ({"doctor_id": 999_999}, "doctor_id"),
        ({"room_id": 999_999}, "room_id"),
        ({"start_time": None}, "start_time"),
        ({"start_time": "2020-01-05T10:00:00-05:00"}, "start_time"),
        ({"end_time": "2099-01-05T09:00:00-05:00"}, "end_time"),
        ({"overbooked": None}, "overbooked"),
        ({"patient_id": 1}, "patient_id"),
    ],
)
def test_what_is_wrong_names_its_field(book, change, changes, field):
    answer = change(book(), **changes)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_an_appointment_is_edited_as_it_was_read(client, reception, book):
    url = f"{URL}/{book()['id']}"
    assert client.patch(url, json={"reason": "A"}, headers=reception).status_code == 428
    assert client.patch(url, json={"reason": "A"}, headers=reception | same(9)).status_code == 412
    assert client.patch(url, json={"reason": "A"}, headers=reception | {"If-Match": "x"}).status_code == 400
    assert client.patch(f"{URL}/999999", json={}, headers=reception | same(1)).status_code == 404


def test_what_is_over_or_under_way_is_not_moved(book, move, change):
    booked = book()
    working = move(booked["id"], "ARRIVED", "IN_PROGRESS")
    assert "ya no se puede reprogramar" in change(working, start_time=at("15:00")).json["detail"]
    over = move(booked["id"], "COMPLETED")
    assert "ya no se puede cambiar" in change(over, reason="Otra").json["detail"]


def test_only_who_books_may_change(client, login, book):
    url = f"{URL}/{book()['id']}"
    assert client.patch(url, json={}).status_code == 401
    assert client.patch(url, json={}, headers=login("appointments:read")).status_code == 403
