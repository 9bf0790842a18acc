"""SQL of the ledger: movements are inserted, never changed."""

from common.store.db import json
from common.web.paging import Listing

MOVEMENT = """m.id, m.product_id, p.name AS product_name, m.lot_id, l.lot_number, m.kind, m.quantity, m.unit_cost,
       m.balance_after, m.reason, m.appointment_id, m.actor, m.occurred_at"""
NAMED = """
          JOIN inventario.products p ON p.id = m.product_id
          JOIN inventario.lots l ON l.id = m.lot_id"""
MOVEMENTS = Listing(
    MOVEMENT,
    "inventario.stock_movements m",
    """(%(product_id)s IS NULL OR m.product_id = %(product_id)s)
           AND (%(appointment_id)s IS NULL OR m.appointment_id = %(appointment_id)s)
           AND (%(kind)s IS NULL OR m.kind = %(kind)s)""",
    {"id": ("m.id", "%(after)s::text::bigint")},
    id="m.id",
    joins=NAMED,
)


def insert(tx, product_id, lot_id, kind, quantity, unit_cost, actor, today, reason=None, appointment_id=None):
    """Write a movement; the lot and the product follow by themselves."""
    return tx.one(
        f"""
        WITH m AS (
            INSERT INTO inventario.stock_movements
                        (product_id, lot_id, kind, quantity, unit_cost, reason, appointment_id, actor, occurred_on)
                 VALUES (%(product_id)s, %(lot_id)s, %(kind)s, %(quantity)s, %(unit_cost)s, %(reason)s,
                         %(appointment_id)s, %(actor)s, %(today)s)
              RETURNING id, product_id, lot_id, kind, quantity, unit_cost, balance_after, reason, appointment_id,
                        actor, occurred_at)
        SELECT {MOVEMENT}
          FROM m {NAMED}
        """,
        product_id=product_id,
        lot_id=lot_id,
        kind=kind,
        quantity=quantity,
        unit_cost=unit_cost,
        reason=reason,
        appointment_id=appointment_id,
        actor=json(actor),
        today=today,
    )
