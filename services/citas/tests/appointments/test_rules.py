from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from citas.appointments.rules import slots as rules
from citas.appointments.rules import states
from common.problems import Conflict, Forbidden, Invalid

ZONE = ZoneInfo("America/Guayaquil")
MONDAY = datetime(2026, 11, 23).date()
MORNING = {"weekday": 0, "start_time": "08:00", "end_time": "12:00"}


def at(hour, minute=0, day=23):
    """That hour in Guayaquil, five behind UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def slot(start, end):
    return rules.Slot(1, None, 7, start, end)


def row(**changes):
    return {
        "doctor_id": 1,
        "doctor_name": "Luis",
        "room_id": None,
        "start_time": at(10),
        "end_time": at(11),
        "reason": "Control",
        "overbooked": False,
        "overbook_reason": None,
    } | changes


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ("PENDING", "CONFIRMED", "confirmed"),
        ("PENDING", "ARRIVED", "arrived"),
        ("CONFIRMED", "IN_PROGRESS", "started"),
        ("IN_PROGRESS", "COMPLETED", "completed"),
        ("IN_PROGRESS", "ARRIVED", "returned"),
        ("ARRIVED", "CANCELLED", "cancelled"),
        ("CONFIRMED", "NO_SHOW", "missed"),
        ("NO_SHOW", "ARRIVED", "arrived"),
    ],
)
def test_an_appointment_moves_along_its_day(before, after, event):
    assert states.event_of_move(before, after) == event


def test_every_other_move_is_refused():
    allowed = {(before, after) for before, moves in states.MOVES.items() for after in moves}
    assert len(allowed) == 18
    for before in states.MOVES:
        for after in states.MOVES:
            if (before, after) not in allowed:
                with pytest.raises(Conflict, match="no puede pasar a"):
                    states.event_of_move(before, after)


def test_what_is_over_is_neither_changed_nor_moved():
    for status in ("COMPLETED", "CANCELLED"):
        with pytest.raises(Conflict, match="ya no se puede cambiar"):
            states.must_be_open(status)
    for status in ("IN_PROGRESS", "COMPLETED", "CANCELLED", "NO_SHOW"):
        with pytest.raises(Conflict, match="ya no se puede reprogramar"):
            states.must_be_reschedulable(status)
    states.must_be_open("NO_SHOW")
    states.must_be_reschedulable("ARRIVED")


def test_a_cancellation_says_why():
    with pytest.raises(Invalid):
        states.must_have_reason("PENDING", "CANCELLED", None)
    states.must_have_reason("PENDING", "CANCELLED", "Viajó")
    states.must_have_reason("PENDING", "NO_SHOW", None)


def test_a_correction_says_why():
    for step in states.CORRECTIONS:
        with pytest.raises(Invalid):
            states.must_have_reason(*step, None)
        states.must_have_reason(*step, "Era otra persona")


@pytest.mark.parametrize(
    ("step", "now", "asked"),
    [
        (("PENDING", "ARRIVED"), at(23, 59, day=22), "BEFORE_DAY"),
        (("PENDING", "ARRIVED"), at(0), None),
        (("IN_PROGRESS", "COMPLETED"), at(23, 59, day=22), "BEFORE_DAY"),
        (("IN_PROGRESS", "ARRIVED"), at(23, 59, day=22), None),
        (("ARRIVED", "CONFIRMED"), at(23, 59, day=22), None),
        (("PENDING", "NO_SHOW"), at(9, 59), "BEFORE_START"),
        (("PENDING", "NO_SHOW"), at(10), None),
        (("PENDING", "CONFIRMED"), at(10, day=1), None),
    ],
)
def test_a_step_before_its_time_asks_for_a_confirmation(step, now, asked):
    """The visit is of the 23rd at 10:00, on the clinic's clock."""
    if asked is None:
        states.must_be_its_time(*step, at(10), now, ZONE)
        return
    with pytest.raises(Conflict) as refusal:
        states.must_be_its_time(*step, at(10), now, ZONE)
    assert refusal.value.extra == {"needs_confirmation": asked}


def test_a_completion_is_undone_on_its_day():
    states.must_be_reopenable("COMPLETED", at(23, 59), MONDAY, ZONE)
    with pytest.raises(Conflict, match="solo se reabre una cita atendida"):
        states.must_be_reopenable("IN_PROGRESS", None, MONDAY, ZONE)
    with pytest.raises(Conflict, match="el mismo día"):
        states.must_be_reopenable("COMPLETED", at(0, 0, day=24), MONDAY, ZONE)


