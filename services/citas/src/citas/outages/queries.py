"""Every statement on outages and what was entered of them; none commits."""

from common.store.sql import assignments, names, values
from common.web.paging import Listing

EDITED = ("started_at", "ended_at", "reason")
OUTAGE = f"""o.id, {names(EDITED, of="o")},
       json_build_object('id', o.declared_by_id, 'name', o.declared_by_name) AS declared_by,
       (SELECT count(*) FROM citas.outage_entries e WHERE e.outage_id = o.id) AS entries, o.version, o.created_at"""
OUTAGES = Listing(
    OUTAGE,
    "citas.outages o",
    "true",
    {"started_at": ("o.started_at", "%(after)s::text::timestamptz")},
    id="o.id",
)
ENTERED = ("outage_id", "appointment_id", "completion", "sheet", "started_at", "ended_at")
ENTRY = f"""e.id, {names(ENTERED, of="e")},
       json_build_object('id', e.entered_by_id, 'name', e.entered_by_name) AS entered_by, e.entered_at"""
# What the agenda had between these hours, and what was entered, whenever it was booked for.
VISITS = f"""
    SELECT a.id AS appointment_id, json_build_object('id', citas.person(a.patient_id), 'name', a.patient_name) AS patient,
           json_build_object('id', a.doctor_id, 'name', a.doctor_name) AS doctor, lower(a.during) AS start_time,
           upper(a.during) AS end_time, a.status, to_json(entry) AS entry
      FROM citas.outages o
      JOIN citas.appointments a
        ON lower(a.during) >= o.started_at AND lower(a.during) < coalesce(o.ended_at, now() + interval '12 hours')
           OR a.id IN (SELECT e.appointment_id FROM citas.outage_entries e WHERE e.outage_id = o.id)
      LEFT JOIN LATERAL (SELECT {ENTRY} FROM citas.outage_entries e
                          WHERE e.appointment_id = a.id AND e.completion = a.completions AND a.status = 'COMPLETED') AS entry ON true
     WHERE o.id = %(id)s
     ORDER BY lower(a.during), a.id
     LIMIT 1000"""


def get(db, id):
    return db.one(f"SELECT {OUTAGE} FROM citas.outages o WHERE o.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {OUTAGE} FROM citas.outages o WHERE o.id = %(id)s FOR UPDATE OF o", id=id)


def insert(tx, by, **outage):
    return tx.value(
        f"""
        INSERT INTO citas.outages ({names(EDITED)}, declared_by_id, declared_by_name)
             VALUES ({values(EDITED)}, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        by_id=by.id,
        by_name=by.name,
        **outage,
    )


def update(tx, id, **outage):
    tx.run(f"UPDATE citas.outages SET {assignments(EDITED)} WHERE id = %(id)s", id=id, **outage)


def visits(db, id):
    return db.all(VISITS, id=id)


def insert_entry(tx, by, **entry):
    return tx.one(
        f"""
        INSERT INTO citas.outage_entries AS e ({names(ENTERED)}, entered_by_id, entered_by_name)
             VALUES ({values(ENTERED)}, %(by_id)s, %(by_name)s)
          RETURNING {ENTRY}
        """,
        by_id=by.id,
        by_name=by.name,
        **entry,
    )
