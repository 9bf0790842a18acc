"""The day of an appointment: its next step."""

from datetime import UTC, datetime

from citas.appointments import events
from citas.appointments.queries import appointments as queries
from citas.appointments.rules import states
from citas.appointments.service.booking import lock, overlaps_as_taken, published, slot_of
from citas.locks import lock_agendas
from common.web.http import must_be_current


def change_status(tx, id, version, status, reason):
    """The next step of an appointment's day. The status it already has is no step, and no error."""
    before = lock(tx, id)
    if before["status"] == status:
        return queries.get(tx, id)
    must_be_current(before, version)
    what = states.event_of_move(before["status"], status)
    states.must_have_reason(status, reason)
    lock_agendas(tx, [before], before["patient_id"])
    with overlaps_as_taken(slot_of(id, before)):
        queries.set_status(tx, id, status, reason if status in ("CANCELLED", "NO_SHOW") else None)
    if what != "completed":
        return published(tx, id, what)
    appointment = queries.get(tx, id)
    events.completed(tx, appointment, datetime.now(UTC))
    return appointment
