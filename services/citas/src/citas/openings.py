"""Free time, as pure arithmetic on (start, end) pairs: when a doctor attends, less what is taken."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

# Proposed for a doctor whose hours nobody entered: Monday to Saturday.
USUAL_HOURS = [{"weekday": day, "start_time": "08:00", "end_time": "18:00"} for day in range(6)]
# Of a doctor whose hours nobody entered, where that is no limit.
ANYTIME = [{"weekday": day, "start_time": "00:00", "end_time": "24:00"} for day in range(7)]
GRID, MINUTE = timedelta(minutes=5), timedelta(minutes=1)


def openings(hours, first, last, zone):
    """When hours of the week open from day `first` to day `last`, in UTC; what touches is one.

    A row counts on the days from its `valid_from` and before its `valid_until`, where it has them.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return merge(
        (moment(day, row["start_time"], zone), moment(day, row["end_time"], zone))
        for day in days
        for row in hours
        if row["weekday"] == day.weekday() and is_valid(row, day)
    )


def is_valid(row, day):
    valid_from, valid_until = row.get("valid_from"), row.get("valid_until")
    return (valid_from is None or valid_from <= day) and (valid_until is None or day < valid_until)


def known_or(hours, usual):
    """A doctor's hours, with `usual` ones before the first day for which somebody entered any."""
    begins = min((row.get("valid_from") or date.min for row in hours), default=None)
    return hours if begins == date.min else [*({**row, "valid_until": begins} for row in usual), *hours]


def attended(hours, start, end, zone):
    """Whether hours of the week hold the whole of it, in one opening; midnight does not part what touches."""
    first, last = (moment.astimezone(zone).date() for moment in (start, end))
    return any(
        opens <= start and end <= closes
        for opens, closes in openings(hours, first - timedelta(days=1), last + timedelta(days=1), zone)
    )


@lru_cache(maxsize=4096)
def moment(day, clock, zone):
    """The UTC moment of "08:30" of that day on the clinic's clock; "24:00" is the next midnight."""
    hour, minute = (int(part) for part in clock.split(":"))
    day += timedelta(days=hour // 24)
    return datetime.combine(day, time(hour % 24, minute), zone).astimezone(UTC)


def crowded(spans, capacity):
    """When at least as many of `spans` meet as there are places."""
    steps = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    found, at_once, since = [], 0, None
    # At one moment whoever ends leaves before whoever begins comes: -1 sorts first.
    for moment, step in steps:
        at_once += step
        if at_once >= capacity and since is None:
            since = moment
        elif at_once < capacity and since is not None:
            if since < moment:
                found.append((since, moment))
            since = None
    return found


def kept_from(spans, capacity, preparation_minutes, cleaning_minutes):
    """The hours that what is crowded keeps from a visit that is prepared so long before and cleaned up after so long.

    The visit with its preparation and cleaning must not meet it; so the visit itself must not meet what is as much wider.
    """
    before, after = timedelta(minutes=cleaning_minutes), timedelta(minutes=preparation_minutes)
    return [(start - before, end + after) for start, end in crowded(spans, capacity)]


def merge(pairs):
    merged = []
    for start, end in sorted(pairs):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def subtract(opened, taken):
    """What stays of `opened` without `taken`."""
    taken, passed = merge(taken), 0
    # Openings come by their start, so what ends before one is in the way of none that comes later.
    for start, end in opened:
        while passed < len(taken) and taken[passed][1] <= start:
            passed += 1
        for busy_start, busy_end in islice(taken, passed, None):
            if busy_start >= end:
                break
            if busy_start > start:
                yield start, busy_start
            start = max(start, busy_end)
        if start < end:
            yield start, end


def free_time(week, taken, since, last, zone):
    """What a week leaves free from `since` to the day `last`, without what is taken."""
    # Since the day before: an opening through midnight is one.
    first = since.astimezone(zone).date() - timedelta(days=1)
    opened = [
        (max(opens, since), closes) for opens, closes in openings(week, first, last, zone) if closes > since
    ]
    return list(subtract(opened, taken))


def halves(part, first, last, zone):
    """The half of each day that is not wished: none, or what is no MORNING or no AFTERNOON."""
    other = {"MORNING": ("12:00", "24:00"), "AFTERNOON": ("00:00", "12:00")}.get(part)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1)) if other else ()
    return [(moment(day, other[0], zone), moment(day, other[1], zone)) for day in days]


def slots(gaps, duration, since, count):
    """The first `count` slots of that duration that begin at `since` or later, one after another."""
    found = []
    for start, end in gaps:
        start = on_grid(max(start, since))
        while start + duration <= end and len(found) < count:
            found.append({"start_time": start, "end_time": start + duration})
            start = on_grid(start + duration)
        if len(found) == count:
            break
    return found


def edges(gaps, duration):
    """(start, minutes of the gap left before it, and after it) where that duration fits with its back to an edge: the first and
    the last start of each gap, on the grid. Any start between them would leave two pieces.
    """
    for opens, closes in gaps:
        first, last = on_grid(opens), closes - duration
        if last < first:
            continue
        last -= timedelta(minutes=last.minute % 5, seconds=last.second, microseconds=last.microsecond)
        if first <= last:
            for start in (first, last) if first < last else (first,):
                yield start, (start - opens) // MINUTE, (closes - start - duration) // MINUTE


def on_grid(moment):
    """The next moment that a person would write down: a multiple of five minutes."""
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (GRID - over) if over else moment
