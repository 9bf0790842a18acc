"""Offers of freed hours."""

from common.store.db import json
from common.store.sql import names, values

INSERTED = (
    "gap_id", "entry_id", "doctor_id", "doctor_name", "room_id", "treatments", "place", "points", "reason", "mailed",
    "offered_by_id", "offered_by_name", "expires_at",
)  # fmt: skip
# An offer whose time is over has expired, before housekeeping writes it down.
STATE = "CASE WHEN o.state = 'OPEN' AND o.expires_at <= now() THEN 'EXPIRED' ELSE o.state END"
OFFER = f"""
       o.id, o.gap_id, o.entry_id,
       json_build_object('id', citas.person(e.patient_id), 'name', e.patient_name, 'phone', e.patient_phone) AS patient,
       json_build_object('id', o.doctor_id, 'name', o.doctor_name) AS doctor,
       lower(o.during) AS start_time, upper(o.during) AS end_time, o.place, o.reason, o.mailed, {STATE} AS state,
       o.appointment_id, o.created_at, o.expires_at, o.seen_at, o.ended_at"""
OFFERS = "citas.waitlist_offers o JOIN citas.waitlist_entries e ON e.id = o.entry_id"


def of_gaps(db, gap_ids):
    return db.all(
        f"SELECT {OFFER} FROM {OFFERS} WHERE o.gap_id = ANY(%(gap_ids)s) ORDER BY o.id LIMIT 1000",
        gap_ids=gap_ids,
    )


def get(db, id):
    return db.one(f"SELECT {OFFER} FROM {OFFERS} WHERE o.id = %(id)s", id=id)


def to_accept(db, id):
    """What accepting an offer needs of it and of its entry."""
    return db.one(
        """
        SELECT o.id, o.entry_id, o.doctor_id, o.doctor_name, o.room_id, lower(o.during) AS start_time,
               upper(o.during) AS end_time, o.treatments, e.patient_id, e.patient_name, e.patient_document_type,
               e.patient_document_number, e.patient_phone, e.patient_email, e.patient_address, e.gives_up_id
          FROM citas.waitlist_offers o JOIN citas.waitlist_entries e ON e.id = o.entry_id
         WHERE o.id = %(id)s
        """,
        id=id,
    )


def lock(tx, id):
    """Its state, once nobody else ends it."""
    return tx.value(f"SELECT {STATE} FROM citas.waitlist_offers o WHERE o.id = %(id)s FOR UPDATE", id=id)


def lock_open_of(tx, entry_id):
    """The ids of the offers that its entry still has. They are locked before the entry, by whoever ends them."""
    rows = tx.all(
        """
        SELECT id FROM citas.waitlist_offers WHERE entry_id = %(entry_id)s AND state = 'OPEN' ORDER BY id FOR UPDATE
        """,
        entry_id=entry_id,
    )
    return [row["id"] for row in rows]


def expire(tx):
    tx.run("""
        UPDATE citas.waitlist_offers o SET state = 'EXPIRED', ended_at = o.expires_at
          FROM (SELECT id FROM citas.waitlist_offers
                 WHERE state = 'OPEN' AND expires_at <= now()
                 ORDER BY id
                   FOR UPDATE) AS late
         WHERE o.id = late.id
        """)


def insert(tx, start_time, end_time, **row):
    """`row` holds INSERTED."""
    return tx.value(
        f"""
        INSERT INTO citas.waitlist_offers ({names(INSERTED)}, during)
             VALUES ({values(INSERTED)}, tstzrange(%(start_time)s, %(end_time)s))
          RETURNING id
        """,
        start_time=start_time,
        end_time=end_time,
        **row | {"treatments": json(row["treatments"])},
    )


def end(tx, ids, state):
    tx.run(
        "UPDATE citas.waitlist_offers SET state = %(state)s, ended_at = now() WHERE id = ANY(%(ids)s)",
        ids=ids,
        state=state,
    )


def accept(tx, id, appointment_id):
    tx.run(
        """
        UPDATE citas.waitlist_offers SET state = 'ACCEPTED', appointment_id = %(appointment_id)s, ended_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        appointment_id=appointment_id,
    )


def book_entry(tx, entry_id, appointment_id):
    tx.run(
        """
        UPDATE citas.waitlist_entries SET state = 'BOOKED', appointment_id = %(appointment_id)s WHERE id = %(entry_id)s
        """,
        entry_id=entry_id,
        appointment_id=appointment_id,
    )


def see(tx, id):
    """Whoever has its link opened it, the first time."""
    tx.run(
        "UPDATE citas.waitlist_offers SET seen_at = now() WHERE id = %(id)s AND seen_at IS NULL",
        id=id,
    )


def history(db, entry_id):
    """What came of each hour that was given out while this entry waited, the latest first."""
    return db.all(
        f"""
        SELECT lower(o.during) AS start_time, o.doctor_name, {STATE} AS outcome, o.place, o.points, o.reason, o.created_at
          FROM citas.waitlist_offers o WHERE o.entry_id = %(entry_id)s
         UNION ALL
        SELECT lower(g.during), g.doctor_name, CASE WHEN s.fits THEN 'PASSED' ELSE 'UNFIT' END, s.place, s.points, s.reason,
               s.created_at
          FROM citas.waitlist_skips s JOIN citas.waitlist_gaps g ON g.id = s.gap_id
         WHERE s.entry_id = %(entry_id)s
         ORDER BY created_at DESC
         LIMIT 100
        """,
        entry_id=entry_id,
    )


BOOKED_VALUE = """coalesce((SELECT sum(round(t.quantity * t.unit_price, 2)) FROM citas.appointment_treatments t
                              WHERE t.appointment_id = a.id), 0)::numeric(14, 2)"""
# Given by the list in that time, and still standing.
GIVEN = """citas.waitlist_entries e JOIN citas.appointments a ON a.id = e.appointment_id
         WHERE e.state = 'BOOKED' AND e.updated_at >= %(start_time)s AND e.updated_at < %(end_time)s
           AND a.status NOT IN ('CANCELLED', 'NO_SHOW')"""


def recovered_visits(db, start_time, end_time, most):
    """The visits that the list filled in that time, the latest given first; one more than `most` says that there are more."""
    return db.all(
        f"""
        SELECT a.id AS appointment_id, e.updated_at AS given_at, lower(a.during) AS start_time,
               (extract(epoch FROM upper(a.during) - lower(a.during)) / 60)::int AS minutes, a.status,
               json_build_object('id', citas.person(a.patient_id), 'name', a.patient_name) AS patient,
               json_build_object('id', a.doctor_id, 'name', a.doctor_name) AS doctor, {BOOKED_VALUE} AS total
          FROM {GIVEN}
         ORDER BY e.updated_at DESC, e.id DESC
         LIMIT %(most)s + 1
        """,
        start_time=start_time,
        end_time=end_time,
        most=most,
    )


def recovered(db, start_time, end_time):
    """What the list filled in that time, and how many hours were freed in it."""
    return db.one(
        f"""
        SELECT (SELECT count(*) FROM citas.waitlist_gaps g
                 WHERE g.freed_at >= %(start_time)s AND g.freed_at < %(end_time)s) AS freed,
               count(*) AS booked,
               coalesce(sum(extract(epoch FROM upper(a.during) - lower(a.during)) / 60), 0)::int AS minutes,
               coalesce(sum({BOOKED_VALUE}), 0)::numeric(14, 2) AS total
          FROM {GIVEN}
        """,
        start_time=start_time,
        end_time=end_time,
    )
