"""A doctor's working hours and time off"""

from datetime import UTC, datetime, timedelta

import pytest

# The clinic's day or the one before: what follows from it holds on both.
TODAY = datetime.now(UTC).date() - timedelta(days=1)
DOCTORS = "/api/citas/doctors"
MORNINGS = [{"weekday": day, "start_time": "08:00", "end_time": "12:00"} for day in range(5)]


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def same(version):
    return {"If-Match": f'"{version}"'}


def test_a_week_is_entered_and_edited(client, manager, doctor, published):
    url = f"{DOCTORS}/{doctor}/working-hours"
    empty = client.get(url, headers=manager)
    assert empty.json == {"doctor_id": doctor, "items": [], "timetables": [], "version": 0}
    assert empty.headers["ETag"] == '"0"'
    entered = client.put(url, json={"items": MORNINGS}, headers=manager | same(0))
    assert entered.json == {
        "doctor_id": doctor,
        "items": MORNINGS,
        "timetables": [{"valid_from": None, "items": MORNINGS}],
        "version": 1,
        "stranded": {"total": 0, "data": []},
    }
    assert client.put(url, json={"items": []}, headers=manager | same(0)).status_code == 412
    night = [{"weekday": 6, "start_time": "18:00", "end_time": "24:00"}]
    assert client.put(url, json={"items": night}, headers=manager | same(1)).json["items"] == night
    assert client.get(url, headers=manager).json["version"] == 2
    assert [event["type"] for event in published()] == ["working_hours.updated"] * 2


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"weekday": 7}, "items.1.weekday"),
        ({"start_time": "8:00"}, "items.1.start_time"),
        ({"start_time": "24:00"}, "items.1.start_time"),
        ({"end_time": "12:60"}, "items.1.end_time"),
        ({"end_time": "07:00"}, "items.1.end_time"),
        ({"weekday": 0, "start_time": "11:00"}, "items.1.start_time"),
    ],
)
def test_a_wrong_week_names_its_line(client, manager, doctor, item, field):
    items = [MORNINGS[0], {**MORNINGS[1], **item}]
    answer = client.put(f"{DOCTORS}/{doctor}/working-hours", json={"items": items}, headers=manager | same(0))
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_hours_are_for_doctors_and_by_who_plans(client, manager, reception, doctor):
    url = f"{DOCTORS}/{doctor}/working-hours"
    body = {"items": []}
    assert (
        client.put(f"{DOCTORS}/999999/working-hours", json=body, headers=manager | same(0)).status_code == 404
    )
    assert client.put(url, json=body, headers=manager).status_code == 428
    assert client.put(url, json=body, headers=reception | same(0)).status_code == 403
    assert client.put(url, json=body).status_code == client.get(url).status_code == 401


def test_a_timetable_begins_on_its_day_and_is_taken_back(client, manager, reception, doctor, new, published):
    url, soon = f"{DOCTORS}/{doctor}/working-hours", TODAY + timedelta(days=40)
    monday = soon + timedelta(days=7 - soon.weekday())
    afternoons = [{**row, "start_time": "14:00", "end_time": "18:00"} for row in MORNINGS]
    client.put(url, json={"items": MORNINGS}, headers=manager | same(0))
    before, after = (at("09:00", day.isoformat()) for day in (monday - timedelta(days=7), monday))
    booked = [
        client.post(
            "/api/citas/appointments", json=new(start_time=start, end_time=None), headers=reception
        ).json["id"]
        for start in (before, after)
    ]
    body = {"items": afternoons, "valid_from": monday.isoformat()}
    answer = client.put(url, json=body, headers=manager | same(1))
    assert answer.status_code == 200, answer.json
    assert answer.json["items"] == MORNINGS
    assert [row["valid_from"] for row in answer.json["timetables"]] == [None, monday.isoformat()]
    # Who was booked before it begins keeps the hour; who comes after it is said.
    assert [visit["id"] for visit in answer.json["stranded"]["data"]] == booked[1:]
    found = client.get(
        "/api/citas/appointments/free-slots",
        query_string={
            "minutes": 240,
            "doctor_ids": doctor,
            "from": (monday - timedelta(days=3)).isoformat(),
            "to": monday.isoformat(),
        },
        headers=reception,
    ).json["data"]
    assert [slot["start_time"] for slot in found] == [
        f"{monday - timedelta(days=3)}T13:00:00Z",
        f"{monday}T19:00:00Z",
    ]
    late = new(start_time=at("09:30", monday.isoformat()), end_time=None)
    assert client.post("/api/citas/appointments", json=late, headers=reception).json["obstacle"] == "HOURS"
    removed = client.delete(f"{url}/{monday}", headers=manager | same(2))
    assert removed.status_code == 200 and removed.json["stranded"]["total"] == 0
    assert client.post("/api/citas/appointments", json=late, headers=reception).status_code == 201
    assert client.delete(f"{url}/{monday}", headers=manager | same(3)).status_code == 404
    summaries = [event["data"]["summary"] for event in published("working_hours.updated")]
    assert summaries[-1] == f"Ingresó el horario de Luis Vera desde el {monday:%d/%m/%Y}"
    assert len(published("working_hours.removed")) == 1


def test_before_a_first_timetable_nobody_is_limited(client, manager, reception, doctor, new):
    url, monday = f"{DOCTORS}/{doctor}/working-hours", "2027-11-01"
    body = {"items": MORNINGS, "valid_from": monday}
    assert client.put(url, json=body, headers=manager | same(0)).json["items"] == []
    evening = {"start_time": "2027-10-29T21:00:00-05:00", "end_time": "2027-10-29T21:30:00-05:00"}
    assert client.post("/api/citas/appointments", json=new(**evening), headers=reception).status_code == 201


