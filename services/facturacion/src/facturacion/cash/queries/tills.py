"""Tills, and how the clinic wants its cash counted."""

from common.store.sql import assignments

EDITED = ("name", "active")
TILL = """t.id, t.name, t.active, t.version,
               (SELECT jsonb_build_object('id', cashier_id, 'name', cashier_name) FROM facturacion.cash_sessions
                 WHERE till_id = t.id AND closed_at IS NULL) AS open_by,
               (SELECT c.left_in_till
                  FROM facturacion.cash_closings c JOIN facturacion.cash_sessions s ON s.id = c.session_id
                 WHERE s.till_id = t.id AND c.reopened_at IS NULL
                 ORDER BY s.opened_at DESC, s.id DESC
                 LIMIT 1) AS left_in_till"""
RULES = "blind_count, version, updated_at"


def all_of_them(db):
    return db.all(f"SELECT {TILL} FROM facturacion.tills t ORDER BY t.name, t.id")


def get(db, id):
    return db.one(f"SELECT {TILL} FROM facturacion.tills t WHERE t.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        "SELECT id, name, active, version FROM facturacion.tills WHERE id = %(id)s FOR NO KEY UPDATE", id=id
    )


def insert(tx, name):
    return tx.value("INSERT INTO facturacion.tills (name) VALUES (%(name)s) RETURNING id", name=name)


def update(tx, id, **row):
    tx.run(f"UPDATE facturacion.tills SET {assignments(EDITED)} WHERE id = %(id)s", id=id, **row)


def rules(db):
    return db.one(f"SELECT {RULES} FROM facturacion.cash_rules")


def lock_rules(tx):
    return tx.one(f"SELECT {RULES} FROM facturacion.cash_rules FOR NO KEY UPDATE")


def set_rules(tx, blind_count):
    tx.run("UPDATE facturacion.cash_rules SET blind_count = %(blind_count)s", blind_count=blind_count)
