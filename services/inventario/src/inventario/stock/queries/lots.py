"""SQL of lots."""

LOT = """id, product_id, lot_number, expiry_date, quantity, unit_cost, received_at, recalled,
       inventario.expired(expiry_date, %(today)s) AS expired, version, created_at, updated_at"""
# A product gathers lots for ever; what is empty comes last, and the oldest of it is for the ledger to tell.
SHOWN_LOTS = 500


def of_product(db, product_id, today):
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


def product_of(db, id):
    return db.value("SELECT product_id FROM inventario.lots WHERE id = %(id)s", id=id)


def get(db, id, product_id, today):
    return db.one(
        f"SELECT {LOT} FROM inventario.lots WHERE id = %(id)s AND product_id = %(product_id)s",
        id=id,
        product_id=product_id,
        today=today,
    )


def get_by_number(db, product_id, lot_number, today):
    return db.one(
        f"SELECT {LOT} FROM inventario.lots WHERE product_id = %(product_id)s AND lot_number = %(lot_number)s",
        product_id=product_id,
        lot_number=lot_number,
        today=today,
    )


def receive(tx, product_id, lot_number, expiry_date, unit_cost, quantity):
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


def update(tx, id, version, recalled, expiry_date, today):
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


def lock_usable(tx, product_ids, today):
    """What may be used today, the first to expire first."""
    return tx.all(
        """
        SELECT id, product_id, lot_number, expiry_date, quantity, unit_cost
          FROM inventario.lots
         WHERE product_id = ANY(%(product_ids)s::bigint[]) AND quantity > 0
           AND inventario.usable(recalled, expiry_date, %(today)s)
         ORDER BY product_id, expiry_date NULLS LAST, received_at, id
           FOR NO KEY UPDATE
        """,
        product_ids=product_ids,
        today=today,
    )


def count_expiring(db, until):
    """Lots with stock that expire until then, or have expired."""
    return db.all(
        """
        SELECT count(*) AS value
          FROM inventario.lots
         WHERE quantity > 0 AND NOT recalled AND expiry_date <= %(until)s
        """,
        until=until,
    )
