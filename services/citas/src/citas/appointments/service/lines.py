"""What is done in an appointment: its treatments and extras, replaced as a whole."""

from citas.appointments.queries import appointments, lines
from citas.appointments.rules import states
from citas.appointments.rules.slots import OCCUPIES, differ
from citas.appointments.service import requirements
from citas.appointments.service.booking import NOT_FOUND, ids_of, lock, overlaps_as_taken, published, slot_of
from citas.locks import lock_agendas
from common.web.http import found, must_be_current


def current(db, id, version):
    """The appointment as the caller read it, for what has to be asked before the transaction."""
    appointment = found(appointments.get(db, id), NOT_FOUND)
    must_be_current(appointment, version)
    states.must_be_open(appointment["status"])
    return appointment


# Whoever is here already is treated as it is, whatever the rules of booking say.
PLANNED = ("PENDING", "CONFIRMED")
FIELDS = ("items", "items", "items")


def replace_treatments(tx, id, version, items):
    before = lock_open(tx, id, version)
    if before["status"] in PLANNED:
        needs = requirements.met(tx, ids_of(items), before["doctor_id"], before["room_id"], FIELDS)
        after = before | needs.occupies
        if differ(before, after, OCCUPIES):
            lock_agendas(tx, [after], before["patient_id"])
            with overlaps_as_taken(tx, slot_of(id, after)):
                appointments.occupy(tx, id, **needs.occupies)
    lines.delete_treatments(tx, id)
    lines.insert_treatments(tx, id, items)
    return updated(tx, id)


def replace_extras(tx, id, version, items):
    lock_open(tx, id, version)
    lines.delete_extras(tx, id)
    lines.insert_extras(tx, id, items)
    return updated(tx, id)


def lock_open(tx, id, version):
    before = lock(tx, id, version)
    states.must_be_open(before["status"])
    lock_agendas(tx, [before], before["patient_id"])
    return before


def updated(tx, id):
    appointments.touch(tx, id)
    return published(tx, id, "updated")
