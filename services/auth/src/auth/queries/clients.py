"""API clients: the programs that enter with a secret."""

from common.store.search import containing
from common.web.paging import COUNTED_UP_TO

CLIENT = "id, client_id, name, permissions, active, system, last_used_at, version, created_at, updated_at"
WANTED = """(%(search)s IS NULL OR public.plain(name || ' ' || client_id) LIKE public.plain(%(search)s))
           AND (%(active)s IS NULL OR active = %(active)s)"""


def list_clients(db, search, active, after_name, after_id, limit):
    return db.all(
        f"""
        SELECT {CLIENT}
          FROM auth.api_clients
         WHERE {WANTED}
           AND (%(after_id)s IS NULL
                OR (public.plain(name), id) > (public.plain(%(after_name)s::text), %(after_id)s::text::bigint))
         ORDER BY public.plain(name), id
         LIMIT %(limit)s + 1
        """,
        search=containing(search),
        active=active,
        after_name=after_name,
        after_id=after_id,
        limit=limit,
    )


def count_clients(db, search, active):
    return db.value(
        f"SELECT count(*) FROM (SELECT FROM auth.api_clients WHERE {WANTED} LIMIT %(most)s) AS wanted",
        search=containing(search),
        active=active,
        most=COUNTED_UP_TO + 1,
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


def update(tx, id, name, permissions, active):
    return tx.one(
        f"""
           UPDATE auth.api_clients SET name = %(name)s, permissions = %(permissions)s, active = %(active)s
            WHERE id = %(id)s
        RETURNING {CLIENT}
        """,
        id=id,
        name=name,
        permissions=permissions,
        active=active,
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
                SET permissions = excluded.permissions, secret_hash = excluded.secret_hash, system = true
              WHERE (c.permissions, c.secret_hash, c.system)
                    IS DISTINCT FROM (excluded.permissions, excluded.secret_hash, true)
          RETURNING version > 1
        """,
        client_id=client_id,
        name=name,
        permissions=permissions,
        secret_hash=secret_hash,
    )
