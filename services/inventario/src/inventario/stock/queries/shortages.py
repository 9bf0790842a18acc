"""SQL of shortages."""

from common.store.db import json
from common.store.search import has_words
from common.web.paging import Listing

SHORTAGE = """s.id, s.product_id, p.name AS product_name, s.appointment_id, s.quantity, s.created_at, s.resolved_at,
       s.resolved_by, s.resolution"""
SHORTAGES = Listing(
    SHORTAGE,
    "inventario.shortages s JOIN inventario.products p ON p.id = s.product_id",
    f"""{has_words("(p.search_text || ' ' || coalesce(public.plain(s.resolution), ''))")}
           AND (%(resolved)s IS NULL OR (s.resolved_at IS NOT NULL) = %(resolved)s)
           AND (%(product_id)s IS NULL OR s.product_id = %(product_id)s)
           AND (%(appointment_id)s IS NULL OR s.appointment_id = %(appointment_id)s)""",
    {"id": ("s.id", "%(after)s::text::bigint")},
    id="s.id",
)


def insert(tx, missed):
    """`missed` hold product_id, appointment_id, completion and quantity."""
    if missed:
        tx.later(
            """
            INSERT INTO inventario.shortages (product_id, appointment_id, completion, quantity)
                 SELECT product_id, appointment_id, completion, quantity
                   FROM jsonb_to_recordset(%(missed)s::jsonb)
                        AS m (product_id bigint, appointment_id bigint, completion integer, quantity numeric)
            """,
            missed=json(missed),
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


def lock_open_of(tx, appointment_id, completion):
    """The ids of the open shortages of this completion."""
    rows = tx.all(
        """
        SELECT id
          FROM inventario.shortages
         WHERE appointment_id = %(appointment_id)s AND completion = %(completion)s AND resolved_at IS NULL
         ORDER BY id
           FOR NO KEY UPDATE
        """,
        appointment_id=appointment_id,
        completion=completion,
    )
    return [row["id"] for row in rows]


def count_open(db):
    return db.all("SELECT count(*) AS value FROM inventario.shortages WHERE resolved_at IS NULL")
