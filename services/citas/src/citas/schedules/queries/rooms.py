"""Rooms."""

from common.store.sql import assignments, names, values
from common.web.paging import Listing

FIELDS = ("name", "kind", "capacity", "active")
ROOM = f"id, {names(FIELDS)}, version, created_at, updated_at"
ROOMS = Listing(
    ROOM,
    "citas.rooms",
    "(%(active)s IS NULL OR active = %(active)s)",
    {"name": ("name", "%(after)s::text")},
)


def get(db, id):
    return db.one(f"SELECT {ROOM} FROM citas.rooms WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {ROOM} FROM citas.rooms WHERE id = %(id)s FOR UPDATE", id=id)


def insert(tx, **row):
    return tx.one(
        f"INSERT INTO citas.rooms ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING {ROOM}", **row
    )


def update(tx, id, **row):
    return tx.one(
        f"UPDATE citas.rooms SET {assignments(FIELDS)} WHERE id = %(id)s RETURNING {ROOM}", id=id, **row
    )
