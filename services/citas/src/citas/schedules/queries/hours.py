"""Doctors' weekly hours."""

from common.store.db import json

# A week as JSON, of the doctor that the statement calls `s`.
ITEMS = """coalesce((SELECT json_agg(json_build_object(
                             'weekday', weekday, 'start_time', to_char(start_time, 'HH24:MI'),
                             'end_time', to_char(end_time, 'HH24:MI')) ORDER BY weekday, start_time)
                           FROM citas.working_hours w WHERE w.doctor_id = s.doctor_id), '[]') AS items"""


def of_doctor(db, doctor_id):
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
        f"""
        SELECT s.doctor_id, {ITEMS}, coalesce(entered.version, 0) AS version
          FROM (SELECT %(doctor_id)s::bigint AS doctor_id) AS s
          LEFT JOIN citas.doctor_schedules entered ON entered.doctor_id = s.doctor_id
        """,
        doctor_id=doctor_id,
    )


def weeks(db):
    """Everybody's hours that somebody entered: the agenda draws all of them at once."""
    return db.all(
        f"SELECT s.doctor_id, {ITEMS}, s.version FROM citas.doctor_schedules s ORDER BY s.doctor_id"
    )


def start(tx, doctor_id):
    return tx.run(
        "INSERT INTO citas.doctor_schedules (doctor_id) VALUES (%(doctor_id)s) ON CONFLICT DO NOTHING",
        doctor_id=doctor_id,
    )


def touch(tx, doctor_id, version):
    return tx.run(
        """
        UPDATE citas.doctor_schedules SET updated_at = now()
         WHERE doctor_id = %(doctor_id)s AND version = %(version)s
        """,
        doctor_id=doctor_id,
        version=version,
    )


def delete(tx, doctor_id):
    tx.run("DELETE FROM citas.working_hours WHERE doctor_id = %(doctor_id)s", doctor_id=doctor_id)


def insert(tx, doctor_id, items):
    tx.run(
        """
        INSERT INTO citas.working_hours (doctor_id, weekday, start_time, end_time)
             SELECT %(doctor_id)s, weekday, start_time, end_time
               FROM jsonb_to_recordset(%(items)s) AS item (weekday smallint, start_time time, end_time time)
        """,
        doctor_id=doctor_id,
        items=json(items),
    )
