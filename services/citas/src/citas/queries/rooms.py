"""Rooms."""

from common.web.paging import COUNTED_UP_TO

ROOM = "id, name, active, version, created_at, updated_at"


def page(db, active, after_name, after_id, limit):
    return db.all(
        f"""
        SELECT {ROOM}
          FROM citas.rooms
         WHERE (%(active)s IS NULL OR active = %(active)s)
           AND (%(after_id)s IS NULL OR (name, id) > (%(after_name)s::text, %(after_id)s::bigint))
         ORDER BY name, id
         LIMIT %(limit)s + 1
        """,
        active=active,
        after_name=after_name,
        after_id=after_id,
        limit=limit,
    )


def count(db, active):
    return db.value(
        f"""
        SELECT count(*)
          FROM (SELECT FROM citas.rooms
                 WHERE (%(active)s IS NULL OR active = %(active)s) LIMIT {COUNTED_UP_TO} + 1) AS counted
        """,
        active=active,
    )


def one(db, id):
    return db.one(f"SELECT {ROOM} FROM citas.rooms WHERE id = %(id)s", id=id)


def share(tx, id):
    """The room, which nobody deactivates until this transaction ends."""
    return tx.one(f"SELECT {ROOM} FROM citas.rooms WHERE id = %(id)s FOR SHARE", id=id)


def insert(tx, name, active):
    return tx.one(
        f"INSERT INTO citas.rooms (name, active) VALUES (%(name)s, %(active)s) RETURNING {ROOM}",
        name=name,
        active=active,
    )


def update(tx, id, version, name=None, active=None):
    return tx.one(
        f"""
        UPDATE citas.rooms SET name = coalesce(%(name)s, name), active = coalesce(%(active)s, active)
         WHERE id = %(id)s AND version = %(version)s
        RETURNING {ROOM}
        """,
        id=id,
        version=version,
        name=name,
        active=active,
    )
