"""Doctors' weekly hours: timetables, each valid from a day on until the next one begins."""

from common.store.db import json

# The first timetable of a doctor is valid since ever: null.
OPENING = """
       w.weekday, to_char(w.start_time, 'HH24:MI') AS start_time, to_char(w.end_time, 'HH24:MI') AS end_time,
       nullif(w.valid_from, '-infinity') AS valid_from,
       (SELECT min(t.valid_from) FROM citas.timetables t
         WHERE t.doctor_id = w.doctor_id AND t.valid_from > w.valid_from) AS valid_until"""
# A timetable as JSON, of the row that the statement calls `t`.
ITEMS = """coalesce((SELECT json_agg(json_build_object(
                             'weekday', weekday, 'start_time', to_char(start_time, 'HH24:MI'),
                             'end_time', to_char(end_time, 'HH24:MI')) ORDER BY weekday, start_time)
                           FROM citas.working_hours w
                          WHERE (w.doctor_id, w.valid_from) = (t.doctor_id, t.valid_from)), '[]')"""
# What somebody entered for the doctor that the statement calls `s`, and of it what is in force today.
WEEK = f"""
       coalesce((SELECT {ITEMS} FROM citas.timetables t
                  WHERE t.doctor_id = s.doctor_id AND t.valid_from <= %(today)s
                  ORDER BY t.valid_from DESC LIMIT 1), '[]') AS items,
       coalesce((SELECT json_agg(json_build_object('valid_from', nullif(t.valid_from, '-infinity'), 'items', {ITEMS})
                                 ORDER BY t.valid_from)
                   FROM citas.timetables t WHERE t.doctor_id = s.doctor_id), '[]') AS timetables"""


def of_doctor(db, doctor_id):
    """All openings, each with the days from which and before which it is valid."""
    return db.all(
        f"""
        SELECT {OPENING}
          FROM citas.working_hours w
         WHERE w.doctor_id = %(doctor_id)s
         ORDER BY w.valid_from, w.weekday, w.start_time
        """,
        doctor_id=doctor_id,
    )


def of_all(db):
    """{doctor: openings} of everybody whose hours somebody entered."""
    found = {}
    for row in db.all(
        f"SELECT w.doctor_id, {OPENING} FROM citas.working_hours w ORDER BY w.valid_from, w.weekday, w.start_time"
    ):
        found.setdefault(row.pop("doctor_id"), []).append(row)
    return found


def week(db, doctor_id, today):
    """A doctor's hours as one thing with a version; version 0 for one whose hours nobody entered."""
    return db.one(
        f"""
        SELECT s.doctor_id, {WEEK}, coalesce(entered.version, 0) AS version
          FROM (SELECT %(doctor_id)s::bigint AS doctor_id) AS s
          LEFT JOIN citas.doctor_schedules entered ON entered.doctor_id = s.doctor_id
        """,
        doctor_id=doctor_id,
        today=today,
    )


def weeks(db):
    """Everybody's openings that somebody entered, of every timetable: the agenda draws all of them at once."""
    return db.all(f"""
        SELECT s.doctor_id, coalesce(json_agg(o ORDER BY o.valid_from NULLS FIRST, o.weekday, o.start_time)
                                     FILTER (WHERE o.weekday IS NOT NULL), '[]') AS openings, s.version
          FROM citas.doctor_schedules s
          LEFT JOIN LATERAL (SELECT {OPENING} FROM citas.working_hours w WHERE w.doctor_id = s.doctor_id) AS o ON true
         GROUP BY s.doctor_id
         ORDER BY s.doctor_id
        """)


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


def replaced(tx, doctor_id, day):
    """Since when the timetable is valid that is in force on that day, as PostgreSQL writes it: the first one since «-infinity»."""
    return tx.value(
        """
        SELECT coalesce(max(valid_from), '-infinity')::text
          FROM citas.timetables
         WHERE doctor_id = %(doctor_id)s AND valid_from <= %(day)s
        """,
        doctor_id=doctor_id,
        day=day,
    )


def save(tx, doctor_id, valid_from, items):
    """The timetable that begins on that day, made or replaced."""
    timetable = {"doctor_id": doctor_id, "valid_from": valid_from}
    tx.run(
        """
        INSERT INTO citas.timetables (doctor_id, valid_from)
             VALUES (%(doctor_id)s, %(valid_from)s::date)
        ON CONFLICT (doctor_id, valid_from) DO UPDATE SET updated_at = now()
        """,
        **timetable,
    )
    clear(tx, **timetable)
    tx.run(
        """
        INSERT INTO citas.working_hours (doctor_id, valid_from, weekday, start_time, end_time)
             SELECT %(doctor_id)s, %(valid_from)s::date, weekday, start_time, end_time
               FROM jsonb_to_recordset(%(items)s) AS item (weekday smallint, start_time time, end_time time)
        """,
        **timetable,
        items=json(items),
    )


def clear(tx, doctor_id, valid_from):
    tx.run(
        "DELETE FROM citas.working_hours WHERE doctor_id = %(doctor_id)s AND valid_from = %(valid_from)s::date",
        doctor_id=doctor_id,
        valid_from=valid_from,
    )


def remove(tx, doctor_id, valid_from):
    """How many timetables that was: none or one."""
    clear(tx, doctor_id, valid_from)
    return tx.run(
        "DELETE FROM citas.timetables WHERE doctor_id = %(doctor_id)s AND valid_from = %(valid_from)s",
        doctor_id=doctor_id,
        valid_from=valid_from,
    )
