"""Time off."""

from common.web.paging import Listing

TIME_OFF = """id, doctor_id, lower(during) AS start_time, upper(during) AS end_time, reason, cancelled_at,
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
