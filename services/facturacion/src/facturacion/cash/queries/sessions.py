"""Sessions of cash and what moved in them."""

from common.store.sql import names, values
from common.web.paging import Listing

OPENED = ("till_id", "cashier_id", "cashier_name", "day", "opening_float")
SESSION = """s.id, jsonb_build_object('id', t.id, 'name', t.name) AS till,
               jsonb_build_object('id', s.cashier_id, 'name', s.cashier_name) AS cashier,
               s.day, s.opening_float, s.opened_at, s.closed_at, s.version"""
OF = "facturacion.cash_sessions s JOIN facturacion.tills t ON t.id = s.till_id"
MATCHES = """(%(till_id)s IS NULL OR s.till_id = %(till_id)s)
           AND (%(open)s IS NULL OR (s.closed_at IS NULL) = %(open)s)
           AND (%(first)s IS NULL OR s.day >= %(first)s)
           AND (%(last)s IS NULL OR s.day <= %(last)s)"""
SESSIONS = Listing(
    f"{SESSION}, k.difference, c.number AS closing",
    "facturacion.cash_sessions s",
    MATCHES,
    {"opened_at": ("s.opened_at", "%(after)s::text::timestamptz")},
    id="s.id",
    joins="""JOIN facturacion.tills t ON t.id = s.till_id
          LEFT JOIN facturacion.cash_closings c ON c.session_id = s.id AND c.reopened_at IS NULL
          LEFT JOIN facturacion.cash_counts k ON k.id = c.count_id""",
)
MOVED = ("session_id", "kind", "method", "amount", "source", "concept", "moved_by_id", "moved_by_name")
MOVEMENT = """id, kind, method, amount, source, concept, moved_at,
               jsonb_build_object('id', moved_by_id, 'name', moved_by_name) AS moved_by"""
MOVEMENTS = Listing(
    MOVEMENT,
    "facturacion.cash_movements",
    "session_id = %(session_id)s",
    {"id": ("id", "%(after)s::text::bigint")},
)


def page(db, wanted):
    return SESSIONS.page(db, wanted, **wanted.model_dump(include={"till_id", "open", "first", "last"}))


def get(db, id):
    return db.one(f"SELECT {SESSION} FROM {OF} WHERE s.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {SESSION} FROM {OF} WHERE s.id = %(id)s FOR NO KEY UPDATE OF s", id=id)


def open_of(db, cashier_id):
    """The session that this person has open; else None."""
    return db.one(
        f"SELECT {SESSION} FROM {OF} WHERE s.cashier_id = %(cashier_id)s AND s.closed_at IS NULL",
        cashier_id=cashier_id,
    )


def insert(tx, **row):
    """The id of the new session. `row` holds OPENED."""
    return tx.value(
        f"INSERT INTO facturacion.cash_sessions ({names(OPENED)}) VALUES ({values(OPENED)}) RETURNING id",
        **row,
    )


def move(tx, **row):
    """`row` holds MOVED."""
    return tx.one(
        f"INSERT INTO facturacion.cash_movements ({names(MOVED)}) VALUES ({values(MOVED)}) RETURNING {MOVEMENT}",
        **row,
    )


def movements(db, wanted, session_id):
    return MOVEMENTS.page(db, wanted, session_id=session_id)


def landed(db, source, kind):
    """Where this came into a till: the session and what it was; None where it never did."""
    return db.one(
        """
        SELECT session_id, method, amount FROM facturacion.cash_movements
         WHERE source = %(source)s AND kind = %(kind)s
        """,
        source=source,
        kind=kind,
    )


def expected(db, session_id):
    """What should be there of each method, with how many payments of it there are."""
    return db.all(
        """
        SELECT method, sum(amount) AS amount,
               count(*) FILTER (WHERE kind = 'PAYMENT') - count(*) FILTER (WHERE kind = 'PAYMENT_VOIDED') AS payments
          FROM facturacion.cash_movements
         WHERE session_id = %(session_id)s
         GROUP BY method
         ORDER BY method
        """,
        session_id=session_id,
    )


def collected(db, session_id):
    """What was taken in payments, less what was voided and given back."""
    return db.value(
        """
        SELECT coalesce(sum(amount), 0.00) FROM facturacion.cash_movements
         WHERE session_id = %(session_id)s AND kind IN ('PAYMENT', 'PAYMENT_VOIDED', 'REFUND')
        """,
        session_id=session_id,
    )


def last_movement(db, session_id):
    return db.value(
        "SELECT max(id) FROM facturacion.cash_movements WHERE session_id = %(session_id)s",
        session_id=session_id,
    )


def cash_apart(db, session_id):
    """The movements of cash other than payments, in their order: they are named one by one in the closing."""
    return db.all(
        f"""
        SELECT {MOVEMENT} FROM facturacion.cash_movements
         WHERE session_id = %(session_id)s AND method = 'CASH' AND kind <> 'PAYMENT'
         ORDER BY id
        """,
        session_id=session_id,
    )
