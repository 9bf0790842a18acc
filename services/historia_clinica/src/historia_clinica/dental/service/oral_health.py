"""Recording and withdrawing the oral health of a visit; the caller owns the transaction."""

from common.clock import clinic_zone
from common.store import withdrawals
from common.web.http import found
from historia_clinica.dental.queries import oral_health as queries
from historia_clinica.dental.rules import oral_health as rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, must_not_be_ahead, must_not_precede_birth
from historia_clinica.trace import about_record

NO_SUCH_RECORD = "Ese examen no existe."
WITHDRAWN = "Ese examen ya está retirado."


def record(tx, patient_id, new, author, now):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    given = new.model_dump(mode="json", exclude={"taken_at"})
    rules.must_say_something(given)
    sextants = rules.by_sextant(given.pop("sextants"))
    taken_at = new.taken_at or now
    must_not_be_ahead("taken_at", taken_at, now)
    must_not_precede_birth("taken_at", taken_at.astimezone(clinic_zone()).date(), patient)
    id = queries.insert(
        tx,
        patient_id=patient["id"],
        taken_at=taken_at,
        recorded_by_id=author.id,
        recorded_by_name=author.name,
        **given,
    )
    for sextant in sextants:
        queries.insert_sextant(tx, id, **sextant)
    about_record(
        tx, "oral_health.recorded", f"oral_health:{id}", patient, "Registró los índices de salud bucal"
    )
    return rules.described(queries.get(tx, id))


def withdraw(tx, id, reason, author):
    row = found(queries.lock(tx, id), NO_SUCH_RECORD)
    withdrawals.must_stand(row, WITHDRAWN)
    withdrawals.withdraw(tx, queries.TABLE, id, reason, author)
    patient = patients.name(tx, row["patient_id"])
    about_record(
        tx, "oral_health.withdrawn", f"oral_health:{id}", patient, "Retiró los índices de salud bucal"
    )
    return rules.described(queries.get(tx, id))
