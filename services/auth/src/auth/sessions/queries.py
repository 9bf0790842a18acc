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
    """Note the login of a user who still has this password: how many attempts failed since the last one, and when the
    last of them; None if there is no such user.

    A one-time password is used up by it: of two who enter with it at once, the second finds it used.
    """
    return tx.one(
        """
        WITH before AS (SELECT id, failed_attempts, last_failed_at FROM auth.users WHERE id = %(id)s FOR UPDATE)
           UPDATE auth.users u
              SET failed_attempts = 0, last_failed_at = NULL, last_login_at = now(),
                  one_time_used_at = CASE WHEN u.must_change_password THEN clock_timestamp() END
             FROM before
            WHERE u.id = before.id AND u.active AND u.password_hash = %(password_hash)s
              AND (NOT u.must_change_password
                   OR u.one_time_used_at IS NULL AND u.one_time_expires_at > clock_timestamp())
        RETURNING before.failed_attempts, before.last_failed_at
        """,
        id=id,
        password_hash=password_hash,
    )


def count_failure(tx, id):
    """One more failure to be told at the next login; the person's name, None for nobody."""
    return tx.value(
        """
           UPDATE auth.users SET failed_attempts = failed_attempts + 1, last_failed_at = clock_timestamp()
            WHERE id = %(id)s
        RETURNING full_name
        """,
        id=id,
    )


def take_attempt(tx, account, origin, waits, forgotten_after_hours):
    """Count an attempt before its password is compared, so that many at once are many; None where it comes too early.

    The number of attempts in a row, this one included. `waits` are the seconds until the next, by that number.
    """
    return tx.value(
        """
        INSERT INTO auth.login_attempts AS a (account, origin, failures, failed_at, blocked_until)
             VALUES (%(account)s, %(origin)s, 1, clock_timestamp(),
                     clock_timestamp() + (%(waits)s::integer[])[1] * interval '1 second')
        ON CONFLICT (account, origin) DO UPDATE
                SET (failures, failed_at, blocked_until) = (
                    SELECT number, clock_timestamp(),
                           clock_timestamp()
                           + (%(waits)s::integer[])[least(number, cardinality(%(waits)s::integer[]))] * interval '1 second'
                      FROM (SELECT CASE WHEN a.failed_at < clock_timestamp() - %(hours)s * interval '1 hour' THEN 1
                                        ELSE a.failures + 1 END AS number) AS next)
              WHERE a.blocked_until <= clock_timestamp()
          RETURNING failures
        """,
        account=account,
        origin=origin,
        waits=list(waits),
        hours=forgotten_after_hours,
    )


def seconds_to_wait(tx, account, origins):
    return tx.value(
        """
        SELECT greatest(1, ceil(extract(epoch FROM max(blocked_until) - clock_timestamp())))::integer
          FROM auth.login_attempts WHERE account = %(account)s AND origin = ANY (%(origins)s)
        """,
        account=account,
        origins=list(origins),
    )


def forgive(tx, account, origin):
    """Whoever entered made no failure: their count ends."""
    return tx.run(
        "DELETE FROM auth.login_attempts WHERE account = %(account)s AND origin = %(origin)s",
        account=account,
        origin=origin,
    )


def take_back(tx, account, origin):
    """Uncount one attempt, and leave those of others."""
    return tx.run(
        """
        UPDATE auth.login_attempts SET failures = greatest(failures - 1, 0), blocked_until = clock_timestamp()
         WHERE account = %(account)s AND origin = %(origin)s
        """,
        account=account,
        origin=origin,
    )


def count_slowed(db):
    return db.all(
        "SELECT count(DISTINCT account) AS value FROM auth.login_attempts WHERE blocked_until > clock_timestamp()"
    )


def knows_device(db, user_id, token_hash):
    """Has this person entered in this browser since they have their password?"""
    return db.value(
        """
        SELECT EXISTS (SELECT FROM auth.devices d JOIN auth.users u ON u.id = d.user_id
                        WHERE d.token_hash = %(token_hash)s AND u.id = %(user_id)s
                          AND d.trusted_at >= u.password_changed_at)
        """,
        user_id=user_id,
        token_hash=token_hash,
    )


def is_device(db, token_hash):
    """Was this token given to a browser, whoever entered in it?"""
    return db.value(
        "SELECT EXISTS (SELECT FROM auth.devices WHERE token_hash = %(token_hash)s)", token_hash=token_hash
    )


def trust_device(tx, user_id, token_hash):
    return tx.run(
        """
        INSERT INTO auth.devices (token_hash, user_id) VALUES (%(token_hash)s, %(user_id)s)
        ON CONFLICT (token_hash, user_id) DO UPDATE SET trusted_at = excluded.trusted_at
        """,
        user_id=user_id,
        token_hash=token_hash,
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
