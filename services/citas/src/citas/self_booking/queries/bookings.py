"""Who booked, or asked for, an hour online."""

from common.store.db import json
from common.store.sql import assignments, names, values

PERSON = ("first_name", "last_name", "document_type", "document_number", "phone", "email")
CHOSEN = ("challenge", "doctor_id", "doctor_name")
ROW = f"""
       b.id, b.challenge, b.state, b.treatment, b.doctor_id, b.doctor_name, lower(b.during) AS start_time,
       upper(b.during) AS end_time, {names(PERSON, of="b")}, b.codes_sent, b.code_tries, b.consented_at, b.confirmed_at, b.doubt,
       b.reject_reason, b.decided_by_name, b.appointment_id, a.status, b.version, b.created_at,
       lower(a.during) AS booked_start, upper(a.during) AS booked_end, a.doctor_name AS booked_doctor"""
FROM = "citas.self_bookings b LEFT JOIN citas.appointments a ON a.id = b.appointment_id"
STANDS = """
       b.state IN ('REQUESTED', 'BOOKED') AND lower(b.during) > now()
   AND coalesce(a.status NOT IN ('CANCELLED', 'NO_SHOW', 'COMPLETED'), true)"""


def get(db, id):
    return db.one(f"SELECT {ROW} FROM {FROM} WHERE b.id = %(id)s", id=id)


def event_of(db, id):
    """The hour as the calendar of whoever booked shows it; None where they were never told that it is theirs.

    All of it is the booking's own: what the visit has beside would tell whether there is one, and so whether the clinic knew
    their document.
    """
    return db.one(
        """
        SELECT 'online-' || id AS event, sequence, lower(during) AS start, upper(during) AS "end", doctor_name, created_at, email
          FROM citas.self_bookings
         WHERE id = %(id)s AND (appointment_id IS NOT NULL OR doubt <> 'MODE')
        """,
        id=id,
    )


def of_challenge(db, challenge):
    return db.one(f"SELECT {ROW} FROM {FROM} WHERE b.challenge = %(challenge)s", challenge=challenge)


def lock(tx, id):
    tx.run("SELECT FROM citas.self_bookings WHERE id = %(id)s FOR UPDATE", id=id)
    return get(tx, id)


def to_decide(db, limit):
    """What waits for somebody of the clinic, the longest first."""
    return db.all(
        f"""
        SELECT {ROW}, h.expires_at AS held_until
          FROM {FROM} LEFT JOIN citas.holds h ON h.holder_id = 'online:' || b.challenge AND h.expires_at > clock_timestamp()
         WHERE b.state = 'REQUESTED'
         ORDER BY b.confirmed_at, b.id
         LIMIT %(limit)s
        """,
        limit=limit,
    )


def decided(db, limit):
    """The latest that were booked, rejected or cancelled."""
    return db.all(
        f"""
        SELECT {ROW}, NULL::timestamptz AS held_until FROM {FROM}
         WHERE b.state IN ('BOOKED', 'REJECTED', 'CANCELLED')
         ORDER BY b.id DESC
         LIMIT %(limit)s
        """,
        limit=limit,
    )


def unfinished(db):
    """How many began in the last minutes and have not confirmed: what robots leave behind."""
    return db.value("""
        SELECT count(*) FROM citas.self_bookings
         WHERE state IN ('HELD', 'CODE') AND created_at > now() - interval '10 minutes'
        """)


def standing_of(db, column, value, besides):
    """How many bookings to come this mail, or this document, has beside one."""
    return db.value(
        f"SELECT count(*) FROM {FROM} WHERE b.{column} = %(value)s AND b.id <> %(besides)s AND {STANDS}",
        value=value,
        besides=besides,
    )


def clear(tx):
    """Whoever never confirmed is forgotten after a day."""
    tx.run("""
        DELETE FROM citas.self_bookings
         WHERE id IN (SELECT id FROM citas.self_bookings
                       WHERE state IN ('HELD', 'CODE') AND created_at < now() - interval '1 day'
                       LIMIT 50 FOR UPDATE SKIP LOCKED)
        """)


def insert(tx, treatment, start_time, end_time, **row):
    """`row` holds CHOSEN."""
    return tx.value(
        f"""
        INSERT INTO citas.self_bookings ({names(CHOSEN)}, treatment, during)
             VALUES ({values(CHOSEN)}, %(treatment)s, tstzrange(%(start_time)s, %(end_time)s))
          RETURNING id
        """,
        treatment=json(treatment),
        start_time=start_time,
        end_time=end_time,
        **row,
    )


def describe(tx, id, **person):
    """Who it is for; a letter with another code goes out."""
    tx.run(
        f"""
        UPDATE citas.self_bookings
           SET {assignments(PERSON)}, state = 'CODE', codes_sent = codes_sent + 1, code_tries = 0, consented_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        **person,
    )


def miss(tx, id):
    """A wrong code was tried."""
    tx.run("UPDATE citas.self_bookings SET code_tries = code_tries + 1 WHERE id = %(id)s", id=id)


def request(tx, id, doubt):
    tx.run(
        """
        UPDATE citas.self_bookings
           SET state = 'REQUESTED', doubt = %(doubt)s, confirmed_at = now(), appointment_id = NULL
         WHERE id = %(id)s
        """,
        id=id,
        doubt=doubt,
    )


def book(tx, id, appointment_id, decided_by_name=None):
    tx.run(
        """
        UPDATE citas.self_bookings
           SET state = 'BOOKED', appointment_id = %(appointment_id)s, confirmed_at = coalesce(confirmed_at, now()),
               decided_by_name = %(decided_by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        appointment_id=appointment_id,
        decided_by_name=decided_by_name,
    )


def reject(tx, id, reason, decided_by_name):
    tx.run(
        """
        UPDATE citas.self_bookings
           SET state = 'REJECTED', reject_reason = %(reason)s, decided_by_name = %(decided_by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        decided_by_name=decided_by_name,
    )


def cancel(tx, id):
    tx.run("UPDATE citas.self_bookings SET state = 'CANCELLED' WHERE id = %(id)s", id=id)


def move(tx, id, doctor, start_time, end_time):
    tx.run(
        """
        UPDATE citas.self_bookings
           SET doctor_id = %(doctor_id)s, doctor_name = %(doctor_name)s, during = tstzrange(%(start_time)s, %(end_time)s)
         WHERE id = %(id)s
        """,
        id=id,
        doctor_id=doctor["id"],
        doctor_name=doctor["name"],
        start_time=start_time,
        end_time=end_time,
    )


def held_until(db, holder_id):
    """Until when the hour is kept for a visitor; None where it is not any more."""
    return db.value(
        "SELECT expires_at FROM citas.holds WHERE holder_id = %(holder_id)s AND expires_at > clock_timestamp()",
        holder_id=holder_id,
    )
