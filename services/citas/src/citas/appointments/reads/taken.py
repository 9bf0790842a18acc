"""Whether an hour is free: what is in its way, what its treatments need, and what is free next."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from citas.appointments.queries import agenda as queries
from citas.appointments.queries import appointments, holds
from citas.appointments.reads.free import gaps_of
from citas.appointments.rules import slots as slot_rules
from citas.appointments.rules.slots import HELD, OCCUPIES, Slot, SlotTaken, why_not_attended, why_too_far
from citas.holidays import days_of
from citas.openings import USUAL_HOURS, known_or, slots
from citas.needs import must_be_met
from citas.schedules.queries import booking_rules, holidays, hours, rooms
from citas.schedules.reads import closed_among
from citas.schedules.reads import needs as needs_of_treatments
from common.clock import clinic_today, clinic_zone
from common.problems import Conflict, Invalid
from common.store.db import get_db
from common.store.sql import only
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
    since = max(slot.start_time, datetime.now(UTC)).astimezone(UTC)
    weeks = {slot.doctor_id: known_or(hours.of_doctor(db, slot.doctor_id), USUAL_HOURS)}
    first = since.astimezone(clinic_zone()).date()
    gaps = gaps_of(
        db,
        weeks,
        since,
        first + HORIZON,
        **only(vars(slot), "room_id", "patient_id", "exclude_id", "holder_id", *OCCUPIES),
    )
    return slots(gaps[slot.doctor_id], slot.duration, since, OFFERED)


def availability(db, wanted, holder_id):
    """What saving a visit like `wanted` would say of its hour, professional, room and equipment."""
    occupies, unmet = wished(db, wanted)
    place = only(vars(wanted), "doctor_id", "room_id", "patient_id", "start_time", "end_time", "exclude_id")
    slot = Slot(**place, holder_id=holder_id, **occupies)
    found = clashes(db, slot)
    held = holds.others(db, slot)
    too_far = why_too_far(slot.start_time, last_day(db), clinic_zone())
    reason = too_far or unattended(db, slot) or (HELD if held else None)
    return {
        "available": not found and reason is None and unmet is None,
        "reason": reason,
        "unmet": unmet,
        "conflicts": found,
        # Of who does not do it, and of a room where it is not done, no hour would help.
        "next_slots": [] if unmet or too_far else next_slots(db, slot),
    }


def last_day(db):
    """The last day on which the clinic books."""
    return slot_rules.last_day(clinic_today(), booking_rules.horizon_months(db))


def wished(db, wanted):
    """(what it occupies beside its hour, the sentence of what its treatments need and is not so, or None)."""
    moved = appointments.get(db, wanted.exclude_id) if wanted.exclude_id else None
    ids = [line["treatment_id"] for line in moved["treatments"]] if moved else wanted.treatment_ids
    rules, needs = needs_of_treatments(db, ids)
    if moved:
        occupies = {
            **only(moved, "preparation_minutes", "cleaning_minutes"),
            "equipment_ids": [piece["id"] for piece in moved["equipment"]],
        }
        here = moved["doctor"]["id"], moved["room"] and moved["room"]["id"]
        if here == (wanted.doctor_id, wanted.room_id):
            return occupies, None
    room = rooms.get(db, wanted.room_id) if rules and wanted.room_id else None
    try:
        must_be_met(rules, wanted.doctor_id, room, ("doctor_id", "room_id", "treatments"))
        unmet = None
    except Invalid as refusal:
        unmet = str(refusal)
    return occupies if moved else needs.occupies, unmet


def unattended(db, slot):
    """Why the doctor does not attend in this slot, or None."""
    zone = clinic_zone()
    first, last = days_of(slot.start_time, slot.end_time, zone)
    week = hours.of_doctor(db, slot.doctor_id)
    away, written = holidays.with_absences(db, first, last, slot.doctor_id, slot.start_time, slot.end_time)
    return why_not_attended(slot, week, away, closed_among(written, first, last), zone)
