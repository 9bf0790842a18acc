"""Registering patients and keeping their data right; the caller owns the transaction."""

from common.web.http import found, must_be_current
from historia_clinica.patients import events, queries, rules
from historia_clinica.rules import NO_SUCH_PATIENT, changed, must_not_be_future


def register(tx, new, today):
    must_not_be_future("birth_date", new.birth_date, today)
    patient = queries.insert(tx, **new.model_dump())
    events.about_patient(tx, "patient.registered", patient, "Registró a")
    return patient


def change(tx, id, version, changes, today):
    """Write and publish what differs; a save that changes nothing leaves no trace."""
    patient = found(queries.lock(tx, id), NO_SUCH_PATIENT)
    must_be_current(patient, version)
    wanted = patient | changes.model_dump(exclude_unset=True)
    wanted["document_number"] = rules.must_be_document(wanted["document_type"], wanted["document_number"])
    must_not_be_future("birth_date", wanted["birth_date"], today)
    differs = changed(patient, wanted)
    if not differs:
        return patient
    patient = queries.update(tx, **wanted)
    if differs.keys() != {"active"} or patient["active"]:
        events.about_patient(
            tx, "patient.updated", patient, "Actualizó los datos de", changed=sorted(differs)
        )
    if differs.get("active") is False:
        events.about_patient(tx, "patient.deactivated", patient, "Desactivó a")
    tx.changed("patients")
    return patient
