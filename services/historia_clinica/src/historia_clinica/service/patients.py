"""Registering patients and keeping their data right."""

from common.problems import NotFound
from historia_clinica import events, rules
from historia_clinica.queries import patients as queries

NO_SUCH_PATIENT = "Ese paciente no existe."


def must_exist(row):
    """`row`, or NotFound where there is no such patient."""
    if row is None:
        raise NotFound(NO_SUCH_PATIENT)
    return row


def register(tx, new, today):
    rules.must_not_be_future("birth_date", new.birth_date, today)
    patient = queries.insert(tx, **new.model_dump())
    events.about_patient(tx, "patient.registered", patient, "Registró a")
    return patient


def change(tx, id, version, changes, today):
    """What differs is written and told; a save that changes nothing leaves no trace."""
    patient = must_exist(queries.lock(tx, id))
    rules.must_be_version(patient, version)
    wanted = patient | changes.model_dump(exclude_unset=True)
    wanted["document_number"] = rules.must_be_document(wanted["document_type"], wanted["document_number"])
    rules.must_not_be_future("birth_date", wanted["birth_date"], today)
    changed = rules.changed(patient, wanted)
    if not changed:
        return patient
    patient = queries.update(tx, **wanted)
    if changed.keys() != {"active"} or patient["active"]:
        events.about_patient(
            tx, "patient.updated", patient, "Actualizó los datos de", changed=sorted(changed)
        )
    if changed.get("active") is False:
        events.about_patient(tx, "patient.deactivated", patient, "Desactivó a")
    tx.changed("patients")
    return patient
