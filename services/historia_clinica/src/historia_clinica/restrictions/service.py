"""Restricting a note, lifting it, and breaking the glass; the caller owns the transaction."""

from common.messages import events
from common.web.http import found
from historia_clinica.patients import queries as patients
from historia_clinica.restrictions import queries, rules
from historia_clinica.trace import about_record


def must_be_readable(db, note_id):
    """For a note that its policy does not show: refuse in words where it is there."""
    rules.must_be_readable(queries.get(db, note_id))


def restrict(tx, note_id, roles, by):
    """Only the author and these roles read the note from now on; an earlier restriction ends."""
    note = found(queries.lock(tx, note_id), rules.NO_SUCH_NOTE)
    rules.must_be_theirs(note, by)
    if note["roles"] == roles:
        return note
    if note["roles"] is not None:
        queries.lift(tx, note_id, by)
    queries.insert(tx, note_id, roles, by)
    told(tx, "note.restricted", note, "Restringió quién lee una nota")
    return queries.get(tx, note_id)


def lift(tx, note_id, by):
    note = found(queries.lock(tx, note_id), rules.NO_SUCH_NOTE)
    rules.must_be_restricted(note)
    rules.must_be_theirs(note, by)
    queries.lift(tx, note_id, by)
    told(tx, "note.restriction_lifted", note, "Levantó la restricción de una nota")
    return queries.get(tx, note_id)


def open(tx, note_id, reason, by):
    """Break the glass: the caller reads the note for an hour. The reason stays here: the log holds no clinical text."""
    note = found(queries.lock(tx, note_id), rules.NO_SUCH_NOTE)
    rules.must_be_hidden(note)
    id = queries.open(tx, note_id, reason, by)
    patient = patients.name(tx, note["patient_id"])
    events.publish(
        tx,
        "note.opened",
        f"note:{note_id}",
        f"Abrió con un motivo una nota restringida de {patient['full_name']}",
        patient_id=patient["id"],
        level="WARNING",
    )
    return queries.opening(tx, id)


def review(tx, id, by):
    """Somebody who answers for the clinic saw the reason. Reviewed twice is reviewed once."""
    if queries.review(tx, id, by):
        row = queries.opening(tx, id)
        told(tx, "note_opening.reviewed", row, "Revisó por qué se abrió una nota restringida")
    return found(queries.opening(tx, id), "Esa apertura no existe.")


def told(tx, type, note, summary):
    about_record(tx, type, f"note:{note['note_id']}", patients.name(tx, note["patient_id"]), summary)
