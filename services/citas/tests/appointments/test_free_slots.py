"""Looking for an hour: with anyone or somebody, in a room, for a patient, in a part of the day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

URL = "/api/citas/appointments/free-slots"
MORNING = [{"weekday": 0, "start_time": "08:00", "end_time": "12:00"}]


VISIT = """
    INSERT INTO citas.appointments (patient_id, patient_name, doctor_id, doctor_name, during, status, completed_at)
         VALUES (%(patient)s, 'Ana', %(doctor)s, 'Luis',
                 tstzrange(%(start)s::timestamptz, %(start)s::timestamptz + interval '30 minutes'), %(status)s,
                 CASE WHEN %(status)s = 'COMPLETED' THEN %(start)s::timestamptz END)
"""


@pytest.fixture
def set_hours(client, manager):
    def setting(doctor, items):
        url = f"/api/citas/doctors/{doctor}/working-hours"
        answer = client.put(url, json={"items": items}, headers=manager | {"If-Match": '"0"'})
        assert answer.status_code == 200, answer.json

    return setting


@pytest.fixture
def find(client, reception):
    def finding(status=200, **query):
        query = {"minutes": 30, "from": "2099-01-05", "to": "2099-01-05"} | query
        answer = client.get(URL, query_string=query, headers=reception)
        assert answer.status_code == status, answer.json
        return answer.json

    return finding


def hours(answer):
    """(clock in Guayaquil, who, minutes left before and after)"""
    return [
        (f"{int(row['start_time'][11:13]) - 5:02}{row['start_time'][13:16]}", row["doctor"]["id"],
         row["before_minutes"], row["after_minutes"])
        for row in answer["data"]
    ]  # fmt: skip


def best_of(found):
    return next(row["doctor"]["id"] for row in found["data"] if row["best"])


def test_it_fits_with_its_back_to_what_is_booked(find, set_hours, doctor, book):
    set_hours(doctor, MORNING)
    book()  # 10:00 to 10:30
    found = find(minutes=40)
    assert hours(found) == [
        ("08:00", doctor, 0, 80),
        ("09:20", doctor, 80, 0),
        ("10:30", doctor, 0, 50),
        ("11:20", doctor, 50, 0),
    ]
    assert found["total"] == 4 and [row["best"] for row in found["data"]] == [False, False, True, False]


def test_anyone_is_everybody_whose_hours_are_known(find, set_hours, clinic, doctor):
    other, unknown = clinic.doctor("Ana Ríos"), clinic.doctor("Nadie")
    set_hours(doctor, MORNING)
    set_hours(other, [{"weekday": 0, "start_time": "09:00", "end_time": "09:30"}])
    found = find()
    assert hours(found) == [("08:00", doctor, 0, 210), ("09:00", other, 0, 0), ("11:30", doctor, 210, 0)]
    assert [row["best"] for row in found["data"]] == [False, True, False]
    assert [row[1] for row in hours(find(doctor_ids=other))] == [other]
    # Who is asked for by name is looked at in the usual hours.
    assert [row[1] for row in hours(find(doctor_ids=unknown))] == [unknown, unknown]


def test_the_room_and_the_patient_must_be_free_too(find, set_hours, clinic, doctor, patient, room, book):
    set_hours(doctor, MORNING)
    other = clinic.doctor()
    book(doctor_id=other, room_id=room, patient_id=clinic.patient())
    book(doctor_id=other, start_time="2099-01-05T11:00:00-05:00", end_time="2099-01-05T12:00:00-05:00")
    assert hours(find(doctor_ids=doctor)) == [("08:00", doctor, 0, 210), ("11:30", doctor, 210, 0)]
    assert [row[0] for row in hours(find(room_id=room))] == ["08:00", "09:30", "10:30", "11:30"]
    assert [row[0] for row in hours(find(patient_id=patient))] == ["08:00", "10:30"]


def test_the_best_is_with_who_attended_the_patient_last(
    find, set_hours, clinic, doctor, patient, login, client, database_of
):
    own = clinic.doctor("Ana Ríos")
    set_hours(doctor, [{"weekday": 0, "start_time": "08:00", "end_time": "08:30"}])
    set_hours(own, MORNING)
    assert best_of(find(patient_id=patient)) == doctor
    with database_of("citas").transaction() as tx:
        for status, who, day in (("COMPLETED", doctor, 1), ("COMPLETED", own, 2), ("NO_SHOW", doctor, 3)):
            tx.run(VISIT, status=status, doctor=who, patient=patient, start=f"2026-01-0{day}T10:00:00-05:00")
    found = find(patient_id=patient)
    assert (best_of(found), found["own"]["doctor_id"]) == (own, own)
    assert best_of(find()) == doctor
    wish = f"{URL}?minutes=30&from=2099-01-05&to=2099-01-05&patient_id={patient}"
    blind = client.get(wish, headers=login("appointments:read")).json
    assert (best_of(blind), blind["own"]) == (doctor, None)


def test_absences_holidays_and_the_other_half_of_the_day_are_left_out(find, set_hours, doctor, off):
    week = [{"weekday": day, "start_time": "09:00", "end_time": "18:00"} for day in range(5)]
    set_hours(doctor, week)
    off("2099-01-05T09:00:00-05:00", "2099-01-05T15:00:00-05:00")
    assert [row[0] for row in hours(find(part="AFTERNOON"))] == ["15:00", "17:30"]
    assert find(part="MORNING") == {
        "total": 0,
        "days": [{"date": "2099-01-05", "count": 0}],
        "own": None,
        "data": [],
    }
    # Friday 25 December 2099.
    assert find(**{"from": "2099-12-25", "to": "2099-12-27"})["total"] == 0


def test_each_day_of_the_range_says_how_many_hours_it_has_those_past_the_limit_too(find, set_hours, doctor):
    # To the clinic's midnight, which is another day in UTC.
    set_hours(doctor, [{"weekday": day, "start_time": "22:00", "end_time": "24:00"} for day in (0, 2)])
    found = find(limit=1, **{"to": "2099-01-07"})
    assert [(day["date"], day["count"]) for day in found["days"]] == [
        ("2099-01-05", 2),
        ("2099-01-06", 0),
        ("2099-01-07", 2),
    ]
    assert found["total"] == 4


def test_what_moves_is_not_in_its_own_way(find, set_hours, doctor, book):
    set_hours(doctor, [{"weekday": 0, "start_time": "10:00", "end_time": "10:30"}])
    booked = book()
    assert find()["total"] == 0
    assert hours(find(exclude_id=booked["id"])) == [("10:00", doctor, 0, 0)]


def test_the_best_is_told_though_it_comes_after_the_limit(find, set_hours, doctor, book):
    set_hours(doctor, MORNING)
    book(start_time="2099-01-05T11:00:00-05:00", end_time="2099-01-05T11:30:00-05:00")
    found = find(limit=1)
    assert [(row[0], best["best"]) for row, best in zip(hours(found), found["data"], strict=True)] == [
        ("08:00", False),
        ("11:30", True),
    ]
    assert found["total"] == 3


def test_whoever_is_refused_an_hour_is_offered_what_the_search_finds(
    client, reception, find, set_hours, doctor, new, clinic, book
):
    set_hours(doctor, [{"weekday": 0, "start_time": "10:00", "end_time": "11:00"}])
    book()
    refused = client.post("/api/citas/appointments", json=new(patient_id=clinic.patient()), headers=reception)
    found = find(doctor_ids=doctor)["data"]
    assert refused.status_code == 409
    assert refused.json["next_slots"][0]["start_time"] == found[0]["start_time"] == "2099-01-05T15:30:00Z"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"minutes": 4}, "minutes"),
        ({"minutes": 721}, "minutes"),
        ({"to": "2099-02-05"}, "to"),
        ({"to": "2099-01-04"}, "to"),
        ({"part": "NIGHT"}, "part"),
        ({"doctor_ids": "999999"}, "doctor_ids"),
        ({"limit": 0}, "limit"),
    ],
)
def test_an_invalid_search_names_the_field(find, query, field):
    assert find(422, **query)["errors"][0]["field"].startswith(field)


def test_only_who_sees_the_agenda_searches_it(client, login):
    url = f"{URL}?minutes=30&from=2099-01-05&to=2099-01-05"
    assert client.get(url).status_code == 401
    assert client.get(url, headers=login("patients:read")).status_code == 403


def test_the_next_free_hour_of_each_is_the_first_that_the_search_finds(
    client, reception, set_hours, clinic, doctor, off, find, book
):
    full = clinic.doctor("Ana Ríos")
    clinic.doctor("Nadie")  # whose hours nobody entered
    every_day = [{"weekday": day, "start_time": "08:00", "end_time": "12:00"} for day in range(7)]
    set_hours(doctor, every_day)
    set_hours(full, every_day)
    today = datetime.now(ZoneInfo("America/Guayaquil")).replace(hour=0, minute=0, second=0, microsecond=0)
    # Away for a week: what is free then does not move with the clock while this runs, and is beyond the near look.
    off(today.isoformat(), (today + timedelta(days=8)).isoformat())
    off(today.isoformat(), (today + timedelta(days=40)).isoformat(), doctor_id=full)

    def next_free():
        answer = client.get(f"{URL.removesuffix('free-slots')}next-free?minutes=40", headers=reception)
        assert answer.status_code == 200, answer.json
        return answer.json["data"]

    (first,) = next_free()
    span = {"from": f"{today:%Y-%m-%d}", "to": f"{today + timedelta(days=30):%Y-%m-%d}"}
    found = find(minutes=40, doctor_ids=doctor, **span)["data"][0]
    assert first == {name: found[name] for name in ("doctor", "start_time", "end_time")}
    book(start_time=first["start_time"], end_time=first["end_time"])
    assert next_free()[0]["start_time"] == first["end_time"]
    assert datetime.fromisoformat(first["start_time"]) > datetime.now(UTC)
