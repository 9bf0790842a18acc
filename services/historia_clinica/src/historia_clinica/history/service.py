"""Recording a patient's background; the caller owns the transaction."""

from common.web.http import found, must_be_current
from historia_clinica.history import queries, rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, changed
from historia_clinica.trace import about_record


def record(tx, patient_id, new, author, today):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    entry = new.model_dump() | {"active": True, "end_date": None}
    rules.must_fit(entry, today)
    if entry["cie10_code"] is not None:
        rules.must_be_new_problem(queries.problem_codes(tx, patient_id), entry["cie10_code"])
    if rules.is_allergy(entry):
        _withdraw(tx, patient, author)
    entry = queries.insert(
        tx,
        patient_id=patient["id"],
        recorded_by_id=author.id,
        recorded_by_name=author.name,
        **new.model_dump(),
    )
    about_record(tx, "history.recorded", f"history:{entry['id']}", patient, "Registró un antecedente")
    tx.changed("patients")
    return entry


def change(tx, id, version, changes, author, today):
    entry = found(queries.lock(tx, id), "Ese antecedente no existe.")
    must_be_current(entry, version)
    wanted = rules.changed_entry(entry, changes.model_dump(exclude_unset=True), today)
    if not changed(entry, wanted):
        return entry
    patient = patients.name(tx, entry["patient_id"])
    if rules.is_allergy(wanted) and not rules.is_allergy(entry):
        _withdraw(tx, patient, author)
    entry = queries.update(tx, **wanted)
    about_record(tx, "history.updated", f"history:{id}", patient, "Actualizó un antecedente")
    tx.changed("patients")
    return entry


def deny_allergies(tx, patient_id, author):
    """Record that `author` says that no allergy of the patient is known; refused while one is active."""
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    denial = queries.insert_denial(tx, patient["id"], author.id, author.name)
    about_record(
        tx,
        "allergies.denied",
        f"allergy_denial:{denial['id']}",
        patient,
        "Registró que no se conocen alergias",
    )
    tx.changed("patients")
    return denial


def withdraw_denial(tx, patient_id, author):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    found(_withdraw(tx, patient, author), "No consta que el paciente no tenga alergias conocidas.")
    tx.changed("patients")


def _withdraw(tx, patient, author):
    """The id of the denial of allergies that stood, withdrawn, or None."""
    id = queries.withdraw_denial(tx, patient["id"], author.id, author.name)
    if id is not None:
        about_record(
            tx,
            "allergies.denial_withdrawn",
            f"allergy_denial:{id}",
            patient,
            "Retiró que no se conocen alergias",
        )
    return id
