"""Busy feeds, and the visits that stand in the hours they block."""

# Its address is in no answer but by its host: whoever has it reads that calendar.
FEED = """f.id, f.doctor_id, f.name, substring(f.url FROM '^https://([^/:?#]+)') AS host, f.created_at,
       f.created_by_name AS created_by, f.read_at, f.failing_since, f.failure,
       (SELECT count(*) FROM citas.time_off t
         WHERE t.feed_id = f.id AND t.cancelled_at IS NULL AND upper(t.during) > now()) AS blocks"""
CLASHES = 20


def of_doctor(db, doctor_id):
    return db.all(
        f"""
        SELECT {FEED} FROM citas.busy_feeds f
         WHERE f.doctor_id = %(doctor_id)s AND f.revoked_at IS NULL
         ORDER BY f.id
        """,
        doctor_id=doctor_id,
    )


def get(db, id):
    return db.one(
        f"SELECT {FEED} FROM citas.busy_feeds f WHERE f.id = %(id)s AND f.revoked_at IS NULL", id=id
    )


def lock(tx, id):
    return tx.one(
        """
        SELECT id, doctor_id, doctor_name, name, failing_since FROM citas.busy_feeds
         WHERE id = %(id)s AND revoked_at IS NULL
           FOR UPDATE
        """,
        id=id,
    )


def clashes(db, id):
    """Visits still to come that stand where this calendar is busy; the first of them."""
    return db.all(
        f"""
        SELECT a.id, lower(a.during) AS start_time, upper(a.during) AS end_time, a.patient_name
          FROM citas.busy_feeds f
          JOIN citas.time_off t ON t.feed_id = f.id AND t.cancelled_at IS NULL AND upper(t.during) > now()
          JOIN citas.appointments a ON a.doctor_id = f.doctor_id AND a.during && t.during
           AND lower(a.during) > lower(t.during) - interval '12 hours' AND lower(a.during) < upper(t.during)
         WHERE f.id = %(id)s AND a.status IN ('PENDING', 'CONFIRMED', 'ARRIVED') AND upper(a.during) > now()
         ORDER BY lower(a.during), a.id
         LIMIT {CLASHES}
        """,
        id=id,
    )


def insert(tx, doctor, name, url, by_id, by_name):
    return tx.value(
        """
        INSERT INTO citas.busy_feeds (doctor_id, doctor_name, name, url, created_by_id, created_by_name)
             VALUES (%(doctor_id)s, %(doctor_name)s, %(name)s, %(url)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        doctor_id=doctor["id"],
        doctor_name=doctor["name"],
        name=name,
        url=url,
        by_id=by_id,
        by_name=by_name,
    )


def take_due(tx, now, again_at):
    """One that is due, and from now on due again later; None for none."""
    return tx.one(
        """
        UPDATE citas.busy_feeds SET next_read_at = %(again_at)s
         WHERE id = (SELECT id FROM citas.busy_feeds
                      WHERE revoked_at IS NULL AND next_read_at <= %(now)s
                      ORDER BY next_read_at, id
                      LIMIT 1
                        FOR UPDATE SKIP LOCKED)
        RETURNING id, url
        """,
        now=now,
        again_at=again_at,
    )


def read_soon(tx, id):
    tx.run("UPDATE citas.busy_feeds SET next_read_at = now() WHERE id = %(id)s", id=id)


def note_read(tx, id, now):
    tx.run(
        "UPDATE citas.busy_feeds SET read_at = %(now)s, failing_since = NULL, failure = NULL WHERE id = %(id)s",
        id=id,
        now=now,
    )


def note_failure(tx, id, failure, now):
    tx.run(
        """
        UPDATE citas.busy_feeds SET failing_since = coalesce(failing_since, %(now)s), failure = %(failure)s
         WHERE id = %(id)s
        """,
        id=id,
        failure=failure,
        now=now,
    )


def revoke(tx, id, by_name):
    tx.run(
        "UPDATE citas.busy_feeds SET revoked_at = now(), revoked_by_name = %(by_name)s WHERE id = %(id)s",
        id=id,
        by_name=by_name,
    )
