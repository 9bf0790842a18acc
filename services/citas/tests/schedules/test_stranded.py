"""Taking hours, a room or a doctor away says whom to call."""

import pytest

URL = "/api/citas/stranded-appointments"


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def same(version):
    return {"If-Match": f'"{version}"'}


@pytest.fixture
def planner(login):
    return login("appointments:read", "schedules:write", "patients:read", id="8", name="Marta Gil")


@pytest.fixture
def stranded(client, planner):
    def found(headers=planner, **query):
        answer = client.get(URL, query_string=query, headers=headers)
        assert answer.status_code == 200, answer.json
        return {visit["id"]: visit["causes"] for visit in answer.json["data"]}

    return found


@pytest.fixture
def set_hours(client, planner, doctor):
    def setting(version, start, end):
        items = [{"weekday": day, "start_time": start, "end_time": end} for day in range(5)]
        url = f"/api/citas/doctors/{doctor}/working-hours"
        answer = client.put(url, json={"items": items}, headers=planner | same(version))
        assert answer.status_code == 200, answer.json
        return answer.json["stranded"]

    return setting


def test_other_hours_say_who_is_outside_them(book, clinic, override, set_hours, stranded, doctor):
    assert set_hours(0, "08:00", "18:00") == {"total": 0, "data": []}
    inside, outside = book(), book(start_time=at("16:00"), end_time=at("17:00"))
    gone = set_hours(1, "08:00", "12:00")
    assert gone["total"] == 1
    (visit,) = gone["data"]
    assert (visit["id"], visit["patient_name"], visit["causes"]) == (outside["id"], "Ana Pérez", ["HOURS"])
    assert visit["doctor"] == {"id": doctor, "name": "Luis Vera"} and visit["room"] is None
    assert stranded() == stranded(doctor_id=doctor) == {outside["id"]: ["HOURS"]}
    assert stranded(doctor_id=doctor + 1) == {}
    # Whoever is overbooked outside the hours stands there on purpose.
    book(headers=override, patient_id=clinic.patient(), start_time=at("19:00"), end_time=at("19:30"),
         overbooked=True, overbook_reason="Urgencia")  # fmt: skip
    assert set(stranded()) == {outside["id"]}
    assert inside["id"] not in stranded()


def test_a_room_out_of_use_says_who_was_to_be_in_it(client, planner, book, room, stranded):
    booked = book(room_id=room)
    renamed = client.patch(f"/api/citas/rooms/{room}", json={"name": "Otro"}, headers=planner | same(1)).json
    assert renamed["stranded"] == {"total": 0, "data": []}
    closed = client.patch(f"/api/citas/rooms/{room}", json={"active": False}, headers=planner | same(2)).json
    assert [(v["id"], v["causes"], v["room"]["name"]) for v in closed["stranded"]["data"]] == [
        (booked["id"], ["ROOM"], "Otro")
    ]
    assert stranded(room_id=room) == {booked["id"]: ["ROOM"]}


def test_time_off_lists_who_is_booked_in_it(book, off, stranded):
    booked = book()
    recorded = off(at("09:00"), at("11:00"))
    assert recorded["affected_appointments"] == recorded["stranded"]["total"] == 1
    # Who plans here may not see patients.
    assert [(v["id"], v["patient_name"]) for v in recorded["stranded"]["data"]] == [(booked["id"], None)]
    assert stranded() == {booked["id"]: ["TIME_OFF"]}


def test_a_doctor_who_no_longer_attends_leaves_visits(apps, login, book, doctor, stranded):
    booked = book()
    assert stranded() == {}
    boss = login("users:read", "users:write", "records:sign", id="1")
    answer = (
        apps["auth"]
        .test_client()
        .patch(f"/api/auth/users/{doctor}", json={"active": False}, headers=boss | same(1))
    )
    assert answer.status_code == 200, answer.json
    assert stranded() == {booked["id"]: ["DOCTOR"]}


def test_what_is_over_or_cancelled_is_not_stranded(book, move, off, stranded):
    move(book()["id"], "CANCELLED", reason="Viajó")
    off(at("09:00"), at("11:00"))
    assert stranded() == {}


def test_only_who_sees_the_agenda_may_ask(client, login, planner):
    assert client.get(URL).status_code == 401
    assert client.get(URL, headers=login("patients:read")).status_code == 403
    assert client.get(f"{URL}?doctor_id=0", headers=planner).status_code == 422
