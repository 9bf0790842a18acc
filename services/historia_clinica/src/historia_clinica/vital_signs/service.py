"""Recording and withdrawing vital signs; the caller owns the transaction."""

from common.clock import clinic_zone
from common.store import withdrawals
from common.web.http import found
from historia_clinica.notes import queries as notes
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, must_not_be_ahead, must_not_precede_birth
from historia_clinica.trace import about_record
from historia_clinica.vital_signs import queries, rules

NO_SUCH_SIGNS = "Esa medida no existe."
WITHDRAWN = "Esa medida ya está retirada."


def record(tx, patient_id, new, author, now):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    measured = new.model_dump()
    rules.must_measure_something(measured)
    measured["taken_at"] = measured["taken_at"] or now
    must_not_be_ahead("taken_at", measured["taken_at"], now)
    must_not_precede_birth("taken_at", measured["taken_at"].astimezone(clinic_zone()).date(), patient)
    if new.note_id is not None:
        # Whoever signs it at this moment waits, or is waited for.
        notes.lock(tx, new.note_id)
    id = queries.insert(
        tx, patient_id=patient["id"], recorded_by_id=author.id, recorded_by_name=author.name, **measured
    )
    about_record(tx, "vital_signs.recorded", f"vital_signs:{id}", patient, "Registró signos vitales")
    return rules.described(queries.get(tx, id))


def withdraw(tx, id, reason, author):
    signs = found(queries.lock(tx, id), NO_SUCH_SIGNS)
    withdrawals.must_stand(signs, WITHDRAWN)
    withdrawals.withdraw(tx, queries.TABLE, id, reason, author)
    patient = patients.name(tx, signs["patient_id"])
    about_record(tx, "vital_signs.withdrawn", f"vital_signs:{id}", patient, "Retiró signos vitales")
    return rules.described(queries.get(tx, id))
