"""Users: the people who enter, and what they enter with."""

from auth.permissions import PRACTITIONER
from common.store.search import containing
from common.web.paging import COUNTED_UP_TO, keyset

USER = """u.id, u.email, u.full_name, jsonb_build_object('id', r.id, 'name', r.name) AS role, u.phone, u.specialty,
          u.professional_registration, u.active, u.must_change_password,
          CASE WHEN u.locked_until > now() THEN u.locked_until END AS locked_until, u.last_login_at, u.version,
          u.created_at, u.updated_at"""
EDITED = "id, email, full_name, role_id, phone, specialty, professional_registration, active, version"
WANTED = """(%(role_id)s IS NULL OR u.role_id = %(role_id)s)
           AND (%(active)s IS NULL OR u.active = %(active)s)
           AND (%(search)s IS NULL OR public.plain(u.full_name || ' ' || u.email) LIKE public.plain(%(search)s))"""
SORTS = {
    "full_name": ("public.plain(u.full_name)", "public.plain(%(after)s::text)"),
    "email": ("lower(u.email)", "lower(%(after)s::text)"),
    "created_at": ("u.created_at", "%(after)s::text::timestamptz"),
}
PERSON = "u.id, u.full_name, u.specialty, u.professional_registration"
PRACTISING = """FROM auth.users u JOIN auth.roles r ON r.id = u.role_id
         WHERE u.active AND %(practitioner)s = ANY (r.permissions)"""


def list_users(db, search, role_id, active, sort, after, after_id, limit):
    beyond, order = keyset(SORTS, sort, id="u.id")
    return db.all(
        f"""
        SELECT {USER}
          FROM auth.users u JOIN auth.roles r ON r.id = u.role_id
         WHERE {WANTED}
           AND {beyond}
         ORDER BY {order}
         LIMIT %(limit)s + 1
        """,
        search=containing(search),
        role_id=role_id,
        active=active,
        after=after,
        after_id=after_id,
        limit=limit,
    )


def count_users(db, search, role_id, active):
    return db.value(
        f"SELECT count(*) FROM (SELECT FROM auth.users u WHERE {WANTED} LIMIT %(most)s) AS wanted",
        search=containing(search),
        role_id=role_id,
        active=active,
        most=COUNTED_UP_TO + 1,
    )


def get(db, id):
    return db.one(
        f"SELECT {USER} FROM auth.users u JOIN auth.roles r ON r.id = u.role_id WHERE u.id = %(id)s", id=id
    )


def lock(tx, id):
    return tx.one(f"SELECT {EDITED} FROM auth.users WHERE id = %(id)s FOR UPDATE", id=id)


def insert(
    tx,
    email,
    full_name,
    role_id,
    phone,
    specialty,
    professional_registration,
    password_hash,
    must_change_password,
):
    return tx.value(
        """
        INSERT INTO auth.users (email, full_name, role_id, phone, specialty, professional_registration,
                                password_hash, must_change_password)
             VALUES (%(email)s, %(full_name)s, %(role_id)s, %(phone)s, %(specialty)s,
                     %(professional_registration)s, %(password_hash)s, %(must_change_password)s)
          RETURNING id
        """,
        email=email,
        full_name=full_name,
        role_id=role_id,
        phone=phone,
        specialty=specialty,
        professional_registration=professional_registration,
        password_hash=password_hash,
        must_change_password=must_change_password,
    )


def update(tx, id, email, full_name, role_id, phone, specialty, professional_registration, active):
    return tx.run(
        """
        UPDATE auth.users
           SET email = %(email)s, full_name = %(full_name)s, role_id = %(role_id)s, phone = %(phone)s,
               specialty = %(specialty)s, professional_registration = %(professional_registration)s,
               active = %(active)s
         WHERE id = %(id)s
        """,
        id=id,
        email=email,
        full_name=full_name,
        role_id=role_id,
        phone=phone,
        specialty=specialty,
        professional_registration=professional_registration,
        active=active,
    )


def set_password(tx, id, password_hash, must_change_password):
    """Whoever got a new password starts without failed attempts."""
    return tx.run(
        """
        UPDATE auth.users
           SET password_hash = %(password_hash)s, must_change_password = %(must_change_password)s,
               password_changed_at = now(), failed_attempts = 0, locked_until = NULL
         WHERE id = %(id)s
        """,
        id=id,
        password_hash=password_hash,
        must_change_password=must_change_password,
    )


def record_reset(tx, user_id, reset_by):
    return tx.run(
        "INSERT INTO auth.password_resets (user_id, reset_by) VALUES (%(user_id)s, %(reset_by)s)",
        user_id=user_id,
        reset_by=reset_by,
    )


def list_practitioners(db):
    return db.all(
        f"SELECT {PERSON} {PRACTISING} ORDER BY public.plain(u.full_name), u.id", practitioner=PRACTITIONER
    )


def get_practitioner(db, id):
    return db.one(f"SELECT {PERSON} {PRACTISING} AND u.id = %(id)s", practitioner=PRACTITIONER, id=id)
