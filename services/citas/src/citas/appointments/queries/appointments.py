"""Appointments: the row is the JSON."""

from citas.appointments.queries.lines import LINES
from common.store.db import Prepared
from common.store.search import has_words
from common.store.sql import assignments, names, values
from common.web.paging import Listing

# Snapshot of the patient; what booking says and a change may change; what booking alone says.
PATIENT = (
    "patient_name",
    "patient_document_type",
    "patient_document_number",
    "patient_phone",
    "patient_email",
    "patient_address",
)
OVERBOOKING = ("overbooked", "overbook_reason", "overbook_room")
EDITED = ("doctor_id", "doctor_name", "room_id", "reason", *OVERBOOKING)
STATE = ("status", "cancel_reason", *OVERBOOKING)
# Of what repeats or has parts: which of it this is (sub-domain `series`). All null, or none.
SERIES = ("series_id", "occurrence", "part", "occurs_at")
# What it takes beside its hour, as its treatments needed when they were booked.
OCCUPIES = ("preparation_minutes", "cleaning_minutes", "equipment_ids")
BOOKED = ("patient_id", *PATIENT, *EDITED, *SERIES, *OCCUPIES)
DURING = "tstzrange(%(start_time)s, %(end_time)s)"
TIMES = "lower(a.during) AS start_time, upper(a.during) AS end_time"

APPOINTMENT = f"""
       a.id,
       json_build_object(
           'id', citas.person(a.patient_id), {", ".join(f"'{name.removeprefix('patient_')}', a.{name}" for name in PATIENT)}) AS patient,
       json_build_object('id', a.doctor_id, 'name', a.doctor_name) AS doctor,
       (SELECT json_build_object('id', r.id, 'name', r.name) FROM citas.rooms r WHERE r.id = a.room_id) AS room,
       {TIMES},
       a.status, a.reason, {names(OVERBOOKING, of="a")}, a.cancel_reason, a.completions, a.completed_at,
       a.preparation_minutes, a.cleaning_minutes,
       CASE WHEN a.equipment_ids = '{{}}' THEN '[]'
            ELSE (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) ORDER BY e.name), '[]')
                    FROM citas.equipment e WHERE e.id = ANY (a.equipment_ids)) END AS equipment,
       CASE WHEN a.series_id IS NOT NULL
            THEN json_build_object('id', a.series_id, 'occurrence', a.occurrence, 'part', a.part) END AS series,
       treatments.items AS treatments, extras.items AS extras,
       (treatments.total + extras.total)::numeric(14, 2) AS total,
       a.version, a.created_at, a.updated_at"""
ONE = Prepared(f"SELECT {APPOINTMENT} FROM citas.appointments a {LINES} WHERE a.id = %(id)s", id="bigint")
# No appointment is longer than 12 hours, so the index on the start answers "what overlaps".
MATCHES = f"""
       (%(from_time)s IS NULL
            OR lower(a.during) > %(from_time)s::timestamptz - interval '12 hours' AND upper(a.during) > %(from_time)s)
   AND (%(to_time)s IS NULL OR lower(a.during) < %(to_time)s)
   AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)
   AND (%(patient_id)s IS NULL OR a.patient_id = ANY (citas.patient_ids(%(patient_id)s)))
   AND (%(room_id)s IS NULL OR a.room_id = %(room_id)s)
   AND (%(ids)s IS NULL OR a.id = ANY(%(ids)s))
   AND (%(status)s IS NULL OR a.status = ANY(%(status)s::text[]))
   AND {has_words("a.patient_search")}"""
APPOINTMENTS = Listing(
    APPOINTMENT,
    "citas.appointments a",
    MATCHES,
    {"start_time": ("lower(a.during)", "%(after)s::text::timestamptz")},
    id="a.id",
    joins=LINES,
)
# More than any clinic's day or any doctor's month; a bound all the same.
WHOLE = 2000


def between(db, start_time, end_time, doctor_id):
    return db.all(
        f"""
        SELECT {APPOINTMENT}
          FROM citas.appointments a {LINES}
         WHERE lower(a.during) > %(start_time)s::timestamptz - interval '12 hours'
           AND lower(a.during) < %(end_time)s AND upper(a.during) > %(start_time)s
           AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)
         ORDER BY lower(a.during), a.id
         LIMIT {WHOLE}
        """,
        start_time=start_time,
        end_time=end_time,
        doctor_id=doctor_id,
    )


