"""Attaching, correcting and withdrawing documents, and pairing photos; the caller owns the transaction."""

from common.clock import clinic_today
from common.files import own
from common.store.sql import only
from common.store.withdrawals import must_stand
from common.web.http import found, must_be_current
from historia_clinica.documents import queries, rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, changed, must_not_be_future, must_not_precede_birth
from historia_clinica.trace import about_record

NO_SUCH_DOCUMENT = "Ese documento no existe."


def attach(tx, patient_id, new, author):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    must_not_be_future("taken_on", new.taken_on, clinic_today())
    must_not_precede_birth("taken_on", new.taken_on, patient)
    must_have_note(tx, new.note_id, patient["id"])
    file = own(tx, new.file_id, author)
    rules.must_be_of_series(new.model_dump(), file["media_type"])
    row = new.model_dump() | {"file_id": file["id"]}
    id = queries.insert(tx, patient_id=patient["id"], added_by_id=author.id, added_by_name=author.name, **row)
    about_record(tx, "document.added", f"document:{id}", patient, "Adjuntó un documento")
    return queries.get(tx, id)


def change(tx, id, version, changes):
    document = found(queries.lock(tx, id), NO_SUCH_DOCUMENT)
    must_be_current(document, version)
    must_stand(document, rules.WITHDRAWN)
    differs = changed(document, changes.model_dump(exclude_unset=True))
    if not differs:
        return document
    must_not_be_future("taken_on", differs.get("taken_on"), clinic_today())
    must_not_precede_birth("taken_on", differs.get("taken_on"), patients.name(tx, document["patient_id"]))
    must_have_note(tx, differs.get("note_id"), document["patient_id"])
    rules.must_be_of_series(document | differs, document["media_type"])
    queries.update(tx, id, **only(document | differs, *queries.FIELDS))
    told(tx, "updated", document, "Cambió un documento")
    return queries.get(tx, id)


def withdraw(tx, id, version, reason, author):
    """Nothing is deleted: it is no longer shown among the others, and can be brought back."""
    document = found(queries.lock(tx, id), NO_SUCH_DOCUMENT)
    must_be_current(document, version)
    must_stand(document, rules.WITHDRAWN)
    queries.withdraw(tx, id, reason, author)
    told(tx, "withdrawn", document, "Retiró un documento")
    return queries.get(tx, id)


def restore(tx, id, version):
    document = found(queries.lock(tx, id), NO_SUCH_DOCUMENT)
    must_be_current(document, version)
    rules.must_be_withdrawn(document)
    queries.restore(tx, id)
    told(tx, "restored", document, "Recuperó un documento")
    return queries.get(tx, id)


def pair(tx, patient_id, new, author):
    """Keep how two photos of the patient are compared, and answer the patient's pairs."""
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    for field in ("before_id", "after_id"):
        rules.must_be_photo_of(field, queries.get(tx, getattr(new, field)), patient["id"])
    queries.arrange(tx, by=author, **new.model_dump())
    about_record(tx, "photos.paired", f"record:{patient_id}", patient, "Comparó dos fotos")
    return {"data": queries.pairs(tx, patient_id)}


def part(tx, patient_id, name):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    rules.must_be_photo_of("before_id", queries.get(tx, name.before_id), patient["id"])
    if not queries.part(tx, name.before_id, name.after_id):
        found(None, "Ese par no existe.")
    about_record(tx, "photos.parted", f"record:{patient_id}", patient, "Separó dos fotos")
    return {"data": queries.pairs(tx, patient_id)}


def must_have_note(tx, note_id, patient_id):
    if note_id is not None:
        rules.must_be_of_patient(queries.note_of(tx, note_id), patient_id)


def told(tx, what, document, summary):
    patient = patients.name(tx, document["patient_id"])
    about_record(tx, f"document.{what}", f"document:{document['id']}", patient, summary)
