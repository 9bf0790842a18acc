"""Messages about visits: one row for each."""

from common.messages.choices import wanted
from common.store.sql import names

VISIT = """
       json_build_object('id', citas.person(a.patient_id), 'name', a.patient_name, 'phone', a.patient_phone) AS patient,
       json_build_object('id', a.doctor_id, 'name', a.doctor_name) AS doctor"""
REMINDER = """
       r.id, r.appointment_id, rule.name AS rule, r.moment, r.channel, r.visit_at, r.due_at, r.state, r.reason, r.sent_to, r.sent_at,
       r.sent_by_name AS sent_by, r.seen_at, r.answer, r.answer_note, r.answered_at, r.handled_at,
       r.handled_by_name AS handled_by"""
FROM = """
          FROM citas.reminders r
          JOIN citas.reminder_rules rule ON rule.id = r.rule_id
          JOIN citas.appointments a ON a.id = r.appointment_id"""
WANTED = wanted("a.patient_id")
# By which channel they would rather get them, under whichever of their numbers.
PREFERS = """(SELECT c.channel FROM citas.channel_choices c
               WHERE c.patient_id = ANY (citas.patient_ids(a.patient_id)) ORDER BY c.chosen_at DESC LIMIT 1)"""
# What the patient's calendar knows the visit by: one booked online is in it already, as its booking.
EVENT = """
       coalesce('online-' || online.id, 'visit-' || a.id) AS event, coalesce(online.sequence, r.sequence) AS event_sequence"""
LISTED = 200
BATCH = 50


def of_appointment(db, appointment_id):
    return db.all(
        f"""
        SELECT {REMINDER} {FROM}
         WHERE r.appointment_id = %(appointment_id)s
         ORDER BY coalesce(r.sent_at, r.due_at), r.id
         LIMIT {LISTED}
        """,
        appointment_id=appointment_id,
    )


def to_send(db, now):
    """What waits for a person to send it, those first whose visit comes first."""
    return db.all(
        f"""
        SELECT {REMINDER}, {VISIT} {FROM}
         WHERE r.state = 'PENDING' AND r.channel = 'WHATSAPP' AND r.due_at <= %(now)s
           AND (r.visit_at > %(now)s OR r.moment = 'CANCELLED') AND a.patient_phone IS NOT NULL AND {WANTED}
         ORDER BY r.visit_at, r.id
         LIMIT {LISTED}
        """,
        now=now,
    )


def requests(db, now):
    """Who asked for another hour and has not got it, in the order in which they asked."""
    return db.all(
        f"""
        SELECT {REMINDER}, {VISIT} {FROM}
         WHERE r.answer = 'MOVE' AND r.handled_at IS NULL
           AND r.sequence = a.sequence AND a.status IN ('PENDING', 'CONFIRMED') AND r.visit_at > %(now)s
         ORDER BY r.answered_at, r.id
         LIMIT {LISTED}
        """,
        now=now,
    )


def get(db, id):
    return db.one(f"SELECT {REMINDER}, {VISIT} {FROM} WHERE r.id = %(id)s", id=id)


def to_tell(db, id):
    """A message with all that its words and its link ask for."""
    return db.one(
        f"""
        SELECT {REMINDER}, {VISIT}, a.patient_email AS email, a.status, r.sequence, a.sequence AS visit_sequence,
               upper(a.during) - lower(a.during) AS lasts, (SELECT name FROM citas.rooms WHERE id = a.room_id) AS room, rule.subject, rule.body,
               r.created_at, {EVENT}
               {FROM}
               LEFT JOIN citas.self_bookings online ON online.appointment_id = a.id
         WHERE r.id = %(id)s
        """,
        id=id,
    )


def lock_due(tx, now, mails, provider):
    """What is due, and what is needed to decide what becomes of it. Another relay takes others.

    What waits for a person is none of it, unless a carrier takes it: no row is looked at again and again.
    """
    return tx.all(
        f"""
        SELECT r.id, r.appointment_id, r.moment, r.channel, r.visit_at, a.patient_email AS email, a.patient_phone AS phone,
               citas.person(a.patient_id) AS patient_id, a.patient_name, {WANTED} AS wanted,
               {PREFERS} AS prefers, r.by_person OR r.linked_at IS NOT NULL AS by_person,
               citas.outside_quiet(%(now)s, r.visit_at) AS quiet_until,
               r.moment = 'BEFORE' AND EXISTS (
                   SELECT FROM citas.reminders later
                    WHERE (later.appointment_id, later.sequence) = (r.appointment_id, r.sequence) AND later.moment = 'BEFORE'
                      AND later.channel = r.channel AND later.due_at <= %(now)s AND later.due_at > r.due_at) AS followed,
               (SELECT last.visit_at = r.visit_at FROM citas.reminders last
                 WHERE last.appointment_id = r.appointment_id AND last.state = 'SENT'
                 ORDER BY last.sent_at DESC LIMIT 1) IS TRUE AS told
          FROM citas.reminders r JOIN citas.appointments a ON a.id = r.appointment_id
         WHERE r.state = 'PENDING' AND r.due_at <= %(now)s
           AND (r.channel = 'MAIL' OR r.visit_at <= %(now)s OR a.patient_phone IS NULL OR NOT {WANTED}
                OR NOT r.by_person AND r.linked_at IS NULL
                   AND (%(provider)s OR %(mails)s AND a.patient_email IS NOT NULL AND {PREFERS} = 'MAIL'))
         ORDER BY r.due_at, r.id
         LIMIT {BATCH}
           FOR UPDATE OF r SKIP LOCKED
        """,
        now=now,
        mails=mails,
        provider=provider,
    )