def of_patients(db, patient_ids):
    """When each of these patients was last attended and is expected next, where they were and are."""
    return db.all(
        """
        SELECT asked.id AS patient_id,
               (SELECT lower(a.during)
                  FROM citas.appointments a
                 WHERE a.patient_id = ANY (citas.patient_ids(asked.id)) AND a.status = 'COMPLETED'
                 ORDER BY lower(a.during) DESC
                 LIMIT 1) AS last,
               (SELECT lower(a.during)
                  FROM citas.appointments a
                 WHERE a.patient_id = ANY (citas.patient_ids(asked.id)) AND a.status IN ('PENDING', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS')
                   AND lower(a.during) > now() - interval '12 hours' AND upper(a.during) > now()
                 ORDER BY lower(a.during)
                 LIMIT 1) AS next
          FROM unnest(%(patient_ids)s::bigint[]) AS asked (id)
         ORDER BY asked.id
        """,
        patient_ids=patient_ids,
    )


def get(db, id):
    return db.one(ONE, id=id)


def lock(tx, id):
    return tx.one(
        f"""
        SELECT a.id, a.patient_id, {names(EDITED, of="a")}, {TIMES}, a.status, a.cancel_reason, a.completed_at, a.version,
               {names(OCCUPIES, of="a")},
               ARRAY(SELECT t.treatment_id FROM citas.appointment_treatments t WHERE t.appointment_id = a.id) AS treatment_ids
          FROM citas.appointments a
         WHERE a.id = %(id)s
           FOR UPDATE
        """,
        id=id,
    )


def lock_unfinished_of_patient(tx, patient_id):
    return tx.all(
        """
        SELECT id, doctor_id, room_id
          FROM citas.appointments
         WHERE patient_id = ANY (citas.patient_ids(%(patient_id)s)) AND status IN ('PENDING', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS')
         ORDER BY id
           FOR UPDATE
        """,
        patient_id=patient_id,
    )


def insert(tx, **row):
    """`row` holds BOOKED, start_time and end_time."""
    return tx.value(
        f"""
        INSERT INTO citas.appointments ({names(BOOKED)}, during)
             VALUES ({values(BOOKED)}, {DURING})
          RETURNING id
        """,
        **row,
    )


def update(tx, id, **row):
    """`row` holds EDITED, start_time and end_time."""
    tx.run(
        f"UPDATE citas.appointments SET {assignments(EDITED)}, during = {DURING} WHERE id = %(id)s",
        id=id,
        **row,
    )


def occupy(tx, id, **row):
    """`row` holds OCCUPIES."""
    tx.run(f"UPDATE citas.appointments SET {assignments(OCCUPIES)} WHERE id = %(id)s", id=id, **row)


def set_status(tx, id, **row):
    """`row` holds STATE."""
    tx.run(f"UPDATE citas.appointments SET {assignments(STATE)} WHERE id = %(id)s", id=id, **row)


def reopen(tx, id):
    """A completed visit is under way again; its count of completions stays."""
    tx.run("UPDATE citas.appointments SET status = 'IN_PROGRESS' WHERE id = %(id)s", id=id)


def set_patient(tx, ids, **row):
    """`row` holds PATIENT."""
    tx.run(f"UPDATE citas.appointments SET {assignments(PATIENT)} WHERE id = ANY(%(ids)s)", ids=ids, **row)


def touch(tx, id):
    """What hangs from an appointment changed, so its version does."""
    tx.run("UPDATE citas.appointments SET updated_at = now() WHERE id = %(id)s", id=id)


def merge_patient(tx, id, into_id):
    """From now on `id` is another number of the person `into_id`."""
    tx.run(
        """
        INSERT INTO citas.merged_patients (id, merged_into_id)
             VALUES (%(id)s, %(into_id)s)
        ON CONFLICT (id) DO NOTHING
        """,
        id=id,
        into_id=into_id,
    )


def separate_patient(tx, id):
    """`id` is a person of its own again."""
    tx.run("DELETE FROM citas.merged_patients WHERE id = %(id)s", id=id)


def on_paper(db, moment):
    """Whether the clinic worked on paper at that moment."""
    return db.value(
        """
        SELECT EXISTS (SELECT FROM citas.outages
                        WHERE started_at <= %(moment)s AND %(moment)s < coalesce(ended_at, now()))
        """,
        moment=moment,
    )
