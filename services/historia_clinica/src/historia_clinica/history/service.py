"""Recording a patient's background; the caller owns the transaction."""

from common.web.http import found, must_be_current
from historia_clinica.history import queries
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, changed, must_not_be_future
from historia_clinica.trace import about_record


def record(tx, patient_id, new, author, today):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    must_not_be_future("onset_date", new.onset_date, today)
    entry = queries.insert(
        tx,
        patient_id=patient_id,
        recorded_by_id=author.id,
        recorded_by_name=author.name,
        **new.model_dump(),
    )
    about_record(tx, "history.recorded", f"history:{entry['id']}", patient, "Registró un antecedente")
    tx.changed("patients")
    return entry


def change(tx, id, version, changes, today):
    entry = found(queries.lock(tx, id), "Ese antecedente no existe.")
    must_be_current(entry, version)
    wanted = entry | changes.model_dump(exclude_unset=True)
    must_not_be_future("onset_date", wanted["onset_date"], today)
    if not changed(entry, wanted):
        return entry
    entry = queries.update(tx, **wanted)
    patient = patients.name(tx, entry["patient_id"])
    about_record(tx, "history.updated", f"history:{id}", patient, "Actualizó un antecedente")
    tx.changed("patients")
    return entry
