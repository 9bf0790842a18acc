"""Who comes first to a freed hour, and why; no database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from citas.needs import Needs
from citas.waitlist import rules
from common.problems import Conflict

ZONE = ZoneInfo("America/Guayaquil")
# A Tuesday, 15:30 to 16:15 in Quito.
GAP = rules.Gap(2, datetime(2026, 11, 24, 20, 30, tzinfo=UTC), datetime(2026, 11, 24, 21, 15, tzinfo=UTC))
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def entry(id=1, **changes):
    return {
        "id": id,
        "doctor_id": None,
        "minutes": 45,
        "windows": [],
        "first_day": date(2026, 11, 1),
        "last_day": None,
        "notice_minutes": 120,
        "priority": False,
        "created_at": NOW - timedelta(days=3),
        "gives_up_time": None,
        "movable": None,
        "left_it": False,
        "busy": False,
        "needs": Needs(),
        "place_free": True,
        "offered_now": False,
        "offered": 0,
        "passed": 0,
    } | changes


def order(*entries):
    return [row["entry"]["id"] for row in rules.ranked(entries, GAP, NOW, ZONE)[0]]


AFTERNOON = [{"weekday": 1, "start_time": "14:00", "end_time": "18:00"}]
MORNING = [{"weekday": 1, "start_time": "08:00", "end_time": "12:00"}]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"doctor_id": 3}, "Espera a otro profesional."),
        ({"minutes": 60}, "Necesita 60 minutos y quedan libres 45."),
        ({"first_day": date(2026, 11, 25)}, "Ese día no le sirve."),
        ({"last_day": date(2026, 11, 23)}, "Ese día no le sirve."),
        ({"windows": MORNING}, "Esa hora no le sirve."),
        ({"notice_minutes": 331}, "Necesita saberlo con más anticipación."),
        ({"left_it": True}, "Es quien dejó la hora."),
        ({"gives_up_time": GAP.start_time, "movable": True}, "Su cita es antes."),
        ({"gives_up_time": GAP.end_time, "movable": False}, "La cita que dejaría ya no está en pie."),
        ({"busy": True}, "Tiene otra cita a esa hora."),
        ({"needs": Needs(doctor_ids=frozenset({3}))}, "Ese profesional no hace su tratamiento."),
        ({"needs": Needs(room_kind="Rayos X")}, "Necesita un consultorio de tipo «Rayos X»."),
        ({"place_free": False}, "No alcanza la preparación o la limpieza, o falta el equipo."),
        ({"offered_now": True}, "Ya tiene una hora ofrecida."),
    ],
)
def test_why_an_hour_is_not_for_somebody(changes, words):
    fit, unfit = rules.ranked([entry(**changes)], GAP, NOW, ZONE)
    assert fit == [] and unfit[0]["reason"] == words


@pytest.mark.parametrize(
    "changes",
    [
        {"doctor_id": 2},
        {"windows": AFTERNOON},
        {"last_day": date(2026, 11, 24)},
        {"notice_minutes": 330},
        {"gives_up_time": GAP.end_time, "movable": True},
    ],
)
def test_for_whom_it_is(changes):
    assert order(entry(**changes)) == [1]


def test_priority_comes_before_a_month_of_waiting():
    long = entry(1, created_at=NOW - timedelta(days=90))
    assert order(long, entry(2, priority=True, created_at=NOW)) == [2, 1]


def test_who_waits_longer_comes_first_and_then_who_was_entered_first():
    assert order(entry(3), entry(2), entry(1, created_at=NOW - timedelta(days=9))) == [1, 2, 3]


def test_who_fills_the_hour_comes_before_who_leaves_a_piece():
    assert order(entry(1, minutes=15), entry(2)) == [2, 1]


def test_who_was_offered_comes_later_and_who_was_passed_over_sooner():
    assert order(entry(1, offered=1), entry(2), entry(3, passed=2)) == [3, 2, 1]
    # Neither grows without end: nobody is passed over for ever, nor pushes everybody aside.
    assert rules.points_of(entry(offered=99), GAP, NOW)[-1][0] == -30
    assert rules.points_of(entry(passed=99), GAP, NOW)[-1][0] == 20


def test_each_place_says_why():
    (row,) = rules.ranked([entry(priority=True, minutes=30, offered=2)], GAP, NOW, ZONE)[0]
    assert row["reason"] == "Tiene prioridad, espera 3 días, deja 15 min, ya se le ofreció 2 veces."
    assert row["points"] == 40 + 3 + 13 - 20


def test_who_was_named_is_chosen_only_where_it_fits():
    fit, _ = rules.ranked([entry(1), entry(2), entry(3)], GAP, NOW, ZONE)
    assert [row["entry"]["id"] for row in rules.chosen(fit, None, 2)] == [1, 2]
    assert [row["entry"]["id"] for row in rules.chosen(fit, [3, 1], 2)] == [3, 1]
    with pytest.raises(Conflict):
        rules.chosen(fit, [4], 2)


def test_an_offer_never_outlives_the_hour():
    assert rules.expiry(NOW, 30, GAP.start_time) == NOW + timedelta(minutes=30)
    assert rules.expiry(NOW, 1440, GAP.start_time) == GAP.start_time


def test_only_what_was_issued_counts_as_invoiced_and_what_was_credited_does_not():
    visits = [{"appointment_id": id, "total": Decimal(45)} for id in (1, 2, 3)]
    invoices = {
        1: {"status": "ISSUED", "total": "40.00", "credited": "10.00", "paid": "30.00"},
        2: {"status": "DRAFT", "total": "45.00", "credited": "0.00", "paid": "0.00"},
    }
    told = rules.reconciled(visits, invoices)
    assert (told["total"], told["invoiced"], told["paid"], told["not_invoiced"]) == (135, 30, 30, 90)
    assert told["data"][2]["invoice"] is None
