"""The law's days of rest, year by year: 2018, 2021 and 2023 as the press printed the Ministry's calendar, the others by
the rule of the law."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from citas.holidays import calendar, days_of, national

ZONE = ZoneInfo("America/Guayaquil")


def rests(year):
    return [f"{day:%m-%d}" for day in sorted(national(date(year, 1, 1), date(year, 12, 31)))]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, "01-01 02-24 02-25 04-10 05-01 05-25 08-10 10-09 11-02 11-03 12-25"),
        (2021, "01-01 02-15 02-16 04-02 04-30 05-24 08-09 10-08 11-01 11-02 12-24 12-25 12-31"),
        (2022, "01-01 02-28 03-01 04-15 05-02 05-23 08-12 10-10 11-03 11-04 12-25 12-26"),
        (2023, "01-01 01-02 02-20 02-21 04-07 05-01 05-26 08-11 10-09 11-02 11-03 12-25"),
        (2024, "01-01 02-12 02-13 03-29 05-03 05-24 08-09 10-11 11-01 11-04 12-25"),
        (2025, "01-01 03-03 03-04 04-18 05-02 05-23 08-11 10-10 11-03 11-04 12-25"),
    ],
)
def test_the_days_of_rest_are_those_that_were_published(year, days):
    assert rests(year) == days.split()


def test_the_two_days_of_november_move_as_a_pair():
    assert {year: rests(year)[-3:-1] for year in (2018, 2027)} == {
        2018: ["11-01", "11-02"],
        2027: ["12-24", "12-25"],
    }
    assert [day for day in rests(2027) if day.startswith("11")] == ["11-01", "11-02"]


def test_a_moved_day_keeps_its_name_and_its_old_date_is_worked():
    found = national(date(2027, 8, 1), date(2027, 8, 31))
    assert found == {date(2027, 8, 9): "Primer Grito de Independencia"}


def test_what_the_clinic_says_stands_over_the_law():
    def said(day, name, closed):
        return {"date": day, "name": name, "closed": closed, "version": 1, "updated_at": None}

    rows = [said(date(2026, 12, 6), "Fundación de Quito", True), said(date(2026, 12, 25), "Navidad", False)]
    found = calendar(rows, date(2026, 12, 1), date(2026, 12, 31))
    assert [(day["date"].day, day["closed"], day["origin"]) for day in found] == [
        (6, True, "CLINIC"),
        (25, False, "NATIONAL"),
    ]


def test_a_visit_until_midnight_does_not_touch_the_next_day():
    start = datetime(2026, 12, 25, 3, 0, tzinfo=UTC)
    assert days_of(start, datetime(2026, 12, 25, 5, 0, tzinfo=UTC), ZONE) == (date(2026, 12, 24),) * 2
    assert days_of(start, datetime(2026, 12, 25, 5, 1, tzinfo=UTC), ZONE)[1] == date(2026, 12, 25)
