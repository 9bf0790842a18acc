"""Handing a draft over, taking it back, sending a note back to its author; the caller owns the transaction."""

from common.web.http import found, must_be_current
from historia_clinica.handovers import queries, rules
from historia_clinica.notes import service as notes
from historia_clinica.notes.rules import must_be_draft
from historia_clinica.patients import queries as patients
from historia_clinica.supervisions import queries as supervised
from historia_clinica.supervisions import service as supervisions
from historia_clinica.supervisions.rules import must_wait
from historia_clinica.trace import about_record


def hand_over(tx, note_id, version, person, by):
    """`person`: what `auth` says of the colleague. They write and sign it from now on."""
    note = notes.locked(tx, note_id)
    must_be_draft(note)
    rules.must_be_theirs(note, by)
    must_be_current(note, version)
    rules.must_be_colleague(person, note)
    given = queries.insert(tx, note_id, str(person["id"]), person["full_name"], by, note["version"] + 1)
    tell(tx, "note.handed_over", note, f"Pasó a {person['full_name']} el borrador de una nota")
    return given


def take_back(tx, note_id, by):
    """Undo the last handover, as long as nobody wrote since."""
    note = found(queries.outline(tx, note_id), notes.NO_SUCH_NOTE)
    must_be_draft(note)
    last = queries.last(tx, note_id)
    rules.must_be_untouched(last, note, by)
    back = queries.insert(tx, note_id, last["from"]["id"], last["from"]["name"], by, note["version"] + 1)
    tell(
        tx,
        "note.taken_back",
        note | {"id": note_id},
        f"Recuperó de {last['to']['name']} el borrador de una nota",
    )
    return back


def send_back(tx, note_id, reason, by):
    """The note stays as it was signed and does not stand any more; its author has a draft that says the same, for `by` to
    co-sign. What hangs from the note stays with it."""
    supervision = supervisions.locked(tx, note_id)
    must_wait(supervision, by)
    redraft_id = notes.redraft(tx, note_id)
    supervised.choose(tx, redraft_id, by.id, by.name)
    supervised.send_back(tx, note_id, reason, by, redraft_id)
    tell(
        tx,
        "note.returned",
        {"id": note_id, "patient_id": supervision["patient_id"]},
        f"Devolvió a {supervision['author']['name']}, para que la corrija, una nota",
    )
    return supervised.get(tx, note_id)


def tell(tx, type, note, summary):
    about_record(tx, type, f"note:{note['id']}", patients.name(tx, note["patient_id"]), summary)
