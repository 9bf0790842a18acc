"""Rules of what is sent when, and the clinic's quiet hours."""

from common.store.db import json
from common.store.sql import assignments, names, values

FIELDS = (
    "name", "moment", "minutes_before", "channel", "treatments", "treatment_ids", "subject", "body", "active",
)  # fmt: skip
SHOWN = tuple(field for field in FIELDS if field != "treatment_ids")
RULE = f"r.id, {names(SHOWN, of='r')}, r.version, r.created_at, r.updated_at"
SETTINGS = "to_char(quiet_from, 'HH24:MI') AS quiet_from, to_char(quiet_to, 'HH24:MI') AS quiet_to, version, updated_at"
# More than a clinic could follow.
MOST = 50


def of_clinic(db):
    return db.all(f"""
        SELECT {RULE}
          FROM citas.reminder_rules r
         ORDER BY r.active DESC, array_position(ARRAY['BOOKED', 'BEFORE', 'MOVED', 'CANCELLED'], r.moment),
                  r.minutes_before DESC, r.id
         LIMIT {MOST}
        """)


def count(db):
    return db.value("SELECT count(*) FROM citas.reminder_rules")


def get(db, id):
    return db.one(f"SELECT {RULE} FROM citas.reminder_rules r WHERE r.id = %(id)s", id=id)


def lock_all(tx):
    """Nobody books, moves or cancels between a change of the rules and what it plans."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended('citas:reminder_rules', 0))")


def lock(tx, id):
    return tx.one(
        f"SELECT {names(FIELDS)}, version FROM citas.reminder_rules WHERE id = %(id)s FOR UPDATE", id=id
    )


def insert(tx, **row):
    """`row` holds FIELDS."""
    return tx.value(
        f"INSERT INTO citas.reminder_rules ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING id",
        **row | {"treatments": json(row["treatments"])},
    )


def update(tx, id, **row):
    """`row` holds FIELDS."""
    tx.run(
        f"UPDATE citas.reminder_rules SET {assignments(FIELDS)} WHERE id = %(id)s",
        id=id,
        **row | {"treatments": json(row["treatments"])},
    )


def plan(tx):
    """Bring the messages of all visits to come in step with the rules."""
    tx.run("""
        SELECT citas.plan_reminders(array_agg(id)) FROM citas.appointments
         WHERE lower(during) > now() AND status IN ('PENDING', 'CONFIRMED')
        """)


def settings(db):
    return db.one(f"SELECT {SETTINGS} FROM citas.reminder_settings")


def lock_settings(tx):
    return tx.one(f"SELECT {SETTINGS} FROM citas.reminder_settings FOR UPDATE")


def update_settings(tx, quiet_from, quiet_to):
    return tx.one(
        f"""
        UPDATE citas.reminder_settings
           SET quiet_from = %(quiet_from)s::time, quiet_to = %(quiet_to)s::time
        RETURNING {SETTINGS}
        """,
        quiet_from=quiet_from,
        quiet_to=quiet_to,
    )


def keep_place(tx, zone, base):
    """On which clock quiet hours are, and where links lead to."""
    tx.run(
        """
        UPDATE citas.reminder_settings SET zone = %(zone)s, base = coalesce(%(base)s, base)
         WHERE zone <> %(zone)s OR base IS DISTINCT FROM coalesce(%(base)s, base)
        """,
        zone=zone,
        base=base,
    )


def move_out_of_quiet_hours(tx):
    """Other quiet hours: what waits before visits to come is sent at another time."""
    tx.run("""
        UPDATE citas.reminders r SET due_at = moved.due_at
          FROM (SELECT p.id, citas.outside_quiet(p.visit_at - rule.minutes_before * interval '1 minute', p.visit_at) AS due_at
                  FROM citas.reminders p JOIN citas.reminder_rules rule ON rule.id = p.rule_id
                 WHERE p.state = 'PENDING' AND p.moment = 'BEFORE' AND p.due_at > now()) AS moved
         WHERE r.id = moved.id AND r.due_at <> moved.due_at
        """)


def base(db):
    """Where people open the clinic, as far as it was told."""
    return db.value("SELECT base FROM citas.reminder_settings")
