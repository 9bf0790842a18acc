"""Rooms: made, renamed, taken out of use."""

from citas.schedules import events, reads
from citas.schedules.queries import rooms as queries
from common.store.sql import only
from common.web.http import found, must_be_current


def create(tx, new):
    room = queries.insert(tx, **new.model_dump() | {"kind": new.kind or None})
    events.room_created(tx, room)
    return room


def change(tx, id, version, changes):
    before = found(queries.lock(tx, id), f"No existe el consultorio {id}.")
    must_be_current(before, version)
    after = only(before, *queries.FIELDS) | changes
    room = queries.update(tx, id, **after | {"kind": after["kind"] or None})
    events.room_updated(tx, room)
    # Without the room nobody is moved: the answer says whom to call.
    return room | {"stranded": reads.stranded(tx, causes=("ROOM",), room_id=id)}
