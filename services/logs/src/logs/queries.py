"""Every SQL statement of this service. Each function is one statement; none commits."""

from common.store.db import json
from common.store.search import has_words
from common.store.sql import names
from common.web.paging import Listing
from logs import rules

FIELDS = (
    "occurred_at",
    "event_id",
    "service",
    "level",
    "type",
    "message",
    "aggregate",
    "user_id",
    "user_name",
    "user_role",
    "ip",
    "patient_id",
    "request_id",
    "data",
)
# About somebody who was erased a line says what it was, and no more, unless whoever wrote it knew of the erasure: it happened after
# it, and its sentence has the label. Another service may hear of it much later than the log, and still write the name.
LABEL = """(SELECT e.label FROM logs.erased_patients e
                  WHERE e.id = entry.patient_id AND entry.type <> 'patient.erased'
                    AND (e.erased_at > entry.occurred_at OR strpos(entry.message, e.label) = 0))"""
LATE = {
    "message": f"coalesce({LABEL} || ' · ' || entry.type, entry.message)",
    "data": f"CASE WHEN {LABEL} IS NULL THEN entry.data ELSE '{{}}' END",
}
KEPT = ", ".join(LATE.get(name, f"entry.{name}") for name in FIELDS)
ENTRY = """id, occurred_at, service, level, type, message,
               CASE WHEN user_id IS NOT NULL
                    THEN jsonb_build_object('id', user_id, 'name', user_name, 'role', user_role) END AS "user",
               ip, patient_id, aggregate, request_id, data"""
ENTRIES = Listing(
    ENTRY,
    "logs.system_logs",
    f"""(%(service)s IS NULL OR service = %(service)s)
           AND (%(level)s IS NULL OR level = %(level)s)
           AND (%(type)s IS NULL OR type = %(type)s)
           AND (%(user_id)s IS NULL OR user_id = %(user_id)s)
           AND (%(patient_id)s IS NULL OR patient_id = ANY (logs.patient_ids(%(patient_id)s)))
           AND (%(request_id)s IS NULL OR request_id = %(request_id)s)
           AND (%(start)s IS NULL OR occurred_at >= %(start)s)
           AND (%(end)s IS NULL OR occurred_at < %(end)s)
           AND {has_words("search_text")}""",
    {"occurred_at": ("occurred_at", "%(after)s::text::timestamptz")},
)


def insert(tx, entries):
    """All at once; one that is here already (its id is long out of the inbox) is kept once."""
    tx.run(
        f"""
        INSERT INTO logs.system_logs ({names(FIELDS)})
        SELECT {KEPT}
          FROM jsonb_to_recordset(%(entries)s)
               AS entry (occurred_at timestamptz, event_id uuid, service text, level text, type text, message text,
                         aggregate text, user_id text, user_name text, user_role text, ip text, patient_id bigint,
                         request_id text, data jsonb)
        ON CONFLICT (event_id, occurred_at) DO NOTHING
        """,
        entries=json(entries),
    )


def get(db, id):
    return db.one(f"SELECT {ENTRY} FROM logs.system_logs WHERE id = %(id)s", id=id)


def accesses(db, patient_id, start, end, zone, most):
    """What each person did about a patient, once a day however often they did it; newest day first."""
    return db.all(
        """
        SELECT (occurred_at AT TIME ZONE %(zone)s)::date AS day, min(occurred_at) AS first_at, max(occurred_at) AS last_at,
               count(*) AS times, user_name AS name, user_role AS role, message
          FROM logs.system_logs
         WHERE patient_id = ANY (logs.patient_ids(%(patient_id)s)) AND occurred_at >= %(start)s AND occurred_at < %(end)s
         GROUP BY 1, user_id, user_name, user_role, message
         ORDER BY day DESC, last_at DESC
         LIMIT %(most)s
        """,
        patient_id=patient_id,
        start=start,
        end=end,
        zone=str(zone),
        most=most,
    )


def count_by_each(db, start, end, zone):
    """How many entries of each service, level, type and day: of whole hours by what is kept of them, of the rest one by one."""
    first, last = rules.whole_hours(start, end)
    return db.all(
        f"""
        WITH counted AS (
            SELECT service, level, type, (hour AT TIME ZONE %(zone)s)::date AS day, sum(entries) AS entries
              FROM logs.hourly_counts
             WHERE hour >= %(first)s AND hour < %(last)s
             GROUP BY service, level, type, day
             UNION ALL {entries_between("start", "first")} UNION ALL {entries_between("last", "end")})
        SELECT CASE WHEN service IS NOT NULL THEN 'service' WHEN level IS NOT NULL THEN 'level'
                    WHEN type IS NOT NULL THEN 'type' ELSE 'day' END AS what,
               service, level, type, day, sum(entries)::bigint AS count
          FROM counted
         GROUP BY GROUPING SETS ((service), (level), (type), (day))
         ORDER BY count DESC, service, level, type
        """,
        start=start,
        first=first,
        last=last,
        end=end,
        zone=str(zone),
    )


def entries_between(start, end):
    return f"""
            SELECT service, level, type, (occurred_at AT TIME ZONE %(zone)s)::date AS day, count(*)
              FROM logs.system_logs
             WHERE occurred_at >= %({start})s AND occurred_at < %({end})s
             GROUP BY service, level, type, day"""


def count_warnings(db, day, zone):
    return db.all(
        """
        SELECT known.level, count(entry) AS value
          FROM (VALUES ('WARNING'), ('ERROR')) AS known (level)
          LEFT JOIN logs.system_logs AS entry
            ON entry.level = known.level AND entry.level <> 'INFO'
           AND entry.occurred_at >= %(day)s::timestamp AT TIME ZONE %(zone)s
           AND entry.occurred_at < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
         GROUP BY known.level
        """,
        day=day,
        zone=str(zone),
    )


def merge_patient(tx, id, into_id):
    """From now on `id` is another number of the person `into_id`."""
    tx.run(
        """
        INSERT INTO logs.merged_patients (id, merged_into_id)
             VALUES (%(id)s, %(into_id)s)
        ON CONFLICT (id) DO NOTHING
        """,
        id=id,
        into_id=into_id,
    )


def separate_patient(tx, id):
    """`id` is a person of its own again."""
    tx.run("DELETE FROM logs.merged_patients WHERE id = %(id)s", id=id)


def erase_patient(tx, ids, label, words):
    """In every line about the person stands `label`, and what else was kept of it goes."""
    tx.run(
        "SELECT logs.erase(%(ids)s::bigint[], %(label)s, %(words)s::text[])",
        ids=ids,
        label=label,
        words=words,
    )
