"""How far ahead the clinic books: a year that was typed wrong is refused, whichever way it comes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta

URL = "/api/citas/appointments"
RULES = "/api/citas/booking-rules"
FAR = {"start_time": "2126-01-05T10:00:00-05:00", "end_time": "2126-01-05T10:30:00-05:00"}


def today():
    return datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def two_years(client, manager):
    """What a clinic has that never changed it; the tests' own clinic books for a hundred years."""
    version = client.get(RULES, headers=manager).json["version"]
    answer = client.put(
        RULES,
        json={"overbooked_at_once": 2, "horizon_months": 24},
        headers=manager | {"If-Match": f'"{version}"'},
    )
    assert answer.status_code == 200 and answer.json["horizon_months"] == 24


@pytest.fixture
def refused(two_years):
    """An answer 422 that names this field, and says until when the clinic books."""
    until = f"{today() + relativedelta(years=2):%d/%m/%Y}"

    def check(answer, field="start_time"):
        assert answer.status_code == 422, answer.json
        (error,) = answer.json["errors"]
        assert error["field"] == field and f"hasta el {until}" in error["message"]

    return check


def test_a_visit_is_not_booked_nor_held_for_another_century(
    client, reception, override, new, doctor, refused
):
    refused(client.post(URL, json=new(**FAR), headers=reception))
    # What no calendar of ours holds is refused in the words of a person, too.
    beyond = client.post(URL, json=new(start_time="2206-01-05T10:00:00-05:00"), headers=reception)
    assert beyond.json["errors"] == [
        {"field": "start_time", "message": "Debe ser menor o igual a 01/01/2200."}
    ]
    over = new(**FAR, overbooked=True, overbook_reason="Dolor agudo")
    refused(client.post(URL, json=over, headers=override))
    refused(client.post("/api/citas/holds", json={"doctor_id": doctor, **FAR}, headers=reception))
    wanted = {"doctor_id": doctor, **FAR}
    said = client.get(f"{URL}/check-availability", query_string=wanted, headers=reception).json
    assert said["available"] is False and "hasta el" in said["reason"] and said["next_slots"] == []
    looked = {"from": "2126-01-05", "to": "2126-01-06", "minutes": 30}
    refused(client.get(f"{URL}/free-slots", query_string=looked, headers=reception), "from")


def test_what_stands_farther_ahead_stays_and_is_moved_to_nearer_only(client, reception, book, request):
    made = book()
    refused = request.getfixturevalue("refused")

    def move(day):
        headers = reception | {"If-Match": f'"{made["version"]}"'}
        return client.patch(
            f"{URL}/{made['id']}", json={"start_time": f"{day}T10:00:00-05:00"}, headers=headers
        )

    refused(move("2099-01-12"))
    assert move(today() + timedelta(days=400)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_time": FAR["start_time"]}, "start_time"),
        ({"repeat": {"frequency": "YEARLY", "count": 4}}, "repeat.count"),
    ],
)
def test_a_series_ends_before(client, reception, patient, doctor, refused, changes, field):
    wish = {
        "patient_id": patient,
        "start_time": f"{today() + timedelta(days=300)}T10:00:00-05:00",
        "parts": [{"doctor_id": doctor, "minutes": 30}],
        "repeat": {"frequency": "WEEKLY", "count": 2},
    } | changes
    refused(client.post("/api/citas/series", json=wish, headers=reception), field)
    refused(client.post("/api/citas/series/preview", json=wish, headers=reception), field)
