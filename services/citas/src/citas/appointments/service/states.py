"""The day of an appointment: its next step, and the way back from a wrong one."""

from datetime import UTC, datetime

from citas.appointments import events, neighbours
from citas.appointments.queries import appointments as queries
from citas.appointments.queries import corrections
from citas.appointments.rules import slots, states
from citas.appointments.service.booking import NOT_FOUND, lock, overlaps_as_taken, published, slot_of
from citas.locks import lock_agendas
from common.clock import clinic_today, clinic_zone
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current


def change_status(tx, id, version, change):
    """The next step of an appointment's day. The status it already has is no step, and no error."""
    before = lock(tx, id)
    if before["status"] == change.status:
        return queries.get(tx, id)
    must_be_current(before, version)
    step = before["status"], change.status
    what = states.event_of_move(*step)
    states.must_have_reason(*step, change.reason)
    if not change.confirm:
        states.must_be_its_time(*step, before["start_time"], datetime.now(UTC), clinic_zone())
    after = only(before, *queries.OVERBOOKING) | overbooking(step, change)
    lock_agendas(tx, [before], before["patient_id"])
    with overlaps_as_taken(tx, slot_of(id, before)):
        cancel_reason = change.reason if change.status in ("CANCELLED", "NO_SHOW") else None
        queries.set_status(tx, id, status=change.status, cancel_reason=cancel_reason, **after)
    if what == "corrected":
        keep_correction(tx, id, *step, change.reason)
    if what != "completed":
        return published(tx, id, what)
    appointment = queries.get(tx, id)
    events.completed(tx, appointment)
    return appointment


def complete_from_paper(tx, id, version, ended_at):
    """A visit that took place while there was no system is completed now, whatever its steps: stock and charge are of today.
    `ended_at` is when it really ended: a plan's session was done then."""
    before = lock(tx, id, version)
    states.must_be_enterable(before["status"])
    lock_agendas(tx, [before], before["patient_id"])
    with overlaps_as_taken(tx, slot_of(id, before)):
        state = only(before, *queries.OVERBOOKING) | {"status": "COMPLETED", "cancel_reason": None}
        queries.set_status(tx, id, **state)
    appointment = queries.get(tx, id)
    events.completed(tx, appointment | {"completed_at": ended_at})
    return appointment


def ask_to_complete(db, id, version):
    """Whether its treatments may be recorded as done, asked before the transaction; the version that was asked about.

    What changes in between is another version, and is refused.
    """
    appointment = found(queries.get(db, id), NOT_FOUND)
    if appointment["status"] == "COMPLETED":
        return version
    must_be_current(appointment, version)
    treatments = [line["treatment_id"] for line in appointment["treatments"]]
    if treatments:
        states.must_have_consents(neighbours.missing_consents(appointment["patient"]["id"], treatments))
    return appointment["version"]


def overbooking(step, change):
    """The columns of somebody late who is received although the hour has become another's."""
    slots.must_be_overbooked_for_its_room(change.overbooked, change.overbook_room)
    if not change.overbooked:
        return {}
    states.must_be_late(*step)
    slots.must_be_allowed_to_overbook(me().may("appointments:override"), change.reason, "reason")
    return {"overbooked": True, "overbook_reason": change.reason, "overbook_room": change.overbook_room}


def ask_to_reopen(db, id, version):
    """Whether a completion may be undone, asked before the transaction: nobody issues its invoice for two minutes."""
    appointment = found(queries.get(db, id), NOT_FOUND)
    must_be_current(appointment, version)
    must_be_reopenable(appointment)
    neighbours.hold_invoice_of(id)


def reopen(tx, id, version, reason):
    """Undo the completion: the visit is under way again, stock and billing take back what followed from it."""
    before = lock(tx, id, version)
    must_be_reopenable(before)
    queries.reopen(tx, id)
    keep_correction(tx, id, "COMPLETED", "IN_PROGRESS", reason)
    appointment = queries.get(tx, id)
    events.reopened(tx, appointment, reason, datetime.now(UTC))
    return appointment


def must_be_reopenable(row):
    states.must_be_reopenable(row["status"], row["completed_at"], clinic_today(), clinic_zone())


def keep_correction(tx, id, before, after, reason):
    corrections.insert(
        tx,
        appointment_id=id,
        from_status=before,
        to_status=after,
        reason=reason,
        corrected_by_id=me().id,
        corrected_by_name=me().name,
    )
