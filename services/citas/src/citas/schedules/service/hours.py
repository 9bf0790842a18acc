"""Doctors' weekly hours: the timetable in force, and those that begin on a day to come."""

from citas.locks import lock_doctor
from citas.schedules import events, reads, rules
from citas.schedules.queries import hours as queries
from common.clock import clinic_today
from common.problems import NotFound
from common.web.http import must_be_current


def replace(tx, doctor, version, items, valid_from=None):
    """Replace the timetable in force, or that which begins on `valid_from`. Version 0 is that of hours nobody entered yet.

    Whoever is booked outside it stays booked: the answer says whom to call.
    """
    rules.must_not_cross(items)
    today = clinic_today()
    if valid_from:
        rules.must_be_a_timetable(valid_from, items, today)
    lock(tx, doctor["id"], version, today)
    begins = valid_from.isoformat() if valid_from else queries.replaced(tx, doctor["id"], today)
    queries.save(tx, doctor["id"], begins, items)
    events.hours_updated(tx, doctor, valid_from)
    return written(tx, doctor["id"], today)


def remove(tx, doctor, version, valid_from):
    """Take back a timetable that does not count yet: what is valid before it goes on."""
    today = clinic_today()
    rules.must_not_have_begun(valid_from, today)
    lock(tx, doctor["id"], version, today)
    if not queries.remove(tx, doctor["id"], valid_from):
        raise NotFound("No hay un horario que empiece ese día.")
    events.hours_removed(tx, doctor, valid_from)
    return written(tx, doctor["id"], today)


def lock(tx, doctor_id, version, today):
    lock_doctor(tx, doctor_id)
    first = version == 0 and queries.start(tx, doctor_id)
    if not first and not queries.touch(tx, doctor_id, version):
        must_be_current(queries.week(tx, doctor_id, today), version)


def written(tx, doctor_id, today):
    stranded = reads.stranded(tx, causes=("HOURS",), doctor_id=doctor_id)
    return queries.week(tx, doctor_id, today) | {"stranded": stranded}
