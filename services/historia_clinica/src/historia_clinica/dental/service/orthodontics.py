"""Recording and withdrawing the controls of orthodontics; the caller owns the transaction."""

from common.clock import clinic_zone
from common.store import withdrawals
from common.web.http import found
from historia_clinica.dental.queries import orthodontics as queries
from historia_clinica.dental.rules import orthodontics as rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, must_not_be_ahead, must_not_precede_birth
from historia_clinica.trace import about_record

NO_SUCH_CONTROL = "Ese control no existe."
WITHDRAWN = "Ese control ya está retirado."


def record(tx, patient_id, new, author, now):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    given = new.model_dump()
    rules.must_say_something(given)
    rules.must_name_wires(given)
    rules.must_be_teeth(given["rebonded"])
    given["controlled_at"] = given["controlled_at"] or now
    must_not_be_ahead("controlled_at", given["controlled_at"], now)
    day = given["controlled_at"].astimezone(clinic_zone()).date()
    must_not_precede_birth("controlled_at", day, patient)
    rules.must_come_later(given["next_on"], day)
    id = queries.insert(
        tx,
        patient_id=patient["id"],
        recorded_by_id=author.id,
        recorded_by_name=author.name,
        **rules.columns(given),
    )
    _tell(tx, "recorded", id, patient, "Registró un control de ortodoncia")
    return queries.get(tx, id)


def withdraw(tx, id, reason, author):
    row = found(queries.lock(tx, id), NO_SUCH_CONTROL)
    withdrawals.must_stand(row, WITHDRAWN)
    withdrawals.withdraw(tx, queries.TABLE, id, reason, author)
    _tell(tx, "withdrawn", id, patients.name(tx, row["patient_id"]), "Retiró un control de ortodoncia")
    return queries.get(tx, id)


def _tell(tx, what, id, patient, summary):
    about_record(tx, f"orthodontic_control.{what}", f"orthodontic_control:{id}", patient, summary)