def lock(tx, id):
    return tx.one(
        f"SELECT {names(('id', 'state', 'channel', 'appointment_id', 'sequence', 'visit_at', 'answer', 'handled_at'))},"
        " sent_by_name AS sent_by FROM citas.reminders WHERE id = %(id)s FOR UPDATE",
        id=id,
    )


def queue(tx, id, channel, to):
    tx.run(
        "UPDATE citas.reminders SET state = 'QUEUED', channel = %(channel)s, sent_to = %(to)s WHERE id = %(id)s",
        id=id,
        channel=channel,
        to=to,
    )


def skip(tx, id, reason):
    tx.run(
        """
        UPDATE citas.reminders SET state = 'SKIPPED', reason = %(reason)s
         WHERE id = %(id)s AND state IN ('PENDING', 'QUEUED')
        """,
        id=id,
        reason=reason,
    )


def by_hand(tx, id, reason):
    tx.run(
        "UPDATE citas.reminders SET channel = 'WHATSAPP', by_person = true, reason = %(reason)s WHERE id = %(id)s",
        id=id,
        reason=reason,
    )


def postpone(tx, id, due_at):
    tx.run("UPDATE citas.reminders SET due_at = %(due_at)s WHERE id = %(id)s", id=id, due_at=due_at)


def texted(tx, id, reason, sent_at):
    """What the provider says: it went out; or it never will, and a person sends it."""
    if reason is None:
        mailed(tx, id, None, sent_at)
        return
    tx.run(
        """
        UPDATE citas.reminders SET state = 'PENDING', by_person = true, sent_to = NULL, reason = %(reason)s
         WHERE id = %(id)s AND state = 'QUEUED'
        """,
        id=id,
        reason=reason,
    )


def mailed(tx, id, reason, sent_at):
    """What the carrier says: it went out, or never will. What was taken away meanwhile is taken away."""
    tx.run(
        """
        UPDATE citas.reminders
           SET state = CASE WHEN %(reason)s::text IS NULL THEN 'SENT' ELSE 'FAILED' END, reason = %(reason)s::text,
               sent_at = CASE WHEN %(reason)s::text IS NULL THEN %(sent_at)s::timestamptz END
         WHERE id = %(id)s AND state = 'QUEUED'
        """,
        id=id,
        reason=reason,
        sent_at=sent_at,
    )


def sent_by_hand(tx, id, by_id, by_name, to):
    tx.run(
        """
        UPDATE citas.reminders
           SET state = 'SENT', sent_at = now(), sent_by_id = %(by_id)s, sent_by_name = %(by_name)s, sent_to = %(to)s
         WHERE id = %(id)s
        """,
        id=id,
        by_id=by_id,
        by_name=by_name,
        to=to,
    )


def take_back(tx, id):
    tx.run(
        """
        UPDATE citas.reminders SET state = 'PENDING', by_person = true, sent_at = NULL, sent_by_id = NULL, sent_by_name = NULL,
               sent_to = NULL
         WHERE id = %(id)s
        """,
        id=id,
    )


def link(tx, id):
    """Somebody was given its link: whatever becomes of the visit, whoever has it is answered."""
    tx.run("UPDATE citas.reminders SET linked_at = now() WHERE id = %(id)s", id=id)


def see(tx, id):
    """Whoever has its link opened it, the first time."""
    tx.run("UPDATE citas.reminders SET seen_at = now() WHERE id = %(id)s AND seen_at IS NULL", id=id)


def answer(tx, id, answer, note):
    tx.run(
        """
        UPDATE citas.reminders
           SET answer = %(answer)s, answer_note = %(note)s, answered_at = now(), handled_at = NULL, handled_by_name = NULL
         WHERE id = %(id)s
        """,
        id=id,
        answer=answer,
        note=note,
    )


def handle(tx, id, by_name):
    tx.run(
        "UPDATE citas.reminders SET handled_at = now(), handled_by_name = %(by_name)s WHERE id = %(id)s",
        id=id,
        by_name=by_name,
    )
