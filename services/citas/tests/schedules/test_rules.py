from datetime import UTC, datetime, timedelta

import pytest

from citas.schedules import rules
from common.problems import Invalid

MORNING = {"weekday": 0, "start_time": "08:00", "end_time": "12:00"}


def at(hour):
    return datetime(2026, 11, 23, hour, tzinfo=UTC)


def test_hours_of_one_day_must_not_cross():
    afternoon = {"weekday": 0, "start_time": "12:00", "end_time": "18:00"}
    rules.must_not_cross([MORNING, afternoon, {**MORNING, "weekday": 1}])
    with pytest.raises(Invalid) as refusal:
        rules.must_not_cross([MORNING, {**afternoon, "start_time": "11:59"}])
    assert refusal.value.errors[0]["field"] == "items.1.start_time"
    with pytest.raises(Invalid) as refusal:
        rules.must_not_cross([{**MORNING, "end_time": "08:00"}])
    assert refusal.value.errors[0]["field"] == "items.0.end_time"


def test_time_off_ends_after_it_begins_within_a_year():
    rules.must_be_a_period(at(8), at(9))
    for days in (0, 367):
        with pytest.raises(Invalid):
            rules.must_be_a_period(at(8), at(8) + timedelta(days=days))
