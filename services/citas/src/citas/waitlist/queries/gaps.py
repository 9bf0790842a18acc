"""Freed hours, and what ranking whoever waits for one needs to know."""

from citas.waitlist.queries.entries import PATIENT
from common.store.sql import names

LISTED = 40
# As many as are ranked at once: those who wait longest.
RANKED = 500
GAP = """
       g.id, g.appointment_id, json_build_object('id', g.doctor_id, 'name', g.doctor_name) AS doctor,
       (SELECT json_build_object('id', r.id, 'name', r.name) FROM citas.rooms r WHERE r.id = g.room_id AND r.active) AS room,
       lower(g.during) AS start_time, upper(g.during) AS end_time, g.cause, g.freed_at, g.offer_at, g.offer_note,
       (SELECT a.patient_name FROM citas.appointments a WHERE a.id = g.appointment_id) AS freed_by"""


def to_come(db, appointment_id, now):
    return db.all(
        f"""
        SELECT {GAP}
          FROM citas.waitlist_gaps g
         WHERE upper(g.during) > %(now)s
           AND (%(appointment_id)s IS NULL OR g.appointment_id = %(appointment_id)s)
         ORDER BY lower(g.during), g.id
         LIMIT {LISTED}
        """,
        appointment_id=appointment_id,
        now=now,
    )


def get(db, id):
    return db.one(f"SELECT {GAP} FROM citas.waitlist_gaps g WHERE g.id = %(id)s", id=id)


def waiting(db, gap_id, start_time, end_time, today):
    """Who waits, with all that ranking them for that hour asks for."""
    return db.all(
        f"""
        SELECT e.id, citas.person(e.patient_id) AS patient_id, {names(PATIENT, of="e")}, e.treatments, e.doctor_id, e.minutes,
               e.windows, e.first_day, e.last_day, e.notice_minutes, e.priority, e.priority_reason, e.created_at, e.gives_up_id,
               lower(given.during) AS gives_up_time, given.status IN ('PENDING', 'CONFIRMED', 'ARRIVED') AS movable,
               (SELECT citas.person(a.patient_id) = citas.person(e.patient_id) AND a.id IS DISTINCT FROM e.gives_up_id
                  FROM citas.waitlist_gaps g JOIN citas.appointments a ON a.id = g.appointment_id
                 WHERE g.id = %(gap_id)s) AS left_it,
               EXISTS (SELECT FROM citas.appointments a
                        WHERE a.patient_id = ANY (citas.patient_ids(e.patient_id)) AND a.status NOT IN ('CANCELLED', 'NO_SHOW')
                          AND lower(a.during) > %(start_time)s::timestamptz - interval '12 hours'
                          AND lower(a.during) < least(%(end_time)s, %(start_time)s::timestamptz + e.minutes * interval '1 minute')
                          AND upper(a.during) > %(start_time)s AND a.id IS DISTINCT FROM e.gives_up_id) AS busy,
               EXISTS (SELECT FROM citas.waitlist_offers o
                        WHERE o.entry_id = e.id AND o.state = 'OPEN' AND o.expires_at > now()) AS offered_now,
               (SELECT count(*) FROM citas.waitlist_offers o WHERE o.entry_id = e.id) AS offered,
               (SELECT count(*) FROM citas.waitlist_skips s WHERE s.entry_id = e.id AND s.fits) AS passed
          FROM citas.waitlist_entries e
          LEFT JOIN citas.appointments given ON given.id = e.gives_up_id
         WHERE e.state IN ('WAITING', 'OFFERED') AND (e.last_day IS NULL OR e.last_day >= %(today)s)
         ORDER BY e.created_at, e.id
         LIMIT {RANKED}
        """,
        gap_id=gap_id,
        start_time=start_time,
        end_time=end_time,
        today=today,
    )


# Due by the clock; or a round is out, and nobody of it is left to answer.
DUE = """
       g.offer_at IS NOT NULL
   AND (g.offer_at <= %(now)s
        OR g.in_round AND NOT EXISTS (SELECT FROM citas.waitlist_offers o
                                       WHERE o.gap_id = g.id AND o.state = 'OPEN' AND o.expires_at > %(now)s))"""


def due(db, now):
    """The hours that offer themselves now, the first to come first."""
    rows = db.all(
        f"SELECT g.id FROM citas.waitlist_gaps g WHERE {DUE} ORDER BY lower(g.during), g.id LIMIT {LISTED}",
        now=now,
    )
    return [row["id"] for row in rows]


def lock_due(tx, id, now):
    """Whether it is still due, once nobody else looks at it."""
    return (
        tx.value(
            f"SELECT g.id FROM citas.waitlist_gaps g WHERE g.id = %(id)s AND {DUE} FOR UPDATE", id=id, now=now
        )
        is not None
    )


def lock(tx, id):
    return tx.one(f"SELECT {GAP} FROM citas.waitlist_gaps g WHERE g.id = %(id)s FOR UPDATE OF g", id=id)


def set_round(tx, id, offer_at, in_round=False, note=None):
    """When it offers itself next, None for no more; whether a round is out until then; and why nobody was offered it."""
    tx.run(
        """
        UPDATE citas.waitlist_gaps SET offer_at = %(offer_at)s, in_round = %(in_round)s, offer_note = %(note)s
         WHERE id = %(id)s
        """,
        id=id,
        offer_at=offer_at,
        in_round=in_round,
        note=note,
    )


def asked_before(db, id):
    """Who had this hour offered since it was freed."""
    rows = db.all(
        """
        SELECT DISTINCT o.entry_id FROM citas.waitlist_offers o JOIN citas.waitlist_gaps g ON g.id = o.gap_id
         WHERE g.id = %(id)s AND o.created_at >= g.freed_at
        """,
        id=id,
    )
    return {row["entry_id"] for row in rows}


def insert_skips(tx, gap_id, rows):
    """`rows` as the rule ranked them: who was not offered the hour, and why. Each is noted once, however often it is offered."""
    tx.run(
        """
        INSERT INTO citas.waitlist_skips (gap_id, entry_id, fits, place, points, reason)
             SELECT %(gap_id)s, entry_id, place IS NOT NULL, place, points, reason
               FROM unnest(%(entries)s::bigint[], %(places)s::int[], %(points)s::int[], %(reasons)s::text[])
                    AS skipped (entry_id, place, points, reason)
              WHERE NOT EXISTS (SELECT FROM citas.waitlist_skips s JOIN citas.waitlist_gaps g ON g.id = s.gap_id
                                 WHERE s.entry_id = skipped.entry_id AND g.id = %(gap_id)s AND s.created_at >= g.freed_at)
        """,
        gap_id=gap_id,
        entries=[row["entry"]["id"] for row in rows],
        places=[row["place"] for row in rows],
        points=[row["points"] for row in rows],
        reasons=[row["reason"] for row in rows],
    )
