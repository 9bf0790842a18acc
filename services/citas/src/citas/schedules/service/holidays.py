"""Holidays: a day closed by the clinic, a national one on which it attends, and the way back."""

from citas.locks import lock_calendar
from citas.moments import bounds
from citas.schedules import events, reads, rules
from citas.schedules.queries import holidays as queries
from common.web.http import found, must_be_current


def replace(tx, date, version, new):
    """What the clinic says of that day. Whoever is booked on it stays booked: the answer says whom to call."""
    lock_calendar(tx)
    before = reads.holiday(tx, date) or {"version": 0, "origin": "CLINIC"}
    must_be_current(before, version)
    rules.must_be_a_holiday(new.closed, before["origin"])
    write = queries.update if before["version"] else queries.insert
    write(tx, date=date, **new.model_dump())
    after = reads.holiday(tx, date)
    events.holiday_saved(tx, after)
    start, end = bounds(date)
    return after | {"stranded": reads.stranded(tx, causes=("HOLIDAY",), since=start, until=end)}


def remove(tx, date, version):
    """Take back what the clinic said: the day is as the law has it."""
    lock_calendar(tx)
    before = reads.holiday(tx, date)
    found(before if before and before["version"] else None, "Ese día no tiene cambios de la clínica.")
    must_be_current(before, version)
    queries.delete(tx, date)
    events.holiday_removed(tx, before)
    start, end = bounds(date)
    return {"stranded": reads.stranded(tx, causes=("HOLIDAY",), since=start, until=end)}
