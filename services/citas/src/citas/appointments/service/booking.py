"""Book, move and correct appointments."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import g
from psycopg2.errors import ExclusionViolation

from citas.appointments import events, neighbours
from citas.appointments.queries import appointments as queries
from citas.appointments.queries import holds, lines
from citas.appointments.reads import taken
from citas.appointments.rules import slots, states
from citas.appointments.service import requirements
from citas.locks import lock_agendas, share_calendar
from common.clock import clinic_zone
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current

NOT_FOUND = "No existe esa cita."


@dataclass(frozen=True)
class Visit:
    """What booking is asked for: an hour of nobody else's."""

    patient_id: int
    doctor_id: int
    room_id: int | None
    start_time: datetime
    end_time: datetime
    reason: str | None = None
    overbooked: bool = False
    overbook_reason: str | None = None
    overbook_room: bool = False


def prepare(new):
    """What booking needs to know of others, asked before the transaction."""
    if new.overbooked:
        slots.must_be_allowed_to_overbook(me().may("appointments:override"), new.overbook_reason)
    slots.must_be_overbooked_for_its_room(new.overbooked, new.overbook_room)
    if new.end_time:
        slots.must_last_sensibly(new.start_time, new.end_time)
    doctor = neighbours.doctor_of_field(new.doctor_id)
    patient = neighbours.patient_of_field(new.patient_id)
    treatments = neighbours.treatments(new.treatments, "treatments")
    treatments = neighbours.planned(treatments, new.treatments, "treatments", patient["id"])
    extras = neighbours.extras(new.extras, "extras")
    slots.must_fit_money(treatments + extras)
    end_time = new.end_time or slots.end_of(new.start_time, treatments)
    slots.must_last_sensibly(new.start_time, end_time)
    return doctor, patient, treatments, extras, end_time


def book(tx, new, doctor, patient, treatments, extras, end_time, holder_id=None, series=None):
    """`holder_id` holds the hour, where it is not who asks; `series` says which of a series it is, where it is of one."""
    holder_id = holder_id or whoever_asks()
    must_be_bookable_then(tx, new.start_time)
    # What took place on paper, days ago, was done as it was.
    asked = () if slots.is_past(new.start_time, datetime.now(UTC)) else ids_of(treatments)
    needs = requirements.met(tx, asked, new.doctor_id, new.room_id)
    place = new.doctor_id, new.room_id, new.patient_id, new.start_time, end_time
    slot = slots.Slot(*place, holder_id=holder_id, **needs.occupies)
    lock_agendas(tx, [vars(slot)], slot.patient_id)
    if not new.overbooked:
        must_be_attended(tx, slot)
    row = {
        **snapshot(patient),
        **(series or dict.fromkeys(queries.SERIES)),
        **only(vars(slot), "patient_id", "doctor_id", "room_id", "start_time", "end_time", *queries.OCCUPIES),
        "doctor_name": doctor["name"],
        "reason": new.reason or None,
        "overbooked": new.overbooked,
        "overbook_reason": new.overbook_reason if new.overbooked else None,
        "overbook_room": new.overbook_room,
    }
    with overlaps_as_taken(tx, slot):
        id = queries.insert(tx, **row)
    lines.insert_treatments(tx, id, treatments)
    lines.insert_extras(tx, id, extras)
    return published(tx, id, "booked")


def change(tx, id, version, changes, doctor):
    """Another hour, doctor, room or reason. `doctor` is {id, name} where another one was asked for."""
    before = lock(tx, id, version)
    after = slots.after_changes(before, changes, doctor)
    moved = slots.differ(before, after, slots.PLACE)
    states.must_be_open(before["status"])
    if moved or slots.differ(before, after, slots.OVERBOOKING):
        must_be_movable(tx, before, after)
    slot = slot_of(id, after)
    lock_agendas(tx, [before, after], before["patient_id"])
    if not after["overbooked"] and (moved or before["overbooked"]):
        must_be_attended(tx, slot)
    with overlaps_as_taken(tx, slot):
        queries.update(tx, id, **only(after, *queries.EDITED, "start_time", "end_time"))
    return published(tx, id, "rescheduled" if moved else "updated")


def must_be_movable(tx, before, after):
    """May this appointment go there, as who asks?"""
    states.must_be_reschedulable(before["status"])
    if after["overbooked"]:
        slots.must_be_allowed_to_overbook(me().may("appointments:override"), after["overbook_reason"])
    slots.must_last_sensibly(after["start_time"], after["end_time"])
    if after["start_time"] != before["start_time"]:
        must_be_bookable_then(tx, after["start_time"])
    if slots.differ(before, after, ("doctor_id", "room_id")):
        # What it needs of its room and professional; what it occupies stays as it was booked.
        requirements.met(tx, before["treatment_ids"], after["doctor_id"], after["room_id"])


def must_be_bookable_then(tx, start_time):
    """Nothing is booked for years ahead, where a year was typed wrong; nor for long ago, but for who came while the clinic
    worked on paper and is entered afterwards."""
    now = datetime.now(UTC)
    if start_time > now + slots.ALWAYS_BOOKED:
        slots.must_be_within_reach(start_time, taken.last_day(tx), clinic_zone())
    if slots.is_past(start_time, now):
        slots.must_be_of_an_outage(queries.on_paper(tx, start_time) and me().may("outages:write"))


def follow_patient(tx, patient):
    """Appointments not yet finished show the patient as they are now; what is over stays as it was."""
    rows = queries.lock_unfinished_of_patient(tx, patient["id"])
    if rows:
        lock_agendas(tx, rows, patient["id"])
        queries.set_patient(tx, [row["id"] for row in rows], **snapshot(patient))


def merge_patients(tx, merged_id, into):
    queries.merge_patient(tx, merged_id, into["id"])
    follow_patient(tx, into)


def separate_patient(tx, merged, into):
    queries.separate_patient(tx, merged["id"])
    for patient in (into, merged):
        follow_patient(tx, patient)


def snapshot(patient):
    """The columns in which an appointment remembers its patient."""
    return {name: patient[name.removeprefix("patient_")] for name in queries.PATIENT}


def lock(tx, id, version=None):
    row = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(row, version)
    return row


def ids_of(treatments):
    return [line["treatment_id"] for line in treatments]


def must_be_attended(tx, slot):
    share_calendar(tx)
    reason = taken.unattended(tx, slot)
    if reason:
        raise slots.SlotTaken(reason, slot, slots.UNATTENDED)


def slot_of(id, row):
    """Where a row of ours is, or would be."""
    place = only(row, "doctor_id", "room_id", "patient_id", "start_time", "end_time", *queries.OCCUPIES)
    return slots.Slot(**place, exclude_id=id, holder_id=whoever_asks())


def whoever_asks():
    """Who holds what this request may use up: the person that is logged in; who comes by a link holds nothing."""
    return g.identity.id if g.identity else None


@contextmanager
def overlaps_as_taken(tx, slot):
    """The database decides who was first; its refusal of a slot becomes the sentence for it.

    Whoever held the slot gives the hold up by taking it, in one transaction.
    """
    if slot.holder_id:
        holds.use_up(tx, slot)
    try:
        yield
    except ExclusionViolation as error:
        name = error.diag.constraint_name
        raise slots.SlotTaken(slots.OVERLAPS[name], slot, slots.OBSTACLES[name]) from None


def published(tx, id, what):
    """The appointment as it is now, published as `what`."""
    appointment = queries.get(tx, id)
    events.publish_appointment(tx, appointment, what)
    return appointment