def test_a_timetable_does_not_begin_in_the_past_nor_empty(client, manager, doctor):
    url, today = f"{DOCTORS}/{doctor}/working-hours", TODAY
    past, empty = (
        client.put(url, json=body, headers=manager | same(0))
        for body in (
            {"items": MORNINGS, "valid_from": (today - timedelta(days=2)).isoformat()},
            {"items": [], "valid_from": (today + timedelta(days=9)).isoformat()},
        )
    )
    assert past.json["errors"][0]["field"] == "valid_from" and empty.json["errors"][0]["field"] == "items"
    gone = client.delete(f"{url}/{today - timedelta(days=2)}", headers=manager | same(0))
    assert gone.status_code == 409


def test_time_off_says_who_is_booked_in_it(client, manager, doctor, book, off, published):
    book()
    recorded = off(at("09:00"), at("11:00"))
    assert recorded["affected_appointments"] == 1 and recorded["cancelled_at"] is None
    page = client.get(f"{DOCTORS}/{doctor}/time-off?total=true", headers=manager).json
    assert [row["id"] for row in page["data"]] == [recorded["id"]] and page["total"] == 1
    assert published("time_off.recorded")[0]["data"]["summary"].startswith(
        "Registró una ausencia de Luis Vera"
    )


def test_cancelled_time_off_no_longer_counts(client, manager, reception, doctor, off, published):
    id = off(at("09:00"), at("11:00"))["id"]
    url = f"/api/citas/time-off/{id}/cancel"
    assert client.post(url).status_code == 401
    assert client.post(url, headers=reception).status_code == 403
    cancelled = client.post(url, headers=manager)
    assert cancelled.status_code == 200 and cancelled.json["cancelled_at"] is not None
    assert client.post(url, headers=manager).status_code == 409
    assert client.post("/api/citas/time-off/999999/cancel", headers=manager).status_code == 404
    assert client.get(f"{DOCTORS}/{doctor}/time-off", headers=manager).json["data"] == []
    assert published()[-1]["type"] == "time_off.cancelled"


def test_time_off_is_listed_in_pages_and_ranges(client, manager, doctor, off):
    ids = [off(at("00:00", f"2099-02-0{day}"), at("00:00", f"2099-02-0{day + 1}"))["id"] for day in (1, 2, 3)]
    url = f"{DOCTORS}/{doctor}/time-off"
    first = client.get(f"{url}?limit=2", headers=manager).json
    second = client.get(f"{url}?limit=2&after={first['next']}", headers=manager).json
    assert [row["id"] for row in first["data"] + second["data"]] == ids
    span = "from=2099-02-02T00:00:00-05:00&to=2099-02-03T00:00:00-05:00"
    assert [row["id"] for row in client.get(f"{url}?{span}", headers=manager).json["data"]] == [ids[1]]
    inverted = "from=2099-02-03T00:00:00-05:00&to=2099-02-02T00:00:00-05:00"
    assert client.get(f"{url}?{inverted}", headers=manager).status_code == 422


def test_the_hours_and_absences_of_all_come_at_once(client, login, manager, doctor, off):
    assert client.get("/api/citas/working-hours", headers=manager).json == {"data": []}
    client.put(f"{DOCTORS}/{doctor}/working-hours", json={"items": MORNINGS}, headers=manager | same(0))
    hours = client.get("/api/citas/working-hours", headers=manager).json["data"]
    openings = [{**row, "valid_from": None, "valid_until": None} for row in MORNINGS]
    assert hours == [{"doctor_id": doctor, "openings": openings, "version": 1}]
    id = off(at("09:00"), at("11:00"))["id"]
    span = "from=2099-01-05T00:00:00-05:00&to=2099-01-06T00:00:00-05:00"
    away = client.get(f"/api/citas/time-off?{span}&total=true", headers=manager).json
    assert [(row["id"], row["doctor_id"]) for row in away["data"]] == [(id, doctor)] and away["total"] == 1
    for url in ("/api/citas/working-hours", "/api/citas/time-off"):
        assert client.get(url).status_code == 401
        assert client.get(url, headers=login("patients:read")).status_code == 403


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_time": at("09:00")}, "end_time"),
        ({"end_time": at("09:00", "2101-01-05")}, "end_time"),
        ({"reason": "x"}, "reason"),
        ({"start_time": None}, "start_time"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_wrong_time_off_names_its_field(client, manager, doctor, changes, field):
    body = {"start_time": at("09:00"), "end_time": at("10:00"), "reason": "Congreso"} | changes
    answer = client.post(f"{DOCTORS}/{doctor}/time-off", json=body, headers=manager)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_time_off_is_for_doctors_by_who_plans_and_once(client, manager, reception, doctor):
    url, body = f"{DOCTORS}/{doctor}/time-off", {
        "start_time": at("09:00"),
        "end_time": at("10:00"),
        "reason": "Sí, va",
    }
    assert client.post(url, json=body).status_code == client.get(url).status_code == 401
    assert client.post(url, json=body, headers=reception).status_code == 403
    assert client.post(f"{DOCTORS}/999999/time-off", json=body, headers=manager).status_code == 404
    headers = manager | {"Idempotency-Key": "time-off-0001"}
    assert (
        client.post(url, json=body, headers=headers).json == client.post(url, json=body, headers=headers).json
    )
    assert len(client.get(url, headers=manager).json["data"]) == 1
