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
    before = found(queries.lock(tx, id), f"No existe la ausencia {id}.")
    if before["cancelled_at"]:
        raise Conflict("Esa ausencia ya está anulada.")
    if before["feed_id"]:
        raise Conflict("Viene de un calendario importado: quite allí ese evento, o deje de importarlo.")
    row = queries.cancel(tx, id)
    events.time_off_cancelled(tx, row)
    return row


def follow_feed(tx, feed, spans, since):
    """What a calendar from elsewhere says, [(start, end)], takes the place of what it said; what is the same stays as it is.

    Whether hours were blocked anew. The doctor's agenda is locked by whoever calls.
    """
    before = {
        (row["start_time"], row["end_time"]): row["id"] for row in queries.lock_of_feed(tx, feed["id"], since)
    }
    queries.cancel_all(tx, [id for span, id in before.items() if span not in set(spans)])
    new = [span for span in spans if span not in before]
    if new:
        starts, ends = zip(*new, strict=True)
        queries.insert_of_feed(
            tx, feed["doctor_id"], feed["id"], f"Ocupado: {feed['name']}", list(starts), list(ends)
        )
    return bool(new)
