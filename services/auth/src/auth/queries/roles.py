"""Roles: what a group of people may do and sees in its menu."""

from common.store.db import json
from common.store.search import containing
from common.web.paging import COUNTED_UP_TO

ROLE = """r.id, r.name, r.description, r.permissions, r.menu_config, r.code IS NOT NULL AS system,
          (SELECT count(*) FROM auth.users u WHERE u.role_id = r.id AND u.active) AS users, r.version,
          r.created_at, r.updated_at"""
EDITED = "id, code, name, description, permissions, menu_config, version"
WANTED = "(%(search)s IS NULL OR public.plain(r.name || ' ' || r.description) LIKE public.plain(%(search)s))"


def list_roles(db, search, after_name, after_id, limit):
    return db.all(
        f"""
        SELECT {ROLE}
          FROM auth.roles r
         WHERE {WANTED}
           AND (%(after_id)s IS NULL
                OR (public.plain(r.name), r.id) > (public.plain(%(after_name)s::text), %(after_id)s::text::bigint))
         ORDER BY public.plain(r.name), r.id
         LIMIT %(limit)s + 1
        """,
        search=containing(search),
        after_name=after_name,
        after_id=after_id,
        limit=limit,
    )


def count_roles(db, search):
    return db.value(
        f"SELECT count(*) FROM (SELECT FROM auth.roles r WHERE {WANTED} LIMIT %(most)s) AS wanted",
        search=containing(search),
        most=COUNTED_UP_TO + 1,
    )


def get(db, id):
    return db.one(f"SELECT {ROLE} FROM auth.roles r WHERE r.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {EDITED} FROM auth.roles WHERE id = %(id)s FOR NO KEY UPDATE", id=id)


def insert(tx, name, description, permissions, menu_config):
    return tx.value(
        """
        INSERT INTO auth.roles (name, description, permissions, menu_config)
             VALUES (%(name)s, %(description)s, %(permissions)s, %(menu_config)s)
          RETURNING id
        """,
        name=name,
        description=description,
        permissions=permissions,
        menu_config=json(menu_config),
    )


def update(tx, id, name, description, permissions, menu_config):
    return tx.run(
        """
        UPDATE auth.roles
           SET name = %(name)s, description = %(description)s, permissions = %(permissions)s,
               menu_config = %(menu_config)s
         WHERE id = %(id)s
        """,
        id=id,
        name=name,
        description=description,
        permissions=permissions,
        menu_config=json(menu_config),
    )


def seed(tx, code, name, description, permissions, menu_config):
    """Make a role that the suite starts with, unless it was made before."""
    return tx.run(
        """
        INSERT INTO auth.roles (code, name, description, permissions, menu_config)
             SELECT %(code)s, %(name)s, %(description)s, %(permissions)s, %(menu_config)s
              WHERE NOT EXISTS (SELECT FROM auth.roles WHERE code = %(code)s)
        """,
        code=code,
        name=name,
        description=description,
        permissions=permissions,
        menu_config=json(menu_config),
    )


def by_code(tx, code):
    return tx.value("SELECT id FROM auth.roles WHERE code = %(code)s", code=code)


def give(tx, code, permissions):
    """See that a seeded role holds `permissions`, whatever else it holds."""
    return tx.run(
        """
        UPDATE auth.roles
           SET permissions = ARRAY(SELECT DISTINCT unnest(permissions || %(permissions)s::text[]) COLLATE "C" ORDER BY 1)
         WHERE code = %(code)s AND NOT permissions @> %(permissions)s::text[]
        """,
        code=code,
        permissions=permissions,
    )
