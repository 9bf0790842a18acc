"""A doctor's working hours and time off"""

import pytest

DOCTORS = "/api/citas/doctors"
MORNINGS = [{"weekday": day, "start_time": "08:00", "end_time": "12:00"} for day in range(5)]


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def same(version):
    return {"If-Match": f'"{version}"'}


def test_a_week_is_entered_and_edited(client, manager, doctor, published):
    url = f"{DOCTORS}/{doctor}/working-hours"
    empty = client.get(url, headers=manager)
    assert empty.json == {"doctor_id": doctor, "items": [], "version": 0} and empty.headers["ETag"] == '"0"'
    entered = client.put(url, json={"items": MORNINGS}, headers=manager | same(0))
    assert entered.json == {
        "doctor_id": doctor,
        "items": MORNINGS,
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
    assert hours == [{"doctor_id": doctor, "items": MORNINGS, "version": 1}]
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
