"""SQL of shortages."""

from common.store.db import json
from common.web.paging import Listing

SHORTAGE = """s.id, s.product_id, p.name AS product_name, s.appointment_id, s.quantity, s.created_at, s.resolved_at,
       s.resolved_by, s.resolution"""
SHORTAGES = Listing(
    SHORTAGE,
    "inventario.shortages s",
    """(%(resolved)s IS NULL OR (s.resolved_at IS NOT NULL) = %(resolved)s)
           AND (%(product_id)s IS NULL OR s.product_id = %(product_id)s)
           AND (%(appointment_id)s IS NULL OR s.appointment_id = %(appointment_id)s)""",
    {"id": ("s.id", "%(after)s::text::bigint")},
    id="s.id",
    joins="JOIN inventario.products p ON p.id = s.product_id",
)


def insert(tx, product_id, appointment_id, quantity):
    return tx.run(
        """
        INSERT INTO inventario.shortages (product_id, appointment_id, quantity)
             VALUES (%(product_id)s, %(appointment_id)s, %(quantity)s)
        """,
        product_id=product_id,
        appointment_id=appointment_id,
        quantity=quantity,
    )


def lock(tx, id):
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


def count_open(db):
    return db.all("SELECT count(*) AS value FROM inventario.shortages WHERE resolved_at IS NULL")
