"""When what repeats comes again: days that a month does not have, clocks that change."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from citas.series import rules
from common.problems import Problem

GUAYAQUIL, MADRID = ZoneInfo("America/Guayaquil"), ZoneInfo("Europe/Madrid")


def wish(frequency, **more):
    usual = {"interval": 1, "weekdays": [], "by_weekday": False, "count": None, "until": None}
    return SimpleNamespace(**usual | {"frequency": frequency} | more)


def days(first, frequency, zone=GUAYAQUIL, **more):
    repeat = wish(frequency, **more)
    local = datetime.combine(first, datetime.min.time()).replace(hour=10)
    found = rules.moments(rules.rule_of(repeat, local), local, zone)
    assert {moment.astimezone(zone).hour for moment in found} == {10}
    return [moment.astimezone(zone).date() for moment in found]


def test_the_end_of_the_month_is_the_last_day_that_there_is():
    found = days(date(2027, 1, 31), "MONTHLY", count=5)
    assert [(day.month, day.day) for day in found] == [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31)]
    assert days(date(2028, 1, 30), "MONTHLY", count=3) == [
        date(2028, 1, 30),
        date(2028, 2, 29),
        date(2028, 3, 30),
    ]


def test_29_february_comes_every_year():
    found = days(date(2028, 2, 29), "YEARLY", count=5)
    assert found == [*(date(y, 2, 29 if y % 4 == 0 else 28) for y in range(2028, 2033))]


def test_weekdays_include_that_of_the_first_and_until_is_a_day_of_it():
    monday = date(2027, 1, 4)
    assert days(monday, "WEEKLY", interval=2, weekdays=[2], until=date(2027, 1, 20)) == [
        monday, monday + timedelta(days=2), monday + timedelta(days=14), monday + timedelta(days=16)
    ]  # fmt: skip
    assert days(date(2027, 1, 12), "MONTHLY", by_weekday=True, count=3) == [
        date(2027, 1, 12), date(2027, 2, 9), date(2027, 3, 9)
    ]  # fmt: skip
    assert days(date(2027, 1, 29), "MONTHLY", by_weekday=True, count=2) == [
        date(2027, 1, 29),
        date(2027, 2, 26),
    ]


def test_ten_o_clock_stays_ten_when_the_clocks_change():
    """`days` holds each hour; the moments are an hour apart from a whole week."""
    local = datetime(2027, 3, 22, 10)
    found = rules.moments("FREQ=WEEKLY;COUNT=2", local, MADRID)
    assert found[1] - found[0] == timedelta(days=7, hours=-1)
    moved = rules.shifted(found[1], found[0], found[0] + timedelta(days=1, hours=1), MADRID)
    assert moved.astimezone(MADRID).replace(tzinfo=None) == datetime(2027, 3, 30, 11)


@pytest.mark.parametrize("more", [{"until": date(2030, 1, 1)}, {"interval": 52, "count": 60}])
def test_a_series_has_an_end_in_sight(more):
    frequency = "DAILY" if "until" in more else "YEARLY"
    with pytest.raises(Problem):
        days(date(2027, 1, 4), frequency, **more)


def test_parts_come_one_after_another_and_exceptions_at_their_hour_or_not_at_all():
    start = datetime(2027, 1, 4, 15, tzinfo=UTC)
    starts = [start + timedelta(days=n) for n in range(3)]
    other = starts[1] + timedelta(hours=2)
    found = rules.places(starts, [30, 20], {date(2027, 1, 5): other, date(2027, 1, 6): None}, GUAYAQUIL)
    assert [(one.occurrence, one.part, one.start_time) for one in found] == [
        (0, 0, start), (0, 1, start + timedelta(minutes=30)), (1, 0, other), (1, 1, other + timedelta(minutes=30))
    ]  # fmt: skip
    assert found[2].occurs_at == starts[1]
    with pytest.raises(Problem):
        rules.places(starts, [30], {date(2027, 2, 1): None}, GUAYAQUIL)


def goes_on(rule, *planned, now=datetime(2026, 1, 1, tzinfo=UTC), known=None, zone=GUAYAQUIL, **end):
    planned = [datetime.combine(day, datetime.min.time(), zone).replace(hour=10) for day in planned]
    end = SimpleNamespace(**{"count": None, "until": None} | end)
    found = rules.continued(rule, planned, end, known or len(planned), now, zone)
    assert {moment.astimezone(zone).hour for moment in found} == {10}
    return [moment.astimezone(zone).date() for moment in found]


MONTH_END = "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=2"
LEAP = "FREQ=YEARLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1;COUNT=2"
TWICE = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20270120T235959"


@pytest.mark.parametrize(
    "rule, planned, end, expected",
    [
        # The rule remembers the day that a short month did not have.
        (MONTH_END, [date(2027, 1, 31), date(2027, 2, 28)], {"count": 2}, [date(2027, 3, 31), date(2027, 4, 30)]),
        (LEAP, [date(2030, 2, 28), date(2031, 2, 28)], {"count": 2}, [date(2032, 2, 29), date(2033, 2, 28)]),
        # Every second week, counted from its last.
        (TWICE, [date(2027, 1, 18)], {"until": date(2027, 2, 3)}, [date(2027, 1, 20), date(2027, 2, 1), date(2027, 2, 3)]),
        # Moved by a day, all of them; and by two, where a Wednesday by itself would still be on the rule.
        (TWICE, [date(2027, 1, 19), date(2027, 1, 21)], {"count": 2}, [date(2027, 2, 2), date(2027, 2, 4)]),
        (TWICE, [date(2027, 1, 18 + 2), date(2027, 1, 22)], {"count": 2}, [date(2027, 2, 3), date(2027, 2, 5)]),
    ],
)  # fmt: skip
def test_a_series_goes_on_where_its_rule_has_it(rule, planned, end, expected):
    assert goes_on(rule, *planned, **end) == expected


def test_a_series_that_is_over_goes_on_from_today_and_ten_o_clock_stays_ten():
    assert goes_on(
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=1", date(2027, 3, 1), count=2, zone=MADRID,
        now=datetime(2027, 3, 22, 8, 30, tzinfo=UTC),
    ) == [date(2027, 3, 22), date(2027, 3, 29)]  # fmt: skip
    with pytest.raises(Problem):
        goes_on(None, date(2027, 3, 1), count=1)
