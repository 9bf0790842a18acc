"""SQL of the ledger: movements are inserted, never changed."""

from common.store.db import json
from common.store.search import has_words
from common.store.sql import names, values
from common.web.paging import Listing

FIELDS = (
    "product_id",
    "lot_id",
    "kind",
    "quantity",
    "unit_cost",
    "reason",
    "appointment_id",
    "completion",
    "reverses",
    "receipt_id",
    "cause",
    "actor",
    "occurred_on",
)
# What a movement of kind CONSUMPTION brings, with its types.
CONSUMED = {
    "product_id": "bigint",
    "lot_id": "bigint",
    "quantity": "numeric",
    "unit_cost": "numeric",
    "appointment_id": "bigint",
    "completion": "integer",
    "actor": "jsonb",
    "occurred_on": "date",
}
MOVEMENT = """m.id, m.product_id, p.name AS product_name, m.lot_id, l.lot_number, m.kind, m.quantity, m.unit_cost,
       m.balance_after, m.reason, m.cause, m.appointment_id, m.receipt_id, m.actor, m.occurred_at,
       EXISTS (SELECT FROM inventario.stock_movements r WHERE r.reverses = m.id) AS undone"""
NAMED = """
          JOIN inventario.products p ON p.id = m.product_id
          JOIN inventario.lots l ON l.id = m.lot_id"""
MOVEMENTS = Listing(
    MOVEMENT,
    "inventario.stock_movements m",
    f"""{has_words("m.search_text")}
           AND (%(product_id)s IS NULL OR m.product_id = %(product_id)s)
           AND (%(appointment_id)s IS NULL OR m.appointment_id = %(appointment_id)s)
           AND (%(kind)s IS NULL OR m.kind = %(kind)s)""",
    {"id": ("m.id", "%(after)s::text::bigint")},
    id="m.id",
    joins=NAMED,
)


def insert(tx, **movement):
    """Write a movement, of which FIELDS may be left out; the lot and the product follow by themselves."""
    movement = dict.fromkeys(FIELDS) | movement
    return tx.one(
        f"""
        WITH m AS (
            INSERT INTO inventario.stock_movements ({names(FIELDS)}) VALUES ({values(FIELDS)})
              RETURNING id, {names(FIELDS)}, balance_after, occurred_at)
        SELECT {MOVEMENT} FROM m {NAMED}
        """,
        **movement | {"actor": json(movement["actor"])},
    )


def insert_consumed(tx, movements):
    """Write what appointments used, in this order; lots and products follow by themselves.

    The products are locked: what is in stock after each movement follows from the ones before it.
    """
    if movements:
        tx.later(
            f"""
            INSERT INTO inventario.stock_movements (kind, {names(CONSUMED)}, balance_after)
                 SELECT 'CONSUMPTION', {names(CONSUMED, of="m")},
                        p.stock_quantity + sum(m.quantity) OVER (PARTITION BY m.product_id ORDER BY m.place)
                   FROM ROWS FROM (jsonb_to_recordset(%(movements)s::jsonb)
                                   AS ({", ".join(f"{name} {type}" for name, type in CONSUMED.items())}))
                        WITH ORDINALITY AS m ({names(CONSUMED)}, place)
                        JOIN inventario.products p ON p.id = m.product_id
                  ORDER BY m.place
            """,
            movements=json(movements),
        )


def to_reverse(db, appointment_id, completion):
    """What this completion consumed."""
    return db.all(
        """
        SELECT id, product_id, lot_id, quantity, unit_cost
          FROM inventario.stock_movements
         WHERE appointment_id = %(appointment_id)s AND completion = %(completion)s AND kind = 'CONSUMPTION'
         ORDER BY id
        """,
        appointment_id=appointment_id,
        completion=completion,
    )


def lock_taken_out(tx, id):
    """A movement, its product locked before it is undone; None where there is none."""
    return tx.one(
        f"""
        SELECT {MOVEMENT}, m.occurred_on
          FROM inventario.stock_movements m {NAMED}
         WHERE m.id = %(id)s
           FOR NO KEY UPDATE OF p
        """,
        id=id,
    )


def to_annul(db, receipt_id):
    """What this receipt brought."""
    return db.all(
        """
        SELECT id, product_id, lot_id, quantity, unit_cost, receipt_id
          FROM inventario.stock_movements
         WHERE receipt_id = %(receipt_id)s AND kind = 'PURCHASE'
         ORDER BY id
        """,
        receipt_id=receipt_id,
    )
