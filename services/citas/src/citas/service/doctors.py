"""When doctors attend: their weekly hours and their time off."""

from citas import rules
from citas.events import clock
from citas.queries import agenda
from citas.queries import doctors as queries
from common.messages.events import publish
from common.problems import Conflict, NotFound, Stale


def set_hours(tx, doctor, version, items):
    """Replace the whole week. Version 0 is that of a week nobody entered yet."""
    rules.must_not_cross(items)
    agenda.lock(tx, [f"doctor:{doctor['id']}"])
    first = version == 0 and queries.start_schedule(tx, doctor["id"])
    if not first and not queries.touch_schedule(tx, doctor["id"], version):
        raise Stale("Alguien cambió este horario mientras lo editaba. Vuelva a abrirlo.")
    queries.delete_hours(tx, doctor["id"])
    queries.insert_hours(tx, doctor["id"], items)
    publish(tx, "working_hours.updated", f"doctor:{doctor['id']}", f"Modificó el horario de {doctor['name']}")
    return queries.week(tx, doctor["id"])


def add_time_off(tx, doctor, new):
    """Whoever is already booked in that time stays booked: the answer says how many have to be called."""
    rules.must_be_a_period(new.start_time, new.end_time)
    agenda.lock(tx, [f"doctor:{doctor['id']}"])
    row = queries.insert_time_off(tx, doctor["id"], **new.model_dump())
    publish(
        tx,
        "time_off.recorded",
        f"time_off:{row['id']}",
        f"Registró una ausencia de {doctor['name']} desde el {clock(row['start_time'])}",
        doctor=doctor,
    )
    return row | {"affected_appointments": queries.affected(tx, doctor["id"], new.start_time, new.end_time)}


def cancel_time_off(tx, id):
    row = queries.cancel_time_off(tx, id)
    if row is None:
        if queries.time_off_exists(tx, id):
            raise Conflict("Esa ausencia ya está anulada.")
        raise NotFound(f"No existe la ausencia {id}.")
    publish(
        tx,
        "time_off.cancelled",
        f"time_off:{id}",
        f"Anuló la ausencia que empezaba el {clock(row['start_time'])}",
        doctor_id=row["doctor_id"],
    )
    return row
