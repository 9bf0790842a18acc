"""What entering reads and writes. The counters are kept by single statements: attempts at once are counted one by one."""

SESSION = """u.id, u.email, u.full_name, u.must_change_password, u.one_time_expires_at, r.id AS role_id, r.name AS role_name, r.permissions,
             r.menu_config AS menu"""


def credentials(db, email):
    """Whom an e-mail belongs to: among active users, nobody or one."""
    return db.one(
        "SELECT id, email, password_hash FROM auth.users WHERE lower(email) = lower(%(email)s) AND active",
        email=email,
    )


def credentials_of(db, id):
    return db.one("SELECT id, email, password_hash FROM auth.users WHERE id = %(id)s AND active", id=id)


def enter(tx, id, password_hash):
    """Note the login of a user who still has this password and is not locked; 0 if there is none.

    A one-time password is used up by it: of two who enter with it at once, the second finds it used.
    """
    return tx.run(
        """
           UPDATE auth.users
              SET failed_attempts = 0, locked_until = NULL, last_login_at = now(),
                  one_time_used_at = CASE WHEN must_change_password THEN clock_timestamp() END
            WHERE id = %(id)s AND active AND password_hash = %(password_hash)s
              AND (locked_until IS NULL OR locked_until <= clock_timestamp())
              AND (NOT must_change_password OR one_time_used_at IS NULL AND one_time_expires_at > clock_timestamp())
        """,
        id=id,
        password_hash=password_hash,
    )


def count_failure(tx, id, most, minutes):
    """One more failure of a user who is not locked, and the lock if it is one too many; None if locked already."""
    return tx.one(
        """
           UPDATE auth.users
              SET failed_attempts = CASE WHEN failed_attempts + 1 >= %(most)s THEN 0 ELSE failed_attempts + 1 END,
                  locked_until = CASE WHEN failed_attempts + 1 >= %(most)s
                                      THEN clock_timestamp() + %(minutes)s * interval '1 minute' END
            WHERE id = %(id)s AND (locked_until IS NULL OR locked_until <= clock_timestamp())
        RETURNING full_name, locked_until
        """,
        id=id,
        most=most,
        minutes=minutes,
    )


def session(db, id):
    return db.one(
        f"""
        SELECT {SESSION}
          FROM auth.users u JOIN auth.roles r ON r.id = u.role_id
         WHERE u.id = %(id)s AND u.active
        """,
        id=id,
    )


def new_session(tx, id):
    """The same for a token about to be signed: a change of the role's permissions comes whole before or after it."""
    return tx.one(
        f"""
        SELECT {SESSION}
          FROM auth.users u JOIN auth.roles r ON r.id = u.role_id
         WHERE u.id = %(id)s AND u.active
           FOR SHARE OF r
        """,
        id=id,
    )


def moment(tx):
    return tx.value("SELECT clock_timestamp()")


def count_locked(db):
    return db.all("SELECT count(*) AS value FROM auth.users WHERE active AND locked_until > now()")
