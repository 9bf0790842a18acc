"""Rules of who is due again, and who is."""

from common.store.db import json
from common.store.sql import assignments, names, values
from common.web.paging import Listing

FIELDS = ("name", "months", "treatments", "treatment_ids", "subject", "body", "active")
SHOWN = tuple(field for field in FIELDS if field != "treatment_ids")
RULE = f"u.id, {names(SHOWN, of='u')}, u.version, u.created_at, u.updated_at"
# More than a clinic could follow.
MOST = 50

RECALL = """
       r.id, json_build_object('id', citas.person(r.patient_id), 'name', a.patient_name, 'phone', a.patient_phone,
                               'email', a.patient_email) AS patient,
       json_build_object('id', u.id, 'name', u.name, 'months', u.months) AS rule,
       (SELECT t.treatment_id FROM citas.appointment_treatments t
         WHERE t.appointment_id = r.appointment_id AND t.treatment_id = ANY (u.treatment_ids)
         ORDER BY t.position LIMIT 1) AS treatment_id,
       r.last_visit_at, r.due_on, r.state, r.snoozed_until, r.reason, r.contacted_at, r.contacted_how,
       r.contacted_by_name AS contacted_by, r.contacts, r.version,
       (SELECT c.channel FROM citas.channel_choices c WHERE c.patient_id = ANY (citas.patient_ids(r.patient_id))
         ORDER BY c.chosen_at DESC LIMIT 1) AS prefers"""
FROM = """citas.recalls r
          JOIN citas.recall_rules u ON u.id = r.rule_id
          JOIN citas.appointments a ON a.id = r.appointment_id"""
# Who has a visit to come for it is not called; nor is somebody twice whose two files are one, of which the last visit holds.
MATCHES = """
       u.active AND (%(rule_id)s IS NULL OR r.rule_id = %(rule_id)s)
   AND r.state = CASE %(show)s WHEN 'DISMISSED' THEN 'DISMISSED' ELSE 'OPEN' END
   AND (%(show)s <> 'DUE' OR r.due_on <= %(today)s AND coalesce(r.snoozed_until <= %(today)s, true))
   AND (%(show)s <> 'SNOOZED' OR r.snoozed_until > %(today)s)
   AND NOT EXISTS (
           SELECT FROM citas.appointments n JOIN citas.appointment_treatments t ON t.appointment_id = n.id
            WHERE n.patient_id = ANY (citas.patient_ids(r.patient_id)) AND t.treatment_id = ANY (u.treatment_ids)
              AND n.status IN ('PENDING', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS') AND upper(n.during) > now())
   AND NOT EXISTS (
           SELECT FROM citas.recalls o
            WHERE o.rule_id = r.rule_id AND o.patient_id = ANY (citas.patient_ids(r.patient_id))
              AND (o.last_visit_at, o.id) > (r.last_visit_at, r.id))"""
RECALLS = Listing(RECALL, FROM, MATCHES, {"due_on": ("r.due_on", "%(after)s::text::date")}, id="r.id")


def rules(db):
    return db.all(
        f"SELECT {RULE} FROM citas.recall_rules u ORDER BY u.active DESC, u.name, u.id LIMIT {MOST}"
    )


def count_rules(db):
    return db.value("SELECT count(*) FROM citas.recall_rules")


def rule(db, id):
    return db.one(f"SELECT {RULE} FROM citas.recall_rules u WHERE u.id = %(id)s", id=id)


def lock_rules(tx):
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended('citas:recall_rules', 0))")


def lock_rule(tx, id):
    return tx.one(
        f"SELECT {names(FIELDS)}, version FROM citas.recall_rules WHERE id = %(id)s FOR UPDATE", id=id
    )


def insert_rule(tx, **row):
    """`row` holds FIELDS."""
    return tx.value(
        f"INSERT INTO citas.recall_rules ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING id",
        **row | {"treatments": json(row["treatments"])},
    )


def update_rule(tx, id, **row):
    """`row` holds FIELDS."""
    tx.run(
        f"UPDATE citas.recall_rules SET {assignments(FIELDS)} WHERE id = %(id)s",
        id=id,
        **row | {"treatments": json(row["treatments"])},
    )


def plan(tx, rule_id):
    """Bring whoever is due by a rule in step with what was done."""
    tx.run("SELECT citas.plan_recalls(%(rule_id)s, NULL)", rule_id=rule_id)


def get(db, id):
    """With the words of its rule."""
    return db.one(f"SELECT {RECALL}, u.subject, u.body FROM {FROM} WHERE r.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one("SELECT id, version FROM citas.recalls WHERE id = %(id)s FOR UPDATE", id=id)


def snooze(tx, id, until, reason):
    tx.run(
        "UPDATE citas.recalls SET snoozed_until = %(until)s, reason = %(reason)s WHERE id = %(id)s",
        id=id,
        until=until,
        reason=reason,
    )


def dismiss(tx, id, reason):
    tx.run(
        "UPDATE citas.recalls SET state = 'DISMISSED', snoozed_until = NULL, reason = %(reason)s WHERE id = %(id)s",
        id=id,
        reason=reason,
    )


def restore(tx, id):
    tx.run(
        "UPDATE citas.recalls SET state = 'OPEN', snoozed_until = NULL, reason = NULL WHERE id = %(id)s",
        id=id,
    )


def contacted(tx, id, how, by_name):
    tx.run(
        """
        UPDATE citas.recalls
           SET contacted_at = now(), contacted_how = %(how)s, contacted_by_name = %(by_name)s, contacts = contacts + 1
         WHERE id = %(id)s
        """,
        id=id,
        how=how,
        by_name=by_name,
    )
