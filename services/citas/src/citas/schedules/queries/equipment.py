"""Equipment: what several visits share, so many of each at once."""

from common.store.sql import assignments, names, values
from common.web.paging import Listing

FIELDS = ("name", "capacity", "active")
ONE = f"id, {names(FIELDS)}, version, created_at, updated_at"
EQUIPMENT = Listing(
    ONE,
    "citas.equipment",
    "(%(active)s IS NULL OR active = %(active)s)",
    {"name": ("name", "%(after)s::text")},
)


def active_among(db, ids):
    """Those of `ids` that are in use."""
    rows = db.all("SELECT id FROM citas.equipment WHERE id = ANY(%(ids)s) AND active", ids=ids)
    return {row["id"] for row in rows}


def lock(tx, id):
    return tx.one(f"SELECT {ONE} FROM citas.equipment WHERE id = %(id)s FOR UPDATE", id=id)


def insert(tx, **row):
    return tx.one(
        f"INSERT INTO citas.equipment ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING {ONE}", **row
    )


def update(tx, id, **row):
    return tx.one(
        f"UPDATE citas.equipment SET {assignments(FIELDS)} WHERE id = %(id)s RETURNING {ONE}", id=id, **row
    )
