"""Doctors' weekly hours."""

from citas.locks import lock_doctor
from citas.schedules import events, reads, rules
from citas.schedules.queries import hours as queries
from common.web.http import must_be_current


def replace(tx, doctor, version, items):
    """Replace the whole week. Version 0 is that of a week nobody entered yet.

    Whoever is booked outside it stays booked: the answer says whom to call.
    """
    rules.must_not_cross(items)
    lock_doctor(tx, doctor["id"])
    first = version == 0 and queries.start(tx, doctor["id"])
    if not first and not queries.touch(tx, doctor["id"], version):
        must_be_current(queries.week(tx, doctor["id"]), version)
    queries.delete(tx, doctor["id"])
    queries.insert(tx, doctor["id"], items)
    events.hours_updated(tx, doctor)
    stranded = reads.stranded(tx, causes=("HOURS",), doctor_id=doctor["id"])
    return queries.week(tx, doctor["id"]) | {"stranded": stranded}
