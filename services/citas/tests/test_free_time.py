"""Free time is what a minute-by-minute checker finds, on random calendars; `FREE_TIME_CALENDARS` says on how many."""

import os
from datetime import UTC, date, datetime, timedelta
from random import Random, randrange
from zoneinfo import ZoneInfo

import pytest

from citas.openings import edges, free_time, halves, kept_from

ZONES = ("America/Guayaquil", "America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kathmandu")
# Weeks in which clocks change somewhere, and two in which none does.
MONDAYS = (
    date(2026, 3, 2),
    date(2026, 3, 23),
    date(2026, 10, 19),
    date(2026, 10, 26),
    date(2026, 12, 7),
    date(2027, 7, 5),
)
MINUTE, DAYS = timedelta(minutes=1), 5
CASES = int(os.environ.get("FREE_TIME_CALENDARS", "12"))


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def random_week(random):
    """Hours from 05:00 on: in the hours before, clocks change, and a wall clock may say a time twice or never."""
    week = []
    for day in range(7):
        at = 300
        while random.random() < 0.7 and at < 1380:
            start = at + random.randrange(0, 180)
            end = min(start + random.randrange(5, 400), 1440)
            if start < end:
                week.append({"weekday": day, "start_time": clock(start), "end_time": clock(end)})
            at = end + random.randrange(0, 90)
    return week


def random_timetables(random, monday):
    """A week, and mostly another one from some day on: `weeks` by the day on which each begins, and the rows of all."""
    change = monday + timedelta(days=random.randrange(0, DAYS + 2))
    weeks = {date.min: random_week(random)} | ({change: random_week(random)} if random.random() < 0.7 else {})
    begins = sorted(weeks)
    ends = [*begins[1:], None]
    rows = [
        {**row, "valid_from": None if first == date.min else first, "valid_until": until}
        for first, until in zip(begins, ends, strict=True)
        for row in weeks[first]
    ]
    return weeks, rows


def inside(weeks, moment, zone):
    local = moment.astimezone(zone)
    now = f"{local:%H:%M}"
    week = weeks[max(first for first in weeks if first <= local.date())]
    return any(
        row["weekday"] == local.weekday() and row["start_time"] <= now < row["end_time"] for row in week
    )


def random_use(random, begins):
    """How a room of several places is used by others: (spans with their preparation and cleaning, places)."""
    spans = []
    for _ in range(random.randrange(0, 30)):
        start = begins + timedelta(minutes=random.randrange(-200, DAYS * 1440))
        spans.append((start, start + timedelta(minutes=random.randrange(5, 400))))
    return spans, random.randrange(1, 4)


def without_place(use, minutes, since, preparation, cleaning):
    """The minutes, counted from `since`, at which a visit would meet no place for itself, its preparation or its cleaning."""
    spans, places = use
    full = [
        sum(start <= since + n * MINUTE < end for start, end in spans) >= places
        for n in range(-preparation, minutes + cleaning + 1)
    ]
    return [any(full[n : n + preparation + cleaning + 1]) for n in range(minutes)]


def brute(weeks, taken, since, last, zone, part, minutes, use, preparation, cleaning):
    """The first and the last start of each run of starts at which every minute is attended, free and in that part."""
    step, free = since, []
    until = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone).astimezone(UTC)
    while step < until:
        noon = step.astimezone(zone).hour >= 12
        free.append(
            inside(weeks, step, zone)
            and not any(start <= step < end for start, end in taken)
            and (part == "ANY" or noon == (part == "AFTERNOON"))
        )
        step += MINUTE
    closed = without_place(use, len(free), since, preparation, cleaning)
    free = [open and not shut for open, shut in zip(free, closed, strict=True)]
    starts = [
        n
        for n in range(len(free) - minutes + 1)
        if (since + n * MINUTE).minute % 5 == 0 and all(free[n : n + minutes])
    ]
    kept = set()
    for n in starts:
        before, after = n, n + minutes
        while before > 0 and free[before - 1]:
            before -= 1
        while after < len(free) and free[after]:
            after += 1
        if n - 5 not in starts or n - 5 < before:
            kept.add((since + n * MINUTE, n - before, after - n - minutes))
        if n + 5 not in starts or n + 5 + minutes > after:
            kept.add((since + n * MINUTE, n - before, after - n - minutes))
    return sorted(kept)


@pytest.mark.parametrize("calendar", range(CASES))
def test_free_time_is_what_a_checker_of_every_minute_finds(calendar):
    # Drawn here, not where the tests are collected: each process collects, and must find the same ones.
    seed = int(os.environ.get("FREE_TIME_SEED", 0)) or randrange(10**9)
    print("seed", seed)
    random = Random(seed)
    zone, monday = ZoneInfo(random.choice(ZONES)), random.choice(MONDAYS)
    weeks, rows = random_timetables(random, monday)
    part = random.choice(["ANY", "MORNING", "AFTERNOON"])
    begins = datetime.combine(monday, datetime.min.time(), zone).astimezone(UTC)
    since, last = begins + timedelta(minutes=random.randrange(0, 2000)), monday + timedelta(days=DAYS)
    taken = []
    for _ in range(random.randrange(0, 40)):
        start = begins + timedelta(minutes=random.randrange(0, DAYS * 1440))
        taken.append((start, start + timedelta(minutes=random.randrange(5, 300))))
    minutes = random.randrange(1, 25) * 5
    first = since.astimezone(zone).date()
    use, preparation, cleaning = random_use(random, begins), random.randrange(0, 30), random.randrange(0, 30)
    kept = kept_from(*use, preparation, cleaning)
    gaps = free_time(rows, [*taken, *kept, *halves(part, first, last, zone)], since, last, zone)
    found = edges(gaps, timedelta(minutes=minutes))
    assert sorted(found) == brute(weeks, taken, since, last, zone, part, minutes, use, preparation, cleaning)
