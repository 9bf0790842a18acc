"""Reads that reckon: is an hour free, what clashes, what is free next, and a doctor's days."""

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

from flask import current_app

from citas.openings import USUAL_HOURS, openings, slots, subtract
from citas.queries import agenda as queries
from citas.queries import appointments, doctors
from citas.rules import SlotTaken, why_not_attended
from common.problems import Conflict
from common.store.db import get_db
from common.web.auth import me

# How far ahead the next free hours are looked for, and how many are offered.
HORIZON = timedelta(days=60)
OFFERED = 3


def clinic_zone():
    return current_app.config["SETTINGS"].clinic_timezone


def today():
    return datetime.now(clinic_zone()).date()


def bounds(first, last=None):
    """The moments at which the clinic's days from `first` to `last` begin and end."""
    after = (last or first) + timedelta(days=1)
    return tuple(datetime.combine(day, time(), clinic_zone()).astimezone(UTC) for day in (first, after))


@contextmanager
def alternatives():
    """A refusal of an hour leaves with what clashes and the next free hours, read after the rollback."""
    try:
        yield
    except SlotTaken as refusal:
        with get_db().session() as db:
            raise Conflict(
                str(refusal),
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
    hours = doctors.hours(db, slot.doctor_id) or USUAL_HOURS
    first = slot.start_time.astimezone(zone).date() - timedelta(days=1)
    opened = openings(hours, first, first + HORIZON, zone)
    return slots(
        subtract(opened, pairs(queries.busy(db, slot, since + HORIZON))), slot.duration, since, OFFERED
    )


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
    hours = doctors.hours(db, slot.doctor_id)
    time_off = doctors.time_off_between(db, slot.doctor_id, slot.start_time, slot.end_time)
    return why_not_attended(slot, hours, time_off, clinic_zone())


def schedule(db, doctor, first, last):
    """A doctor's days from `first` to `last`, and what is still free in them from now on."""
    start, end = bounds(first, last)
    hours = doctors.hours(db, doctor["id"])
    time_off = doctors.time_off_between(db, doctor["id"], start, end)
    booked = appointments.between(db, start, end, doctor["id"])
    blocking = [a for a in booked if a["status"] not in ("CANCELLED", "NO_SHOW") and not a["overbooked"]]
    now = datetime.now(UTC)
    free = subtract(
        openings(hours or USUAL_HOURS, first, last, clinic_zone()),
        [*pairs(time_off), *pairs(blocking)],
    )
    return {
        "doctor": doctor,
        "working_hours": hours,
        "time_off": time_off,
        "appointments": booked,
        "free_slots": [
            {"start_time": max(opens, now), "end_time": closes} for opens, closes in free if closes > now
        ],
    }


def pairs(rows):
    return [(row["start_time"], row["end_time"]) for row in rows]
