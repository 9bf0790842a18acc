"""Time off."""

from common.web.paging import Listing

TIME_OFF = """id, doctor_id, lower(during) AS start_time, upper(during) AS end_time, reason, feed_id, cancelled_at,
               version, created_at, updated_at"""
IN_FORCE = """
       (%(doctor_id)s IS NULL OR doctor_id = %(doctor_id)s) AND cancelled_at IS NULL
   AND during && tstzrange(%(from_time)s, %(to_time)s)"""
TIMES_OFF = Listing(
    TIME_OFF, "citas.time_off", IN_FORCE, {"start_time": ("lower(during)", "%(after)s::text::timestamptz")}
)


def between(db, doctor_id, from_time, to_time):
    return db.all(
        f"""
        SELECT id, lower(during) AS start_time, upper(during) AS end_time, reason
          FROM citas.time_off
         WHERE {IN_FORCE}
         ORDER BY lower(during), id
         LIMIT 1000
        """,
        doctor_id=doctor_id,
        from_time=from_time,
        to_time=to_time,
    )


def insert(tx, doctor_id, start_time, end_time, reason):
    return tx.one(
        f"""
        INSERT INTO citas.time_off (doctor_id, during, reason)
             VALUES (%(doctor_id)s, tstzrange(%(start_time)s, %(end_time)s), %(reason)s)
          RETURNING {TIME_OFF}
        """,
        doctor_id=doctor_id,
        start_time=start_time,
        end_time=end_time,
        reason=reason,
    )


def lock(tx, id):
    return tx.one(f"SELECT {TIME_OFF} FROM citas.time_off WHERE id = %(id)s FOR UPDATE", id=id)


def cancel(tx, id):
    return tx.one(
        f"UPDATE citas.time_off SET cancelled_at = now() WHERE id = %(id)s RETURNING {TIME_OFF}", id=id
    )


def lock_of_feed(tx, feed_id, since):
    """What a calendar from elsewhere blocks that is not over by then; None: all of it."""
    return tx.all(
        """
        SELECT id, lower(during) AS start_time, upper(during) AS end_time
          FROM citas.time_off
         WHERE feed_id = %(feed_id)s AND cancelled_at IS NULL AND (%(since)s IS NULL OR upper(during) > %(since)s)
         ORDER BY id
           FOR UPDATE
        """,
        feed_id=feed_id,
        since=since,
    )


def cancel_all(tx, ids):
    tx.run("UPDATE citas.time_off SET cancelled_at = now() WHERE id = ANY (%(ids)s)", ids=ids)


def insert_of_feed(tx, doctor_id, feed_id, reason, starts, ends):
    tx.run(
        """
        INSERT INTO citas.time_off (doctor_id, feed_id, reason, during)
             SELECT %(doctor_id)s, %(feed_id)s, %(reason)s, tstzrange(start_time, end_time)
               FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) AS busy (start_time, end_time)
        """,
        doctor_id=doctor_id,
        feed_id=feed_id,
        reason=reason,
        starts=starts,
        ends=ends,
    )
