"""Reads that compute: is an hour free, what clashes, what is free next, and a doctor's days."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from citas.appointments.queries import agenda as queries
from citas.appointments.queries import appointments
from citas.appointments.rules.slots import SlotTaken, why_not_attended
from citas.holidays import days_of
from citas.moments import bounds
from citas.openings import USUAL_HOURS, openings, slots, subtract
from citas.schedules.queries import hours, time_off
from citas.schedules.reads import closed_days
from common.clock import clinic_zone
from common.problems import Conflict
from common.store.db import get_db
from common.web.auth import me

# How far ahead the next free hours are looked for, and how many are offered.
HORIZON = timedelta(days=60)
OFFERED = 3


@contextmanager
def alternatives():
    """A refusal of an hour leaves with what clashes and the next free hours, read after the rollback."""
    try:
        yield
    except SlotTaken as refusal:
        with get_db().session() as db:
            raise Conflict(
                str(refusal),
                obstacle=refusal.obstacle,
                conflicts=clashes(db, refusal.slot),
                next_slots=next_slots(db, refusal.slot),
            ) from None


def clashes(db, slot):
    """What is in the way. Whose appointment it is learns only who may see patients."""
    rows = queries.clashes(db, slot)
    if not me().may("patients:read"):
        rows = [{**row, "patient_name": None} for row in rows]
    return rows


def next_slots(db, slot):
    """The next hours in which the slot's doctor, room and patient are all free."""
    zone, since = clinic_zone(), max(slot.start_time, datetime.now(UTC)).astimezone(UTC)
    week = hours.of_doctor(db, slot.doctor_id) or USUAL_HOURS
    first = slot.start_time.astimezone(zone).date() - timedelta(days=1)
    opened = openings(week, first, first + HORIZON, zone)
    taken = [*pairs(queries.busy(db, slot, since + HORIZON)), *closures(db, first, first + HORIZON)]
    return slots(subtract(opened, taken), slot.duration, since, OFFERED)


def availability(db, slot):
    found = clashes(db, slot)
    reason = unattended(db, slot)
    return {
        "available": not found and reason is None,
        "reason": reason,
        "conflicts": found,
        "next_slots": next_slots(db, slot),
    }


def unattended(db, slot):
    """Why the doctor does not attend in this slot, or None."""
    week = hours.of_doctor(db, slot.doctor_id)
    away = time_off.between(db, slot.doctor_id, slot.start_time, slot.end_time)
    zone = clinic_zone()
    closed = closed_days(db, *days_of(slot.start_time, slot.end_time, zone))
    return why_not_attended(slot, week, away, closed, zone)


def schedule(db, doctor, first, last):
    """A doctor's days from `first` to `last`, and what is still free in them from now on."""
    start, end = bounds(first, last)
    week = hours.of_doctor(db, doctor["id"])
    away = time_off.between(db, doctor["id"], start, end)
    booked = appointments.between(db, start, end, doctor["id"])
    blocking = [a for a in booked if a["status"] not in ("CANCELLED", "NO_SHOW")]
    now = datetime.now(UTC)
    free = subtract(
        openings(week or USUAL_HOURS, first, last, clinic_zone()),
        [*pairs(away), *pairs(blocking), *closures(db, first, last)],
    )
    return {
        "doctor": doctor,
        "working_hours": week,
        "time_off": away,
        "appointments": booked,
        "free_slots": [
            {"start_time": max(opens, now), "end_time": closes} for opens, closes in free if closes > now
        ],
    }


def closures(db, first, last):
    """The moments at which each closed day begins and ends."""
    return [bounds(day["date"]) for day in closed_days(db, first, last)]


def pairs(rows):
    return [(row["start_time"], row["end_time"]) for row in rows]
