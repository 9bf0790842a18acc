"""People and their roles. One function is one statement; none commits."""

from auth.permissions import COSIGN, SIGN
from common.store.db import Prepared, json
from common.store.search import has_words
from common.store.sql import assignments, names, values
from common.web.paging import Listing

# What people edit of a person.
USER_FIELDS = (
    "email",
    "full_name",
    "role_id",
    "phone",
    "practitioner",
    "specialty",
    "professional_registration",
    "registration_kind",
    "registration_expires_on",
)
USER = """u.id, u.email, u.full_name, jsonb_build_object('id', r.id, 'name', r.name) AS role, u.phone, u.practitioner,
          u.specialty, u.professional_registration, u.registration_kind, u.registration_expires_on, u.active, u.must_change_password,
          u.failed_attempts, u.last_failed_at, u.last_login_at, u.version,
          u.created_at, u.updated_at"""
OF_ROLE = "JOIN auth.roles r ON r.id = u.role_id"
USERS = Listing(
    USER,
    "auth.users u",
    f"""(%(role_id)s IS NULL OR u.role_id = %(role_id)s)
           AND (%(active)s IS NULL OR u.active = %(active)s)
           AND {has_words("public.plain(u.full_name || ' ' || u.email)")}""",
    {
        "full_name": ("public.plain(u.full_name)", "public.plain(%(after)s::text)"),
        "email": ("lower(u.email)", "lower(%(after)s::text)"),
        "created_at": ("u.created_at", "%(after)s::text::timestamptz"),
    },
    id="u.id",
    joins=OF_ROLE,
)
PERSON = """u.id, u.full_name, u.specialty, u.professional_registration, u.registration_kind,
            u.registration_expires_on, %(cosign)s = ANY (r.permissions) AS supervises"""
# Who is said to attend, as long as their role lets them sign what they did.
PRACTISING = (
    f"FROM auth.users u {OF_ROLE} WHERE u.active AND u.practitioner AND %(sign)s = ANY (r.permissions)"
)
# Who writes notes and signs them, whether they attend or learn.
WRITING = f"""FROM auth.users u {OF_ROLE}
           WHERE u.active AND r.permissions @> ARRAY['records:write', %(sign)s]"""
PRACTITIONER_BY_ID = Prepared(
    f"SELECT {PERSON} {PRACTISING} AND u.id = %(id)s", cosign="text", sign="text", id="bigint"
)

ROLE_FIELDS = ("name", "description", "permissions", "menu_config")
ROLE = f"""r.id, {names(ROLE_FIELDS, "r")}, r.code IS NOT NULL AS system,
           r.active, (SELECT count(*) FROM auth.users u WHERE u.role_id = r.id AND u.active) AS users, r.version,
           r.created_at, r.updated_at"""
ROLES = Listing(
    ROLE,
    "auth.roles r",
    f"""(%(name)s IS NULL OR public.plain(r.name) = public.plain(%(name)s))
           AND (%(active)s IS NULL OR r.active = %(active)s)
           AND {has_words("public.plain(r.name || ' ' || r.description)")}""",
    {"name": ("public.plain(r.name)", "public.plain(%(after)s::text)")},
    id="r.id",
)


def get_user(db, id):
    return db.one(f"SELECT {USER} FROM auth.users u {OF_ROLE} WHERE u.id = %(id)s", id=id)


def lock_user(tx, id):
    return tx.one(
        f"SELECT id, {names(USER_FIELDS)}, active, version FROM auth.users WHERE id = %(id)s FOR UPDATE",
        id=id,
    )


def insert_user(tx, password_hash, one_time_hours, **person):
    """`one_time_hours` is how long a one-time password may be used; None for one that somebody chose."""
    return tx.value(
        f"""
        INSERT INTO auth.users ({names(USER_FIELDS)}, password_hash, must_change_password, one_time_expires_at)
             VALUES ({values(USER_FIELDS)}, %(password_hash)s, %(one_time_hours)s::integer IS NOT NULL,
                     now() + %(one_time_hours)s * interval '1 hour')
          RETURNING id
        """,
        **person,
        password_hash=password_hash,
        one_time_hours=one_time_hours,
    )


def update_user(tx, id, **person):
    return tx.run(
        f"UPDATE auth.users SET {assignments(USER_FIELDS)}, active = %(active)s WHERE id = %(id)s",
        id=id,
        **person,
    )


def set_one_time_password(tx, id, password_hash, hours):
    """Whoever got a new password starts without failed attempts; the moment until which it may be used."""
    return tx.value(
        """
           UPDATE auth.users
              SET password_hash = %(password_hash)s, password_changed_at = clock_timestamp(), must_change_password = true,
                  one_time_expires_at = now() + %(hours)s * interval '1 hour', one_time_used_at = NULL,
                  failed_attempts = 0, last_failed_at = NULL
            WHERE id = %(id)s
        RETURNING one_time_expires_at
        """,
        id=id,
        password_hash=password_hash,
        hours=hours,
    )