def test_overbooking_needs_the_permission_and_a_reason():
    with pytest.raises(Forbidden):
        rules.must_be_allowed_to_overbook(False, "Dolor")
    with pytest.raises(Invalid):
        rules.must_be_allowed_to_overbook(True, None)
    rules.must_be_allowed_to_overbook(True, "Dolor")


@pytest.mark.parametrize("minutes", [5, 30, 720])
def test_an_appointment_lasts_from_five_minutes_to_twelve_hours(minutes):
    rules.must_last_sensibly(at(8), at(8) + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-30, 0, 4, 721])
def test_an_appointment_of_another_length_is_refused(minutes):
    with pytest.raises(Invalid, match="entre 5 minutos y 12 horas"):
        rules.must_last_sensibly(at(8), at(8) + timedelta(minutes=minutes))


def test_yesterday_may_still_be_entered_and_the_day_before_may_not():
    rules.must_not_be_past(at(8), at(8) + timedelta(hours=24))
    with pytest.raises(Invalid, match="24 horas"):
        rules.must_not_be_past(at(8), at(8) + timedelta(hours=24, minutes=1))


@pytest.mark.parametrize(
    ("durations", "minutes"),
    [
        ([], 15),
        ([(10, "1")], 15),
        ([(40, "1"), (20, "2")], 80),
        ([(15, "1.500")], 23),
        ([(10**9, "10000")], 721),
    ],
)
def test_without_an_end_the_treatments_say_how_long_it_takes(durations, minutes):
    lines = [{"duration_minutes": d, "quantity": Decimal(q)} for d, q in durations]
    assert rules.end_of(at(8), lines) == at(8) + timedelta(minutes=minutes)


def test_a_total_that_no_invoice_could_hold_is_refused():
    rules.must_fit_money([{"quantity": "1.000", "unit_price": "9999999.99"}])
    with pytest.raises(Invalid, match="demasiado grande"):
        rules.must_fit_money([{"quantity": Decimal(2), "unit_price": "5000000.00"}])


def test_a_new_start_alone_keeps_the_duration():
    after = rules.after_changes(row(), {"start_time": at(15)}, None)
    assert (after["start_time"], after["end_time"]) == (at(15), at(16))


def test_another_doctor_comes_with_their_name():
    after = rules.after_changes(row(), {"doctor_id": 2}, {"id": 2, "name": "Eva"})
    assert (after["doctor_id"], after["doctor_name"]) == (2, "Eva")


def test_what_is_no_longer_overbooked_loses_its_reason():
    before = row(overbooked=True, overbook_reason="Dolor")
    assert rules.after_changes(before, {"overbooked": False}, None)["overbook_reason"] is None
    with pytest.raises(Invalid):
        rules.after_changes(before, {"overbook_reason": None}, None)


@pytest.mark.parametrize(
    ("start", "end", "attended"),
    [
        (at(8), at(12), True),
        (at(7, 59), at(9), False),
        (at(11, 30), at(12, 1), False),
        (at(8, day=24), at(9, day=24), False),
    ],
)
def test_a_doctor_attends_within_their_hours(start, end, attended):
    assert (rules.why_not_attended(slot(start, end), [MORNING], [], [], ZONE) is None) == attended


def test_without_hours_there_is_no_limit_but_time_off_is_one():
    assert rules.why_not_attended(slot(at(3), at(4)), [], [], [], ZONE) is None
    assert "ausencia" in rules.why_not_attended(slot(at(9), at(10)), [MORNING], [{"id": 1}], [], ZONE)


def test_a_night_shift_goes_through_midnight():
    night = [
        {"weekday": 0, "start_time": "20:00", "end_time": "24:00"},
        {"weekday": 1, "start_time": "00:00", "end_time": "06:00"},
    ]
    assert rules.why_not_attended(slot(at(23, 30), at(0, 30, day=24)), night, [], [], ZONE) is None


def test_a_range_of_days_is_neither_inverted_nor_endless():
    rules.must_be_a_range(MONDAY, MONDAY, 31)
    for days in (-1, 31):
        with pytest.raises(Invalid):
            rules.must_be_a_range(MONDAY, MONDAY + timedelta(days=days), 31)


def test_on_a_closed_day_nobody_attends_whatever_their_hours():
    closed = [{"date": date(2026, 11, 23), "name": "Duelo local"}]
    sentence = rules.why_not_attended(slot(at(9), at(10)), [], [], closed, ZONE)
    assert sentence == "La clínica no atiende el 23/11/2026: Duelo local."
