"""Who waits: the row is the JSON."""

from common.store.db import json
from common.store.search import has_words
from common.store.sql import assignments, names, values
from common.web.paging import Listing

# Snapshot of the patient; what entering says and a change may change; who entered it.
PATIENT = (
    "patient_name",
    "patient_document_type",
    "patient_document_number",
    "patient_phone",
    "patient_email",
    "patient_address",
)
EDITED = (
    "doctor_id", "doctor_name", "treatments", "treatment_ids", "minutes", "windows", "first_day", "last_day",
    "notice_minutes", "gives_up_id", "note", "priority", "priority_reason",
)  # fmt: skip
ENTERED = ("patient_id", *PATIENT, *EDITED, "entered_by_id", "entered_by_name")
# Whose last day is over waits no more, and whose offers have expired waits again, before housekeeping writes it down.
STATE = """CASE WHEN e.state IN ('WAITING', 'OFFERED') AND e.last_day < %(today)s THEN 'EXPIRED'
            WHEN e.state = 'OFFERED' AND NOT EXISTS (
                 SELECT FROM citas.waitlist_offers o
                  WHERE o.entry_id = e.id AND o.state = 'OPEN' AND o.expires_at > now()) THEN 'WAITING'
            ELSE e.state END"""


def visit(column):
    return f"""
       (SELECT json_build_object('id', a.id, 'start_time', lower(a.during))
          FROM citas.appointments a WHERE a.id = e.{column})"""


ENTRY = f"""
       e.id,
       json_build_object('id', citas.person(e.patient_id), 'name', e.patient_name,
                         'document_number', e.patient_document_number, 'phone', e.patient_phone,
                         'email', e.patient_email) AS patient,
       e.treatments, e.minutes,
       CASE WHEN e.doctor_id IS NOT NULL THEN json_build_object('id', e.doctor_id, 'name', e.doctor_name) END AS doctor,
       e.windows, e.first_day, e.last_day, e.notice_minutes, {visit("gives_up_id")} AS gives_up,
       e.note, e.priority, e.priority_reason, {STATE} AS state, e.withdraw_reason,
       {visit("appointment_id")} AS appointment,
       (SELECT json_build_object('times', count(*), 'reason', (array_agg(s.reason ORDER BY s.id DESC))[1])
          FROM citas.waitlist_skips s WHERE s.entry_id = e.id HAVING count(*) > 0) AS skipped,
       json_build_object('id', e.entered_by_id, 'name', e.entered_by_name) AS entered_by,
       e.version, e.created_at, e.updated_at"""
MATCHES = f"""
       {STATE} = ANY(%(state)s::text[])
   AND (%(doctor_id)s IS NULL OR e.doctor_id = %(doctor_id)s OR e.doctor_id IS NULL)
   AND (%(patient_id)s IS NULL OR e.patient_id = ANY (citas.patient_ids(%(patient_id)s)))
   AND (%(treatment_id)s IS NULL OR e.treatment_ids @> ARRAY[%(treatment_id)s]::bigint[])
   AND {has_words("e.patient_search")}"""
ENTRIES = Listing(
    ENTRY,
    "citas.waitlist_entries e",
    MATCHES,
    {"created_at": ("e.created_at", "%(after)s::text::timestamptz")},
    id="e.id",
)


def get(db, id, today):
    return db.one(f"SELECT {ENTRY} FROM citas.waitlist_entries e WHERE e.id = %(id)s", id=id, today=today)


def lock(tx, id, today):
    return tx.one(
        f"""
        SELECT e.id, e.patient_id, {names(PATIENT, of="e")}, {names(EDITED, of="e")}, {STATE} AS state, e.version
          FROM citas.waitlist_entries e
         WHERE e.id = %(id)s
           FOR UPDATE
        """,
        id=id,
        today=today,
    )


def insert(tx, **row):
    """`row` holds ENTERED."""
    return tx.value(
        f"INSERT INTO citas.waitlist_entries ({names(ENTERED)}) VALUES ({values(ENTERED)}) RETURNING id",
        **as_stored(row),
    )


def update(tx, id, **row):
    """`row` holds EDITED."""
    tx.run(
        f"UPDATE citas.waitlist_entries SET {assignments(EDITED)} WHERE id = %(id)s",
        id=id,
        **as_stored(row),
    )


def as_stored(row):
    return row | {name: json(row[name]) for name in ("treatments", "windows")}


def withdraw(tx, id, reason):
    tx.run(
        "UPDATE citas.waitlist_entries SET state = 'WITHDRAWN', withdraw_reason = %(reason)s WHERE id = %(id)s",
        id=id,
        reason=reason,
    )


def follow_patient(tx, patient_id, **row):
    """`row` holds PATIENT: who still waits is shown as they are now."""
    tx.run(
        f"""
        UPDATE citas.waitlist_entries SET {assignments(PATIENT)}
         WHERE patient_id = ANY (citas.patient_ids(%(patient_id)s)) AND state IN ('WAITING', 'OFFERED')
        """,
        patient_id=patient_id,
        **row,
    )


def same_person(db, one, other):
    """Whether two numbers are one person's."""
    return db.value("SELECT citas.person(%(one)s) = citas.person(%(other)s)", one=one, other=other)
