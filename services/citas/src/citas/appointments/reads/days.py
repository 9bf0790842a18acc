"""A doctor's days: what is booked in them and what is still free."""

from datetime import UTC, datetime

from citas.appointments.queries import appointments
from citas.appointments.reads.free import closures
from citas.moments import bounds
from citas.openings import USUAL_HOURS, is_valid, known_or, openings, subtract
from citas.schedules.queries import hours, time_off
from common.clock import clinic_zone
from common.store.sql import only


def schedule(db, doctor, first, last):
    """A doctor's days from `first` to `last`, and what is still free in them from now on."""
    start, end = bounds(first, last)
    week = hours.of_doctor(db, doctor["id"])
    away = time_off.between(db, doctor["id"], start, end)
    booked = appointments.between(db, start, end, doctor["id"])
    blocking = [a for a in booked if a["status"] not in ("CANCELLED", "NO_SHOW")]
    now = datetime.now(UTC)
    free = subtract(
        openings(known_or(week, USUAL_HOURS), first, last, clinic_zone()),
        [*pairs(away), *pairs(blocking), *closures(db, first, last)],
    )
    return {
        "doctor": doctor,
        "working_hours": [
            only(row, "weekday", "start_time", "end_time") for row in week if is_valid(row, first)
        ],
        "time_off": away,
        "appointments": booked,
        "free_slots": [
            {"start_time": max(opens, now), "end_time": closes} for opens, closes in free if closes > now
        ],
    }


def pairs(rows):
    return [(row["start_time"], row["end_time"]) for row in rows]
