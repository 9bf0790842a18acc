"""Which days a report covers, and its lines. Values in, values or a Problem out."""

from datetime import datetime, timedelta

from common.problems import Invalid

LONGEST = timedelta(days=365)
# What no person did.
SYSTEM = "El sistema"


def period(since, until, today):
    """The first and the last day: without an end until today, without a start a year. Raises Invalid."""
    last = until or today
    first = since or last - LONGEST
    if first > last:
        raise Invalid.field("to", "Debe ser posterior a la fecha inicial.")
    if last - first > LONGEST:
        raise Invalid.field("to", "Elija un período de hasta un año.")
    return first, last


def line(access, zone):
    """A line of the report: who did what, when of that day, how often."""
    first, last = (
        datetime.fromisoformat(access[at]).astimezone(zone).strftime("%H:%M")
        for at in ("first_at", "last_at")
    )
    return {
        "day": access["day"],
        "hours": first if first == last else f"{first} a {last}",
        "times": access["times"],
        "who": access["name"] or SYSTEM,
        "role": access["role"],
        "what": access["message"],
    }
