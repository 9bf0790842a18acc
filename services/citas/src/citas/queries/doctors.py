"""When doctors attend."""

from common.store.db import json
from common.web.paging import COUNTED_UP_TO

TIME_OFF = """id, doctor_id, lower(during) AS start_time, upper(during) AS end_time, reason, cancelled_at,
               version, created_at, updated_at"""
IN_FORCE = """
       (%(doctor_id)s IS NULL OR doctor_id = %(doctor_id)s) AND cancelled_at IS NULL
   AND during && tstzrange(%(from_time)s, %(to_time)s)"""


def hours(db, doctor_id):
    return db.all(
        """
        SELECT weekday, to_char(start_time, 'HH24:MI') AS start_time, to_char(end_time, 'HH24:MI') AS end_time
          FROM citas.working_hours
         WHERE doctor_id = %(doctor_id)s
         ORDER BY weekday, working_hours.start_time
        """,
        doctor_id=doctor_id,
    )


def week(db, doctor_id):
    """A doctor's hours as one thing with a version; version 0 for one whose hours nobody entered."""
    return db.one(
        """
        SELECT %(doctor_id)s::bigint AS doctor_id,
               coalesce((SELECT json_agg(json_build_object(
                             'weekday', weekday, 'start_time', to_char(start_time, 'HH24:MI'),
                             'end_time', to_char(end_time, 'HH24:MI')) ORDER BY weekday, start_time)
                           FROM citas.working_hours WHERE doctor_id = %(doctor_id)s), '[]') AS items,
               coalesce((SELECT version FROM citas.doctor_schedules WHERE doctor_id = %(doctor_id)s), 0) AS version
        """,
        doctor_id=doctor_id,
    )


def weeks(db):
    """Everybody's hours that somebody entered: the agenda draws all of them at once."""
    return db.all("""
        SELECT s.doctor_id,
               coalesce((SELECT json_agg(json_build_object(
                             'weekday', weekday, 'start_time', to_char(start_time, 'HH24:MI'),
                             'end_time', to_char(end_time, 'HH24:MI')) ORDER BY weekday, start_time)
                           FROM citas.working_hours w WHERE w.doctor_id = s.doctor_id), '[]') AS items,
               s.version
          FROM citas.doctor_schedules s
         ORDER BY s.doctor_id
        """)


def start_schedule(tx, doctor_id):
    return tx.run(
        "INSERT INTO citas.doctor_schedules (doctor_id) VALUES (%(doctor_id)s) ON CONFLICT DO NOTHING",
        doctor_id=doctor_id,
    )


def touch_schedule(tx, doctor_id, version):
    return tx.run(
        """
        UPDATE citas.doctor_schedules SET updated_at = now()
         WHERE doctor_id = %(doctor_id)s AND version = %(version)s
        """,
        doctor_id=doctor_id,
        version=version,
    )


def delete_hours(tx, doctor_id):
    tx.run("DELETE FROM citas.working_hours WHERE doctor_id = %(doctor_id)s", doctor_id=doctor_id)


def insert_hours(tx, doctor_id, items):
    tx.run(
        """
        INSERT INTO citas.working_hours (doctor_id, weekday, start_time, end_time)
             SELECT %(doctor_id)s, weekday, start_time, end_time
               FROM jsonb_to_recordset(%(items)s) AS item (weekday smallint, start_time time, end_time time)
        """,
        doctor_id=doctor_id,
        items=json(items),
    )


def time_off_page(db, doctor_id, from_time, to_time, after_time, after_id, limit):
    return db.all(
        f"""
        SELECT {TIME_OFF}
          FROM citas.time_off
         WHERE {IN_FORCE}
           AND (%(after_id)s IS NULL
                OR (lower(during), id) > (%(after_time)s::timestamptz, %(after_id)s::bigint))
         ORDER BY lower(during), id
         LIMIT %(limit)s + 1
        """,
        doctor_id=doctor_id,
        from_time=from_time,
        to_time=to_time,
        after_time=after_time,
        after_id=after_id,
        limit=limit,
    )


def time_off_count(db, doctor_id, from_time, to_time):
    return db.value(
        f"SELECT count(*) FROM (SELECT FROM citas.time_off WHERE {IN_FORCE} LIMIT {COUNTED_UP_TO} + 1) AS counted",
        doctor_id=doctor_id,
        from_time=from_time,
        to_time=to_time,
    )


def time_off_between(db, doctor_id, from_time, to_time):
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


def insert_time_off(tx, doctor_id, start_time, end_time, reason):
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


def cancel_time_off(tx, id):
    return tx.one(
        f"UPDATE citas.time_off SET cancelled_at = now() WHERE id = %(id)s AND cancelled_at IS NULL RETURNING {TIME_OFF}",
        id=id,
    )


def time_off_exists(tx, id):
    return tx.value("SELECT true FROM citas.time_off WHERE id = %(id)s", id=id)


def affected(tx, doctor_id, start_time, end_time):
    """How many appointments of the doctor are still to be attended in that time."""
    return tx.value(
        """
        SELECT count(*)
          FROM citas.appointments
         WHERE doctor_id = %(doctor_id)s AND status IN ('PENDING', 'CONFIRMED', 'ARRIVED')
           AND lower(during) > %(start_time)s::timestamptz - interval '12 hours'
           AND lower(during) < %(end_time)s AND upper(during) > %(start_time)s
        """,
        doctor_id=doctor_id,
        start_time=start_time,
        end_time=end_time,
    )
