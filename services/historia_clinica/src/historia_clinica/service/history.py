"""Recording a patient's background."""

from common.problems import NotFound
from historia_clinica import events, rules
from historia_clinica.queries import history as queries
from historia_clinica.queries import patients
from historia_clinica.service.patients import must_exist


def record(tx, patient_id, new, author, today):
    patient = must_exist(patients.name(tx, patient_id))
    rules.must_not_be_future("onset_date", new.onset_date, today)
    entry = queries.insert(
        tx,
        patient_id=patient_id,
        recorded_by_id=author.id,
        recorded_by_name=author.name,
        **new.model_dump(),
    )
    events.about_record(tx, "history.recorded", f"history:{entry['id']}", patient, "Registró un antecedente")
    tx.changed("patients")
    return entry


def change(tx, id, version, changes, today):
    entry = queries.lock(tx, id)
    if entry is None:
        raise NotFound("Ese antecedente no existe.")
    rules.must_be_version(entry, version)
    wanted = changes.model_dump(exclude_unset=True)
    rules.must_not_be_future("onset_date", wanted.get("onset_date"), today)
    if not rules.changed(entry, wanted):
        return entry
    names = ("category", "description", "severity", "onset_date", "active")
    changed = queries.update(tx, id, **{name: wanted.get(name, entry[name]) for name in names})
    patient = patients.name(tx, entry["patient_id"])
    events.about_record(tx, "history.updated", f"history:{id}", patient, "Actualizó un antecedente")
    tx.changed("patients")
    return changed
