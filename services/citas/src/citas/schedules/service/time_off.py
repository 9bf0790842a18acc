"""Doctors' time off."""

from citas.locks import lock_doctor
from citas.schedules import events, reads, rules
from citas.schedules.queries import time_off as queries
from common.problems import Conflict
from common.web.http import found


def record(tx, doctor, new):
    """Whoever is already booked in that time stays booked: the answer says whom to call."""
    rules.must_be_a_period(new.start_time, new.end_time)
    lock_doctor(tx, doctor["id"])
    row = queries.insert(tx, doctor["id"], **new.model_dump())
    events.time_off_recorded(tx, doctor, row)
    stranded = reads.stranded(
        tx, causes=("TIME_OFF",), doctor_id=doctor["id"], since=new.start_time, until=new.end_time
    )
    return row | {"affected_appointments": stranded["total"], "stranded": stranded}


def cancel(tx, id):
    if found(queries.lock(tx, id), f"No existe la ausencia {id}.")["cancelled_at"]:
        raise Conflict("Esa ausencia ya está anulada.")
    row = queries.cancel(tx, id)
    events.time_off_cancelled(tx, row)
    return row
