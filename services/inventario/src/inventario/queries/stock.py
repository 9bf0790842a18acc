"""SQL of lots, movements, consumptions and shortages."""

from common.store.db import json
from common.web.paging import COUNTED_UP_TO

LOT = """id, product_id, lot_number, expiry_date, quantity, unit_cost, received_at, recalled,
       expiry_date IS NOT NULL AND expiry_date < %(today)s AS expired, version, created_at, updated_at"""
MOVEMENT = """m.id, m.product_id, p.name AS product_name, m.lot_id, l.lot_number, m.kind, m.quantity, m.unit_cost,
       m.balance_after, m.reason, m.appointment_id, m.actor, m.occurred_at"""
WANTED_MOVEMENTS = """(%(product_id)s IS NULL OR m.product_id = %(product_id)s)
           AND (%(appointment_id)s IS NULL OR m.appointment_id = %(appointment_id)s)
           AND (%(kind)s IS NULL OR m.kind = %(kind)s)"""
SHORTAGE = """s.id, s.product_id, p.name AS product_name, s.appointment_id, s.quantity, s.created_at, s.resolved_at,
       s.resolved_by, s.resolution"""
WANTED_SHORTAGES = """(%(resolved)s IS NULL OR (s.resolved_at IS NOT NULL) = %(resolved)s)
           AND (%(product_id)s IS NULL OR s.product_id = %(product_id)s)
           AND (%(appointment_id)s IS NULL OR s.appointment_id = %(appointment_id)s)"""
# A product gathers lots for ever; what is empty comes last, and the oldest of it is for the ledger to tell.
SHOWN_LOTS = 500


def lots(db, product_id, today):
    return db.all(
        f"""
        SELECT {LOT}
          FROM inventario.lots
         WHERE product_id = %(product_id)s
         ORDER BY quantity = 0, CASE WHEN quantity > 0 THEN expiry_date END, received_at, id
         LIMIT {SHOWN_LOTS}
        """,
        product_id=product_id,
        today=today,
    )


def product_of_lot(db, id):
    return db.value("SELECT product_id FROM inventario.lots WHERE id = %(id)s", id=id)


def lot(db, id, product_id, today):
    return db.one(
        f"SELECT {LOT} FROM inventario.lots WHERE id = %(id)s AND product_id = %(product_id)s",
        id=id,
        product_id=product_id,
        today=today,
    )


def lot_by_number(db, product_id, lot_number, today):
    return db.one(
        f"SELECT {LOT} FROM inventario.lots WHERE product_id = %(product_id)s AND lot_number = %(lot_number)s",
        product_id=product_id,
        lot_number=lot_number,
        today=today,
    )


def receive_lot(tx, product_id, lot_number, expiry_date, unit_cost, quantity):
    """The lot of a purchase; more of one at hand makes its cost the average. The movement brings the quantity."""
    return tx.value(
        """
        INSERT INTO inventario.lots AS l (product_id, lot_number, expiry_date, unit_cost)
             VALUES (%(product_id)s, %(lot_number)s, %(expiry_date)s, %(unit_cost)s)
        ON CONFLICT ON CONSTRAINT lots_product_lot_number
          DO UPDATE SET expiry_date = coalesce(l.expiry_date, excluded.expiry_date),
                        unit_cost = (l.quantity * l.unit_cost + %(quantity)s * excluded.unit_cost)
                                    / (l.quantity + %(quantity)s)
          RETURNING id
        """,
        product_id=product_id,
        lot_number=lot_number,
        expiry_date=expiry_date,
        unit_cost=unit_cost,
        quantity=quantity,
    )


def update_lot(tx, id, version, recalled, expiry_date, today):
    return tx.one(
        f"""
        UPDATE inventario.lots
           SET recalled = %(recalled)s, expiry_date = %(expiry_date)s
         WHERE id = %(id)s AND version = %(version)s
        RETURNING {LOT}
        """,
        id=id,
        version=version,
        recalled=recalled,
        expiry_date=expiry_date,
        today=today,
    )


