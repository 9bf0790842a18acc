"""API clients: the programs that enter with a secret."""

from common.store.search import has_words
from common.store.sql import assignments, names
from common.web.paging import Listing

FIELDS = ("name", "permissions", "active")
CLIENT = f"id, client_id, {names(FIELDS)}, system, last_used_at, version, created_at, updated_at"
CLIENTS = Listing(
    CLIENT,
    "auth.api_clients",
    f"""{has_words("public.plain(name || ' ' || client_id)")}
           AND (%(active)s IS NULL OR active = %(active)s)""",
    {"name": ("public.plain(name)", "public.plain(%(after)s::text)")},
)


def get(db, id):
    return db.one(f"SELECT {CLIENT} FROM auth.api_clients WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {CLIENT} FROM auth.api_clients WHERE id = %(id)s FOR UPDATE", id=id)


def insert(tx, client_id, name, permissions, secret_hash):
    return tx.one(
        f"""
        INSERT INTO auth.api_clients (client_id, name, permissions, secret_hash)
             VALUES (%(client_id)s, %(name)s, %(permissions)s, %(secret_hash)s)
          RETURNING {CLIENT}
        """,
        client_id=client_id,
        name=name,
        permissions=permissions,
        secret_hash=secret_hash,
    )


def update(tx, id, **values):
    return tx.one(
        f"UPDATE auth.api_clients SET {assignments(FIELDS)} WHERE id = %(id)s RETURNING {CLIENT}",
        id=id,
        **values,
    )


def set_secret(tx, id, secret_hash):
    return tx.one(
        f"UPDATE auth.api_clients SET secret_hash = %(secret_hash)s WHERE id = %(id)s RETURNING {CLIENT}",
        id=id,
        secret_hash=secret_hash,
    )


def enter(tx, client_id, secret_hash):
    """Note the use of an active client whose secret this is, and what its token says; None if there is none."""
    return tx.one(
        """
           UPDATE auth.api_clients SET last_used_at = now()
            WHERE client_id = %(client_id)s AND secret_hash = %(secret_hash)s AND active
        RETURNING client_id, name, permissions, clock_timestamp() AS moment
        """,
        client_id=client_id,
        secret_hash=secret_hash,
    )


def install(tx, client_id, name, permissions, secret_hash):
    """Make a client of the installation, or bring it up to date; True if what it had no longer holds."""
    return tx.value(
        """
        INSERT INTO auth.api_clients AS c (client_id, name, permissions, secret_hash, system)
             VALUES (%(client_id)s, %(name)s, %(permissions)s, %(secret_hash)s, true)
        ON CONFLICT (client_id) DO UPDATE
                SET name = excluded.name,
                    permissions = excluded.permissions,
                    secret_hash = excluded.secret_hash,
                    system = true
              WHERE (c.name, c.permissions, c.secret_hash, c.system)
                    IS DISTINCT FROM (excluded.name, excluded.permissions, excluded.secret_hash, true)
          RETURNING version > 1
        """,
        client_id=client_id,
        name=name,
        permissions=permissions,
        secret_hash=secret_hash,
    )
