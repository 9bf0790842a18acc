"""Gathering what the forms say; it reads and writes nothing."""

from common.clock import clinic_zone
from common.web.http import found
from historia_clinica.form033 import queries as record
from historia_clinica.forms import queries, rules
from historia_clinica.history import queries as history
from historia_clinica.notes import queries as notes
from historia_clinica.notes.service import NO_SUCH_NOTE
from historia_clinica.papers import queries as papers
from historia_clinica.rules import NO_SUCH_PATIENT


def of_note(db, id):
    """A signed note, whose it is, and what is known of the patient."""
    note = found(notes.get(db, id), NO_SUCH_NOTE)
    rules.must_be_signed(note)
    patient = papers.patient(db, note["patient_id"])
    return {
        "note": note,
        "patient": patient,
        "background": record.background(db, patient["id"]),
        "denies": history.denies(db, patient["id"]),
        "signs": queries.signs_of(db, id),
        "prescribed": queries.prescribed(db, id),
        "examinations": record.examinations(db, patient["id"], note["signed_at"]),
    }


def of_patient(db, id, wanted, today):
    """The evolution of a patient over some days."""
    patient = found(papers.patient(db, id), NO_SUCH_PATIENT)
    first, last = rules.span(wanted, today)
    return {
        "patient": patient,
        "first": first,
        "last": last,
        "notes": queries.evolution(db, patient["id"], first, last, str(clinic_zone()), rules.MOST_NOTES),
    }