def set_own_password(tx, id, old_hash, new_hash):
    """0 where the old password is no longer the one, or the person is no longer active."""
    return tx.run(
        """
        UPDATE auth.users
           SET password_hash = %(new_hash)s, password_changed_at = clock_timestamp(), must_change_password = false,
               one_time_expires_at = NULL, one_time_used_at = NULL
         WHERE id = %(id)s AND active AND password_hash = %(old_hash)s
        """,
        id=id,
        old_hash=old_hash,
        new_hash=new_hash,
    )


def insert_reset(tx, user_id, reset_by):
    return tx.run(
        "INSERT INTO auth.password_resets (user_id, reset_by) VALUES (%(user_id)s, %(reset_by)s)",
        user_id=user_id,
        reset_by=reset_by,
    )


def lock_by_email(tx, email):
    return tx.one(
        "SELECT id, email, full_name FROM auth.users WHERE lower(email) = lower(%(email)s) AND active FOR UPDATE",
        email=email,
    )


def administrators(db):
    """The e-mails of the active people who administer users."""
    rows = db.all(
        f"SELECT u.email FROM auth.users u {OF_ROLE} WHERE u.active AND 'users:write' = ANY (r.permissions) ORDER BY 1"
    )
    return [row["email"] for row in rows]


def count_active(db):
    return db.all("SELECT count(*) AS value FROM auth.users WHERE active")


def practitioners(db):
    return db.all(
        f"SELECT {PERSON} {PRACTISING} ORDER BY public.plain(u.full_name), u.id", cosign=COSIGN, sign=SIGN
    )


def get_practitioner(db, id):
    return db.one(PRACTITIONER_BY_ID, cosign=COSIGN, sign=SIGN, id=id)


def authors(db):
    return db.all(
        f"SELECT {PERSON} {WRITING} ORDER BY public.plain(u.full_name), u.id", cosign=COSIGN, sign=SIGN
    )


def get_author(db, id):
    return db.one(f"SELECT {PERSON} {WRITING} AND u.id = %(id)s", cosign=COSIGN, sign=SIGN, id=id)


def get_role(db, id):
    return db.one(f"SELECT {ROLE} FROM auth.roles r WHERE r.id = %(id)s", id=id)


def roles_holding(db, permission):
    """The roles that hold a permission: their names."""
    return db.all(
        """
        SELECT id, name
          FROM auth.roles
         WHERE active AND %(permission)s = ANY (permissions)
         ORDER BY public.plain(name), id
        """,
        permission=permission,
    )


def lock_role(tx, id):
    return tx.one(
        f"SELECT id, code, {names(ROLE_FIELDS)}, active, version FROM auth.roles WHERE id = %(id)s FOR NO KEY UPDATE",
        id=id,
    )


def holders(db, role_id):
    """The names of the active people who hold a role."""
    rows = db.all(
        "SELECT full_name FROM auth.users WHERE role_id = %(role_id)s AND active ORDER BY public.plain(full_name), id",
        role_id=role_id,
    )
    return [row["full_name"] for row in rows]


def insert_role(tx, **role):
    return tx.value(
        f"INSERT INTO auth.roles ({names(ROLE_FIELDS)}) VALUES ({values(ROLE_FIELDS)}) RETURNING id",
        **role | {"menu_config": json(role["menu_config"])},
    )


def update_role(tx, id, **role):
    return tx.run(
        f"UPDATE auth.roles SET {assignments(ROLE_FIELDS)}, active = %(active)s WHERE id = %(id)s",
        id=id,
        **role | {"menu_config": json(role["menu_config"])},
    )


def seed_role(tx, code, **role):
    """Make a role that the suite starts with, unless it was made before."""
    return tx.run(
        f"""
        INSERT INTO auth.roles (code, {names(ROLE_FIELDS)})
             SELECT %(code)s, {values(ROLE_FIELDS)}
              WHERE NOT EXISTS (SELECT FROM auth.roles WHERE code = %(code)s)
        """,
        code=code,
        **role | {"menu_config": json(role["menu_config"])},
    )


def role_by_code(tx, code):
    return tx.value("SELECT id FROM auth.roles WHERE code = %(code)s", code=code)


def give(tx, code, permissions):
    """See that a seeded role holds `permissions`, whatever else it holds; its name, where it did not."""
    return tx.value(
        """
           UPDATE auth.roles
              SET permissions = ARRAY(SELECT DISTINCT unnest(permissions || %(permissions)s::text[]) COLLATE "C"
                                       ORDER BY 1)
            WHERE code = %(code)s AND NOT permissions @> %(permissions)s::text[]
        RETURNING name
        """,
        code=code,
        permissions=permissions,
    )
