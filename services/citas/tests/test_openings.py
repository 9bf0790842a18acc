from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from citas.openings import merge, moment, on_grid, openings, slots, subtract

ZONE = ZoneInfo("America/Guayaquil")
MONDAY = datetime(2026, 11, 23).date()
MORNING = {"weekday": 0, "start_time": "08:00", "end_time": "12:00"}


def at(hour, minute=0, day=23):
    """That hour in Guayaquil, five behind UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def test_openings_are_on_the_clinics_clock_and_touching_ones_are_one():
    rows = [MORNING, {"weekday": 0, "start_time": "12:00", "end_time": "18:00"}]
    assert openings(rows, MONDAY, MONDAY + timedelta(days=1), ZONE) == [(at(8), at(18))]
    assert moment(MONDAY, "24:00", ZONE) == at(0, day=24)


def test_merging_keeps_the_widest():
    assert merge([(3, 4), (1, 5), (5, 6), (8, 9)]) == [(1, 6), (8, 9)]


def test_what_is_taken_leaves_gaps():
    opened = [(at(8), at(12)), (at(14), at(18))]
    taken = [(at(7), at(8, 30)), (at(9), at(10)), (at(11), at(15)), (at(17), at(19))]
    assert list(subtract(opened, taken)) == [(at(8, 30), at(9)), (at(10), at(11)), (at(15), at(17))]
    assert list(subtract(opened, [(at(6), at(20))])) == []


def test_the_next_slots_follow_one_another_from_the_wished_time_on():
    gaps = [(at(8), at(9)), (at(9, 33), at(10, 20)), (at(15), at(18))]
    found = slots(gaps, timedelta(minutes=20), at(8, 30), 3)
    assert [s["start_time"] for s in found] == [at(8, 30), at(9, 35), at(9, 55)]
    assert all(s["end_time"] - s["start_time"] == timedelta(minutes=20) for s in found)
    assert len(slots(gaps, timedelta(minutes=50), at(8), 9)) == 4


def test_a_proposed_time_is_one_that_people_say():
    assert on_grid(at(8)) == at(8)
    assert on_grid(at(8, 1)) == at(8, 5)
    assert on_grid(at(8, 55) + timedelta(seconds=1)) == at(9)
