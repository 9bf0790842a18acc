"""Writing, signing and adding to clinical notes; the caller owns the transaction."""

from common.web.http import found, must_be_current
from historia_clinica.notes import queries, rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, changed
from historia_clinica.trace import about_record

NO_SUCH_NOTE = "Esa nota no existe."


def draft(tx, patient_id, new, author):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    note = new.model_dump()
    diagnoses = note.pop("diagnoses")
    rules.conditions_must_fit(diagnoses)
    id = queries.insert(tx, patient_id=patient_id, author_id=author.id, author_name=author.name, **note)
    queries.add_diagnoses(tx, id, diagnoses)
    about_record(tx, "note.drafted", f"note:{id}", patient, "Escribió una nota")
    return queries.get(tx, id)


def change(tx, id, version, changes, user):
    note = found(queries.lock(tx, id), NO_SUCH_NOTE)
    rules.must_be_editable(note, user)
    must_be_current(note, version)
    given = changes.model_dump(include=changes.model_fields_set)
    rules.conditions_must_fit(given.get("diagnoses"))
    differs = changed(note, given)
    if not differs:
        return note
    queries.update(tx, **note | differs)
    if "diagnoses" in differs:
        queries.drop_diagnoses(tx, id)
        queries.add_diagnoses(tx, id, differs["diagnoses"])
    patient = patients.name(tx, note["patient_id"])
    about_record(tx, "note.updated", f"note:{id}", patient, "Cambió el borrador de una nota")
    return queries.get(tx, id)


def sign(tx, id, version, author):
    """`version`, where given, is the one that the author read before signing."""
    note = found(queries.lock(tx, id), NO_SUCH_NOTE)
    rules.must_be_editable(note, author.id)
    must_be_current(note, version)
    signed = queries.sign(tx, id, author.id, author.name, rules.content_sha256(note))
    patient = patients.name(tx, note["patient_id"])
    about_record(tx, "note.signed", f"note:{id}", patient, "Firmó una nota")
    return signed


def add(tx, id, text, author):
    note = found(queries.lock(tx, id), NO_SUCH_NOTE)
    rules.must_be_signed(note)
    addendum = queries.insert_addendum(tx, id, text, author.id, author.name)
    patient = patients.name(tx, note["patient_id"])
    about_record(tx, "addendum.added", f"note:{id}", patient, "Agregó una adenda a una nota")
    return addendum
