"""Counts and closings of a session."""

from common.store.db import json
from common.store.sql import names, values

COUNTED = (
    "session_id", "counted_by_id", "counted_by_name", "blind", "pieces", "methods", "expected", "counted",
    "expected_cash", "counted_cash", "exact", "last_movement",
)  # fmt: skip
COUNT = """id, counted_at, jsonb_build_object('id', counted_by_id, 'name', counted_by_name) AS counted_by, blind,
               pieces, methods, expected, counted, expected_cash, counted_cash, difference, exact, last_movement"""
CLOSED = (
    "session_id", "count_id", "number", "reason", "left_in_till", "deposited", "pdf", "closed_by_id", "closed_by_name",
)  # fmt: skip
CLOSING = """id, number, count_id, reason, left_in_till, deposited, closed_at,
               jsonb_build_object('id', closed_by_id, 'name', closed_by_name) AS closed_by, reopened_at,
               CASE WHEN reopened_at IS NOT NULL
                    THEN jsonb_build_object('id', reopened_by_id, 'name', reopened_by_name) END AS reopened_by,
               reopen_reason"""


def last_count(db, session_id):
    return db.one(
        f"SELECT {COUNT} FROM facturacion.cash_counts WHERE session_id = %(session_id)s ORDER BY id DESC LIMIT 1",
        session_id=session_id,
    )


def counts(db, session_id):
    """How often the session was counted."""
    return db.value("SELECT count(*) FROM facturacion.cash_counts WHERE session_id = %(id)s", id=session_id)


def insert_count(tx, pieces, methods, **row):
    """`row` holds the rest of COUNTED."""
    tx.run(
        f"INSERT INTO facturacion.cash_counts ({names(COUNTED)}) VALUES ({values(COUNTED)})",
        pieces=json(pieces),
        methods=json(methods),
        **row,
    )


def of_session(db, session_id):
    """Its closings, also those that were reopened, the newest first."""
    return db.all(
        f"SELECT {CLOSING} FROM facturacion.cash_closings WHERE session_id = %(session_id)s ORDER BY id DESC",
        session_id=session_id,
    )


def insert(tx, **row):
    """The new closing; the session follows. `row` holds CLOSED."""
    return tx.one(
        f"INSERT INTO facturacion.cash_closings ({names(CLOSED)}) VALUES ({values(CLOSED)}) RETURNING {CLOSING}",
        **row,
    )


def reopen(tx, session_id, reason, by):
    """The closing that is no longer in force; None where none was."""
    return tx.one(
        f"""
        UPDATE facturacion.cash_closings
           SET reopened_at = now(), reopened_by_id = %(by_id)s, reopened_by_name = %(by_name)s,
               reopen_reason = %(reason)s
         WHERE session_id = %(session_id)s AND reopened_at IS NULL
        RETURNING {CLOSING}
        """,
        session_id=session_id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )


def pdf(db, id):
    """The printed closing, with its number and the session's cashier."""
    return db.one(
        """
        SELECT c.pdf, c.number, s.cashier_id, s.cashier_name
          FROM facturacion.cash_closings c JOIN facturacion.cash_sessions s ON s.id = c.session_id
         WHERE c.id = %(id)s
        """,
        id=id,
    )
