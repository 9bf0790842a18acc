"""Choosing who supervises a note, and co-signing it; the caller owns the transaction."""

from common.web.http import found
from historia_clinica.patients import queries as patients
from historia_clinica.restrictions import service as restrictions
from historia_clinica.restrictions.rules import NO_SUCH_NOTE
from historia_clinica.supervisions import queries, rules
from historia_clinica.trace import about_record


def locked(tx, note_id):
    note = queries.lock(tx, note_id)
    if note is None:
        restrictions.must_be_readable(tx, note_id)
    return found(note, NO_SUCH_NOTE)


def choose(tx, note_id, person, by):
    """`person`: what `auth` says of who is to co-sign."""
    note = locked(tx, note_id)
    rules.must_be_changeable(note, by)
    rules.must_be_supervisor(person, note["author"]["id"])
    chosen = {"id": str(person["id"]), "name": person["full_name"]}
    if note["supervisor"] == chosen:
        return note
    if note["supervisor"] is None and note["status"] == "SIGNED":
        rules.must_wait(note, by)
    write = queries.choose if note["supervisor"] is None else queries.replace
    write(tx, note_id, chosen["id"], chosen["name"])
    tell(tx, "note.supervised", note, f"Eligió a {chosen['name']} para refrendar una nota")
    return queries.get(tx, note_id)


def sign(tx, note_id, author):
    """Their own signature is enough for who signs alone; for anybody else, whom they chose is to co-sign. The supervisor's name."""
    supervisor = queries.get(tx, note_id)["supervisor"]
    if author.may("records:cosign"):
        if supervisor:
            queries.drop(tx, note_id)
        return None
    rules.must_have_supervisor(supervisor)
    return supervisor["name"]


def cosign(tx, note_id, remark, by):
    note = locked(tx, note_id)
    rules.must_wait(note, by)
    queries.cosign(tx, note_id, remark, by)
    tell(tx, "note.cosigned", note, f"Refrendó una nota que firmó {note['author']['name']}")
    return queries.get(tx, note_id)


def tell(tx, type, note, summary):
    about_record(tx, type, f"note:{note['note_id']}", patients.name(tx, note["patient_id"]), summary)
