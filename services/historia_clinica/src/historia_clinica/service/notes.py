"""Writing, signing and adding to clinical notes."""

from common.messages.client import get_services
from common.problems import NotFound
from historia_clinica import events, rules
from historia_clinica.queries import notes as queries
from historia_clinica.queries import patients
from historia_clinica.service.patients import must_exist

TEXTS = ("appointment_id", "reason", "subjective", "objective", "assessment", "plan")


def must_be_note(row):
    """`row`, or NotFound where there is no such note."""
    if row is None:
        raise NotFound("Esa nota no existe.")
    return row


def check_appointment(id, patient_id):
    """Ask citas whether the appointment is the patient's; before the transaction, never within."""
    if id is not None:
        rules.must_be_of_patient(get_services().ask("citas", f"appointments/{id}"), patient_id)


def draft(tx, patient_id, new, author):
    patient = must_exist(patients.name(tx, patient_id))
    values = new.model_dump()
    diagnoses = values.pop("diagnoses")
    id = queries.insert(tx, patient_id, author_id=author.id, author_name=author.name, **values)
    queries.add_diagnoses(tx, id, diagnoses)
    events.about_record(tx, "note.drafted", f"note:{id}", patient, "Escribió una nota")
    return queries.one(tx, id)


def change(tx, id, version, changes, user):
    note = must_be_note(queries.lock(tx, id))
    rules.must_be_editable(note, user)
    rules.must_be_version(note, version)
    changed = rules.changed(note, changes.model_dump(exclude_unset=True))
    if not changed:
        return note
    queries.update(tx, id, **{name: changed.get(name, note[name]) for name in TEXTS})
    if "diagnoses" in changed:
        queries.drop_diagnoses(tx, id)
        queries.add_diagnoses(tx, id, changed["diagnoses"])
    patient = patients.name(tx, note["patient_id"])
    events.about_record(tx, "note.updated", f"note:{id}", patient, "Cambió el borrador de una nota")
    return queries.one(tx, id)


def sign(tx, id, version, author):
    """`version`, where given, is the one that the author read before signing."""
    note = must_be_note(queries.lock(tx, id))
    rules.must_be_editable(note, author.id)
    if version is not None:
        rules.must_be_version(note, version)
    signed = queries.sign(tx, id, author.id, author.name, rules.content_sha256(note))
    patient = patients.name(tx, note["patient_id"])
    events.about_record(tx, "note.signed", f"note:{id}", patient, "Firmó una nota")
    return signed


def add(tx, id, text, author):
    note = must_be_note(queries.lock(tx, id))
    rules.must_be_signed(note)
    addendum = queries.insert_addendum(tx, id, text, author.id, author.name)
    patient = patients.name(tx, note["patient_id"])
    events.about_record(tx, "addendum.added", f"note:{id}", patient, "Agregó una adenda a una nota")
    return addendum
