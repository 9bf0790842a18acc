"""Rooms: made, renamed, taken out of use."""

from citas.queries import rooms as queries
from common.messages.events import publish
from common.problems import NotFound, Stale


def create(tx, new):
    room = queries.insert(tx, **new.model_dump())
    publish(tx, "room.created", f"room:{room['id']}", f"Creó el consultorio {room['name']}")
    return room


def change(tx, id, version, changes):
    room = queries.update(tx, id, version, **changes)
    if room is None:
        if queries.one(tx, id) is None:
            raise NotFound(f"No existe el consultorio {id}.")
        raise Stale("Alguien cambió este consultorio mientras lo editaba. Vuelva a abrirlo.")
    publish(tx, "room.updated", f"room:{id}", f"Modificó el consultorio {room['name']}")
    return room
