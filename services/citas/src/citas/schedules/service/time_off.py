"""Doctors' time off."""

from citas.locks import lock_doctor
from citas.schedules import events, rules
from citas.schedules.queries import stranded
from citas.schedules.queries import time_off as queries
from common.problems import Conflict
from common.web.http import found


def record(tx, doctor, new):
    """Whoever is already booked in that time stays booked: the answer says how many have to be called."""
    rules.must_be_a_period(new.start_time, new.end_time)
    lock_doctor(tx, doctor["id"])
    row = queries.insert(tx, doctor["id"], **new.model_dump())
    events.time_off_recorded(tx, doctor, row)
    return row | {
        "affected_appointments": stranded.in_time_off(tx, doctor["id"], new.start_time, new.end_time)
    }


def cancel(tx, id):
    if found(queries.lock(tx, id), f"No existe la ausencia {id}.")["cancelled_at"]:
        raise Conflict("Esa ausencia ya está anulada.")
    row = queries.cancel(tx, id)
    events.time_off_cancelled(tx, row)
    return row
