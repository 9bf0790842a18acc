"""Feeds, and the visits that they show."""

FEED = "id, doctor_id, names, created_at, created_by_name AS created_by, read_at"
# More than any professional's seven months.
MOST = 5000
# Reading is noted once in a while: a calendar reads every few minutes.
NOTED_MINUTES = 10


def of_doctor(db, doctor_id):
    return db.one(
        f"SELECT {FEED} FROM citas.calendar_feeds WHERE doctor_id = %(doctor_id)s AND revoked_at IS NULL",
        doctor_id=doctor_id,
    )


def by_token(db, token_hash):
    return db.one(
        "SELECT id, doctor_id, doctor_name, names FROM citas.calendar_feeds"
        " WHERE token_hash = %(token_hash)s AND revoked_at IS NULL",
        token_hash=token_hash,
    )


def note_read(tx, id):
    tx.run(
        f"""
        UPDATE citas.calendar_feeds SET read_at = now()
         WHERE id = %(id)s AND revoked_at IS NULL
           AND (read_at IS NULL OR read_at < now() - {NOTED_MINUTES} * interval '1 minute')
        """,
        id=id,
    )


def insert(tx, doctor, token_hash, names, by_id, by_name):
    return tx.one(
        f"""
        INSERT INTO citas.calendar_feeds (doctor_id, doctor_name, token_hash, names, created_by_id, created_by_name)
             VALUES (%(doctor_id)s, %(doctor_name)s, %(token_hash)s, %(names)s, %(by_id)s, %(by_name)s)
          RETURNING {FEED}
        """,
        doctor_id=doctor["id"],
        doctor_name=doctor["name"],
        token_hash=token_hash,
        names=names,
        by_id=by_id,
        by_name=by_name,
    )


def revoke(tx, doctor_id, by_name):
    """How many were revoked: one, or none."""
    return tx.run(
        """
        UPDATE citas.calendar_feeds SET revoked_at = now(), revoked_by_name = %(by_name)s
         WHERE doctor_id = %(doctor_id)s AND revoked_at IS NULL
        """,
        doctor_id=doctor_id,
        by_name=by_name,
    )


def visits(db, doctor_id, since, until):
    """The professional's visits that stand, with nothing of what is done in them."""
    return db.all(
        f"""
        SELECT a.id, a.patient_name, lower(a.during) AS start_time, upper(a.during) AS end_time, a.sequence, a.updated_at,
               (SELECT name FROM citas.rooms WHERE id = a.room_id) AS room
          FROM citas.appointments a
         WHERE a.doctor_id = %(doctor_id)s AND a.status NOT IN ('CANCELLED', 'NO_SHOW')
           AND lower(a.during) >= %(since)s AND lower(a.during) < %(until)s
         ORDER BY lower(a.during), a.id
         LIMIT {MOST}
        """,
        doctor_id=doctor_id,
        since=since,
        until=until,
    )
