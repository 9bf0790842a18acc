"""Book, move, attend and cancel appointments."""

from contextlib import contextmanager
from datetime import UTC, datetime

from psycopg2.errors import ExclusionViolation

from citas import agenda, neighbours, rules
from citas.events import completion_of, lock_agendas, tell_appointment
from citas.queries import appointments as queries
from citas.queries import rooms
from common.problems import Invalid, NotFound, Stale
from common.web.auth import me


def prepare(new):
    """What booking needs to know of others, asked before the transaction."""
    if new.overbooked:
        rules.must_be_allowed_to_overbook(me().may("appointments:override"), new.overbook_reason)
    rules.must_not_be_past(new.start_time, datetime.now(UTC))
    if new.end_time:
        rules.must_last_sensibly(new.start_time, new.end_time)
    doctor = neighbours.doctor_of_field(new.doctor_id)
    patient = neighbours.patient_of_field(new.patient_id)
    treatments = neighbours.treatments(new.treatments, "treatments")
    extras = neighbours.extras(new.extras, "extras")
    rules.must_fit_money(treatments + extras)
    end_time = new.end_time or rules.end_of(new.start_time, treatments)
    rules.must_last_sensibly(new.start_time, end_time)
    return doctor, patient, treatments, extras, end_time


def book(tx, new, doctor, patient, treatments, extras, end_time):
    slot = rules.Slot(new.doctor_id, new.room_id, new.patient_id, new.start_time, end_time)
    must_have_room(tx, slot.room_id)
    lock_agendas(tx, [vars(slot)], slot.patient_id)
    if not new.overbooked:
        must_be_attended(tx, slot)
    overbook_reason = new.overbook_reason if new.overbooked else None
    with overlaps_as_taken(slot):
        id = queries.insert(tx, patient, doctor, slot, new.reason or None, new.overbooked, overbook_reason)
    queries.insert_treatments(tx, id, treatments)
    queries.insert_extras(tx, id, extras)
    return told(tx, id, "booked")


def change(tx, id, version, changes, doctor):
    """Another hour, doctor, room or reason. `doctor` is {id, name} where another one was asked for."""
    before = lock(tx, id, version)
    after = rules.after_changes(before, changes, doctor)
    moved = rules.differ(before, after, rules.PLACE)
    rules.must_be_open(before["status"])
    if moved or rules.differ(before, after, rules.OVERBOOKING):
        must_be_movable(tx, before, after)
    slot = slot_of(id, after)
    lock_agendas(tx, [before, after], before["patient_id"])
    if not after["overbooked"] and (moved or before["overbooked"]):
        must_be_attended(tx, slot)
    with overlaps_as_taken(slot):
        queries.update(tx, id, **{name: after[name] for name in rules.EDITABLE})
    return told(tx, id, "rescheduled" if moved else "updated")


def must_be_movable(tx, before, after):
    """May this appointment go there, as who asks?"""
    rules.must_be_reschedulable(before["status"])
    if after["overbooked"]:
        rules.must_be_allowed_to_overbook(me().may("appointments:override"), after["overbook_reason"])
    rules.must_last_sensibly(after["start_time"], after["end_time"])
    if after["start_time"] != before["start_time"]:
        rules.must_not_be_past(after["start_time"], datetime.now(UTC))
    if after["room_id"] != before["room_id"]:
        must_have_room(tx, after["room_id"])


def change_status(tx, id, version, status, reason):
    """The next step of an appointment's day. The status it already has is no step, and no error."""
    before = lock(tx, id)
    if before["status"] == status:
        return queries.one(tx, id)
    must_be_current(before, version)
    what = rules.event_of_move(before["status"], status)
    rules.must_have_reason(status, reason)
    lock_agendas(tx, [before], before["patient_id"])
    with overlaps_as_taken(slot_of(id, before)):
        queries.set_status(tx, id, status, reason if status in ("CANCELLED", "NO_SHOW") else None)
    if what != "completed":
        return told(tx, id, what)
    appointment = queries.one(tx, id)
    tell_appointment(tx, appointment, what, **completion_of(appointment, datetime.now(UTC)))
    return appointment


def replace_treatments(tx, id, version, lines):
    before = lock(tx, id, version)
    rules.must_be_open(before["status"])
    lock_agendas(tx, [before], before["patient_id"])
    queries.delete_treatments(tx, id)
    queries.insert_treatments(tx, id, lines)
    queries.touch(tx, id)
    return told(tx, id, "updated")


def replace_extras(tx, id, version, lines):
    before = lock(tx, id, version)
    rules.must_be_open(before["status"])
    lock_agendas(tx, [before], before["patient_id"])
    queries.delete_extras(tx, id)
    queries.insert_extras(tx, id, lines)
    queries.touch(tx, id)
    return told(tx, id, "updated")


def current(db, id, version):
    """The appointment as the caller read it, for what has to be asked before the transaction."""
    appointment = existing(queries.one(db, id), id)
    must_be_current(appointment, version)
    rules.must_be_open(appointment["status"])
    return appointment


def lock(tx, id, version=None):
    row = existing(queries.lock(tx, id), id)
    must_be_current(row, version)
    return row


def existing(row, id):
    if row is None:
        raise NotFound(f"No existe la cita {id}.")
    return row


def must_be_current(row, version):
    if version is not None and row["version"] != version:
        raise Stale("Alguien cambió esta cita mientras la editaba. Vuelva a abrirla.")


def must_have_room(tx, room_id):
    room = rooms.share(tx, room_id) if room_id else None
    if room_id and not (room and room["active"]):
        raise Invalid.field("room_id", "No existe ese consultorio o no está activo.")


def must_be_attended(tx, slot):
    reason = agenda.unattended(tx, slot)
    if reason:
        raise rules.SlotTaken(reason, slot)


def slot_of(id, row):
    """Where a row of ours is, or would be."""
    places = ("doctor_id", "room_id", "patient_id", "start_time", "end_time")
    return rules.Slot(**{name: row[name] for name in places}, exclude_id=id)


@contextmanager
def overlaps_as_taken(slot):
    """The database decides who was first; its refusal of a slot becomes the sentence for it."""
    try:
        yield
    except ExclusionViolation as error:
        raise rules.SlotTaken(rules.OVERLAPS[error.diag.constraint_name], slot) from None


def told(tx, id, what):
    """The appointment as it is now, told as `what`."""
    appointment = queries.one(tx, id)
    tell_appointment(tx, appointment, what)
    return appointment