def lock_usable_lots(tx, product_ids, today):
    """What may be used today, the first to expire first."""
    return tx.all(
        """
        SELECT id, product_id, quantity, unit_cost
          FROM inventario.lots
         WHERE product_id = ANY(%(product_ids)s::bigint[]) AND quantity > 0 AND NOT recalled
           AND (expiry_date IS NULL OR expiry_date >= %(today)s)
         ORDER BY product_id, expiry_date NULLS LAST, received_at, id
           FOR NO KEY UPDATE
        """,
        product_ids=product_ids,
        today=today,
    )


def move(tx, product_id, lot_id, kind, quantity, unit_cost, actor, today, reason=None, appointment_id=None):
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
          FROM m
          JOIN inventario.products p ON p.id = m.product_id
          JOIN inventario.lots l ON l.id = m.lot_id
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


def movements(db, product_id, appointment_id, kind, after_id, limit):
    return db.all(
        f"""
        SELECT {MOVEMENT}
          FROM inventario.stock_movements m
          JOIN inventario.products p ON p.id = m.product_id
          JOIN inventario.lots l ON l.id = m.lot_id
         WHERE {WANTED_MOVEMENTS}
           AND (%(after_id)s IS NULL OR m.id < %(after_id)s::text::bigint)
         ORDER BY m.id DESC
         LIMIT %(limit)s + 1
        """,
        product_id=product_id,
        appointment_id=appointment_id,
        kind=kind,
        after_id=after_id,
        limit=limit,
    )


def count_movements(db, product_id, appointment_id, kind):
    return db.value(
        f"""
        SELECT count(*)
          FROM (SELECT FROM inventario.stock_movements m WHERE {WANTED_MOVEMENTS} LIMIT %(most)s) counted
        """,
        product_id=product_id,
        appointment_id=appointment_id,
        kind=kind,
        most=COUNTED_UP_TO + 1,
    )


def claim_consumption(tx, appointment_id):
    """1 the first time; 0 where what the appointment used has been taken already."""
    return tx.run(
        """
        INSERT INTO inventario.consumptions (appointment_id) VALUES (%(appointment_id)s) ON CONFLICT DO NOTHING
        """,
        appointment_id=appointment_id,
    )


def insert_shortage(tx, product_id, appointment_id, quantity):
    return tx.run(
        """
        INSERT INTO inventario.shortages (product_id, appointment_id, quantity)
             VALUES (%(product_id)s, %(appointment_id)s, %(quantity)s)
        """,
        product_id=product_id,
        appointment_id=appointment_id,
        quantity=quantity,
    )


def shortages(db, resolved, product_id, appointment_id, after_id, limit):
    return db.all(
        f"""
        SELECT {SHORTAGE}
          FROM inventario.shortages s
          JOIN inventario.products p ON p.id = s.product_id
         WHERE {WANTED_SHORTAGES}
           AND (%(after_id)s IS NULL OR s.id < %(after_id)s::text::bigint)
         ORDER BY s.id DESC
         LIMIT %(limit)s + 1
        """,
        resolved=resolved,
        product_id=product_id,
        appointment_id=appointment_id,
        after_id=after_id,
        limit=limit,
    )


def count_shortages(db, resolved, product_id, appointment_id):
    return db.value(
        f"""
        SELECT count(*) FROM (SELECT FROM inventario.shortages s WHERE {WANTED_SHORTAGES} LIMIT %(most)s) counted
        """,
        resolved=resolved,
        product_id=product_id,
        appointment_id=appointment_id,
        most=COUNTED_UP_TO + 1,
    )


def lock_shortage(tx, id):
    return tx.one(
        "SELECT id, resolved_at FROM inventario.shortages WHERE id = %(id)s FOR NO KEY UPDATE", id=id
    )


def resolve(tx, id, resolved_by, resolution):
    return tx.one(
        f"""
        UPDATE inventario.shortages s
           SET resolved_at = now(), resolved_by = %(resolved_by)s, resolution = %(resolution)s
          FROM inventario.products p
         WHERE p.id = s.product_id AND s.id = %(id)s
        RETURNING {SHORTAGE}
        """,
        id=id,
        resolved_by=json(resolved_by),
        resolution=resolution,
    )
