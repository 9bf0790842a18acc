"""Statuses know the day, and a wrong click goes back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

URL = "/api/citas/appointments"
ZONE = ZoneInfo("America/Guayaquil")


@pytest.fixture
def step(client, reception):
    def stepping(id, status, **more):
        return client.patch(f"{URL}/{id}/status", json={"status": status, **more}, headers=reception)

    return stepping


@pytest.fixture
def today(book):
    """Book a visit that begins so many minutes from now."""

    def booking(minutes, **changes):
        start = datetime.now(ZONE).replace(second=0, microsecond=0) + timedelta(minutes=minutes)
        times = {"start_time": start.isoformat(), "end_time": (start + timedelta(minutes=30)).isoformat()}
        return book(**times, **changes)["id"]

    return booking


@pytest.mark.parametrize(
    ("before", "status"),
    [((), "ARRIVED"), (("CONFIRMED",), "IN_PROGRESS"), (("ARRIVED", "IN_PROGRESS"), "COMPLETED")],
)
def test_nobody_arrives_or_is_attended_before_the_day_unless_confirmed(book, move, step, before, status):
    id = book()["id"]
    move(id, *before) if before else None
    asked = step(id, status)
    assert asked.status_code == 409 and asked.json["needs_confirmation"] == "BEFORE_DAY"
    assert "05/01/2099" in asked.json["detail"]
    assert step(id, status, confirm=True).json["status"] == status


def test_nobody_misses_an_hour_that_has_not_come_unless_confirmed(today, step):
    id = today(60)
    asked = step(id, "NO_SHOW")
    assert asked.status_code == 409 and asked.json["needs_confirmation"] == "BEFORE_START"
    assert step(id, "NO_SHOW", confirm=True).json["status"] == "NO_SHOW"


def test_on_its_day_nothing_needs_confirmation(today, step):
    id = today(-1)
    for status in ("ARRIVED", "IN_PROGRESS", "COMPLETED"):
        assert step(id, status).status_code == 200


def test_after_its_hour_somebody_has_missed_it(today, step):
    assert step(today(-1), "NO_SHOW").json["status"] == "NO_SHOW"


@pytest.mark.parametrize(
    ("steps", "back"),
    [(("CONFIRMED",), "PENDING"), (("CONFIRMED", "ARRIVED"), "CONFIRMED"), (("NO_SHOW",), "PENDING")],
)
def test_a_wrong_click_goes_back_with_a_reason(client, reception, book, move, step, published, steps, back):
    id = book()["id"]
    move(id, *steps)
    refused = step(id, back)
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "reason"
    gone = step(id, back, reason="Era otra paciente")
    assert (gone.status_code, gone.json["status"], gone.json["cancel_reason"]) == (200, back, None)
    event = published()[-1]
    assert event["type"] == "appointment.corrected" and event["data"]["level"] == "WARNING"
    assert "Era otra paciente" not in str(event["data"])
    (kept,) = client.get(f"{URL}/{id}/corrections", headers=reception).json["data"]
    assert (kept["from_status"], kept["to_status"], kept["reason"]) == (steps[-1], back, "Era otra paciente")
    assert kept["corrected_by"] == {"id": "5", "name": "Rosa Mora"}


def test_whoever_missed_it_may_cancel(book, move, step):
    id = book()["id"]
    move(id, "NO_SHOW")
    assert step(id, "CANCELLED").status_code == 422
    assert step(id, "CANCELLED", reason="Ya no viene").json["cancel_reason"] == "Ya no viene"


def test_going_back_finds_the_hour_given_to_another(clinic, book, move, step):
    late = book()
    move(late["id"], "NO_SHOW")
    book(patient_id=clinic.patient("Eva"))
    refused = step(late["id"], "PENDING", reason="Sí vino")
    assert refused.status_code == 409 and refused.json["obstacle"] == "DOCTOR"


def test_corrections_are_for_who_sees_the_agenda(client, login, reception, book):
    url = f"{URL}/{book()['id']}/corrections"
    assert client.get(url, headers=reception).json == {"data": []}
    assert client.get(url).status_code == 401 and client.get(url, headers=login()).status_code == 403
    assert client.get(f"{URL}/999999/corrections", headers=reception).status_code == 404
