"""Series, and the visits that are theirs."""

from citas.appointments.queries.appointments import TIMES

MEMBERS = f"""
     SELECT a.id, a.occurrence, a.part, a.occurs_at, {TIMES}, a.status, a.version, a.doctor_id, a.doctor_name, a.room_id,
       a.preparation_minutes, a.cleaning_minutes, a.equipment_ids,
       citas.person(a.patient_id) AS patient_id, a.patient_name
       FROM citas.appointments a WHERE a.series_id = %(id)s"""


def insert(tx, rule, words, by_id, by_name):
    return tx.value(
        """
        INSERT INTO citas.series (rule, words, created_by_id, created_by_name)
             VALUES (%(rule)s, %(words)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        rule=rule,
        words=words,
        by_id=by_id,
        by_name=by_name,
    )


def get(db, id):
    return db.one(
        """
        SELECT s.id, s.rule, s.words, s.created_at, s.created_by_name AS created_by,
               (SELECT json_agg(json_build_object(
                           'id', a.id, 'occurrence', a.occurrence, 'part', a.part, 'start_time', lower(a.during),
                           'end_time', upper(a.during), 'status', a.status, 'version', a.version,
                           'moved', lower(a.during) <> a.occurs_at,
                           'doctor', json_build_object('id', a.doctor_id, 'name', a.doctor_name))
                       ORDER BY a.occurrence, a.part)
                  FROM citas.appointments a WHERE a.series_id = s.id) AS appointments
          FROM citas.series s
         WHERE s.id = %(id)s
        """,
        id=id,
    )


def set_rule(tx, id, rule):
    tx.run("UPDATE citas.series SET rule = %(rule)s WHERE id = %(id)s", id=id, rule=rule)


def members(db, id):
    return db.all(f"{MEMBERS} ORDER BY a.id", id=id)


def lock_members(tx, id):
    """In the order of their ids, as whoever else takes several does."""
    return tx.all(f"{MEMBERS} ORDER BY a.id FOR UPDATE", id=id)


def follow_rule(tx, id, occurs_at):
    """Where its series has it from now on."""
    tx.later(
        "UPDATE citas.appointments SET occurs_at = %(occurs_at)s WHERE id = %(id)s",
        id=id,
        occurs_at=occurs_at,
    )


def tell_once(tx, ids):
    """Of what becomes of a visit of several parts the patient is told once: these of its parts say nothing."""
    tx.later(
        """
        DELETE FROM citas.reminders
         WHERE appointment_id = ANY (%(ids)s) AND moment IN ('MOVED', 'CANCELLED') AND state = 'PENDING' AND linked_at IS NULL
           AND created_at = now()
        """,
        ids=ids,
    )
