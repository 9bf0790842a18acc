"""Moments on the clinic's clock: where its days begin, and how a person writes a time."""

from datetime import UTC, datetime, time, timedelta

from common.clock import clinic_zone


def bounds(first, last=None):
    """The moments at which the clinic's days from `first` to `last` begin and end, in UTC."""
    after = (last or first) + timedelta(days=1)
    return tuple(datetime.combine(day, time(), clinic_zone()).astimezone(UTC) for day in (first, after))


def written(moment):
    """The moment as sentences of the log say it: "24/11/2026 10:00"."""
    return moment.astimezone(clinic_zone()).strftime("%d/%m/%Y %H:%M")
