from datetime import UTC, datetime, timedelta

import pytest

from logs.schemas import Stats

URL = "/api/logs/logs/stats"


def stats(client, headers, **query):
    answer = client.get(URL, query_string=query, headers=headers)
    assert answer.status_code == 200, answer.json
    Stats.model_validate(answer.json)
    return answer.json


def test_entries_are_counted_by_service_level_type_and_day(client, auditor, tell):
    tell(
        {"occurred_at": "2026-11-01T04:59:59Z", "summary": "Un día antes en la clínica"},
        {"occurred_at": "2026-11-01T05:00:00Z"},
        {"occurred_at": "2026-11-03T12:00:00Z"},
        {"occurred_at": "2026-11-04T04:59:59Z", "service": "auth", "type": "user.locked", "level": "WARNING"},
        {"occurred_at": "2026-11-04T05:00:00Z", "summary": "Un día después"},
    )
    assert stats(client, auditor, **{"from": "2026-11-01", "to": "2026-11-03"}) == {
        "total": 3,
        "by_service": [{"service": "citas", "count": 2}, {"service": "auth", "count": 1}],
        "by_level": [{"level": "INFO", "count": 2}, {"level": "WARNING", "count": 1}],
        "by_type": [{"type": "appointment.booked", "count": 2}, {"type": "user.locked", "count": 1}],
        "by_day": [
            {"date": "2026-11-01", "count": 1},
            {"date": "2026-11-02", "count": 0},
            {"date": "2026-11-03", "count": 2},
        ],
    }


def test_without_a_period_the_last_30_days_are_counted(client, auditor, tell):
    now = datetime.now(UTC)
    tell({"occurred_at": now.isoformat()}, {"occurred_at": (now - timedelta(days=31)).isoformat()})
    answer = stats(client, auditor)
    assert answer["total"] == 1 and len(answer["by_day"]) == 30


def test_a_period_may_begin_and_end_at_a_moment(client, auditor, tell):
    tell({"occurred_at": "2026-11-01T10:00:00Z"}, {"occurred_at": "2026-11-01T11:00:00Z"})
    answer = stats(client, auditor, **{"from": "2026-11-01T10:00:00Z", "to": "2026-11-01T11:00:00Z"})
    assert answer["total"] == 1


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("10:10", "13:20", 5),
        ("10:10:00.000001", "13:20", 4),
        ("10:00", "13:00", 4),
        ("10:30", "11:31", 2),
        ("11:10", "11:40", 1),
        ("11:00", "11:00:01", 1),
        ("11:30", "11:30:01", 1),
    ],
)
def test_hours_that_are_not_whole_are_counted_by_their_entries(client, auditor, tell, start, end, count):
    tell(*({"occurred_at": f"2026-11-01T{at}:00Z"} for at in ("10:10", "11:00", "11:30", "12:59", "13:00")))
    moments = {"from": f"2026-11-01T{start}Z", "to": f"2026-11-01T{end}Z"}
    assert stats(client, auditor, **moments)["total"] == count


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "x"}, "from"),
        ({"to": "2026-13-01"}, "to"),
        ({"from": "2025-11-01", "to": "2026-11-30"}, "to"),
        ({"from": "2026-11-02", "to": "2026-11-01"}, "to"),
        ({"service": "citas"}, "service"),
    ],
)
def test_an_invalid_period_is_named(client, auditor, query, field):
    answer = client.get(URL, query_string=query, headers=auditor)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
