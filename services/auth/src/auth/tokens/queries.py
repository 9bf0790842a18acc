"""The table of revocations: which tokens are void."""

from auth.tokens.signer import LIFETIME


def revoke(tx, subject):
    """Void what was issued to `subject` until now; the moment."""
    return tx.value(
        """
        INSERT INTO auth.revocations AS r (subject, void_before, expires_at)
             SELECT %(subject)s, moment, moment + %(lifetime)s * interval '1 second'
               FROM (SELECT clock_timestamp() AS moment) AS clock
        ON CONFLICT (subject) DO UPDATE
                SET void_before = greatest(r.void_before, excluded.void_before),
                    expires_at = greatest(r.expires_at, excluded.expires_at)
          RETURNING void_before
        """,
        subject=subject,
        lifetime=LIFETIME,
    )


def revoke_until(tx, subject, expires_at):
    """Void one token for as long as it would have lasted."""
    return tx.value(
        """
        INSERT INTO auth.revocations (subject, void_before, expires_at)
             VALUES (%(subject)s, to_timestamp(%(expires_at)s), to_timestamp(%(expires_at)s))
        ON CONFLICT (subject) DO UPDATE SET expires_at = excluded.expires_at
          RETURNING void_before
        """,
        subject=subject,
        expires_at=expires_at,
    )


def current(db):
    return db.all("SELECT subject, void_before FROM auth.revocations WHERE expires_at > now()")


def moment(db):
    """The database's clock, which dates what is signed."""
    return db.value("SELECT clock_timestamp()")
