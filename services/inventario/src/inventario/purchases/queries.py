"""SQL of receipts; their lines are movements of the ledger."""

from common.store.search import has_words
from common.store.sql import assignments, names, values
from common.web.paging import Listing

# What a person writes of the document, what is worked out of it, and who receives.
DOCUMENT = (
    "supplier_name", "supplier_ruc", "document_type", "document_number", "authorisation", "date", "amount", "iva",
    "base_zero", "payment_method", "stocked",
)  # fmt: skip
EDITED = (*DOCUMENT, "repeated")
FIELDS = (*EDITED, "received_by_id", "received_by_name")
BOUGHT = "FROM inventario.stock_movements m WHERE m.receipt_id = r.id AND m.kind = 'PURCHASE'"
RECEIPT = f"""r.id, CASE WHEN r.document_type IS NOT NULL THEN jsonb_build_object(
                   {", ".join(f"'{name}', r.{name}" + ("::text" if name in ("amount", "iva", "base_zero", "stocked") else "") for name in EDITED)}) END AS document,
       (SELECT coalesce(round(sum(m.quantity * m.unit_cost), 2), 0.00) {BOUGHT}) AS material,
       (SELECT count(*) {BOUGHT}) AS line_count,
       jsonb_build_object('id', r.received_by_id, 'name', r.received_by_name) AS received_by, r.received_at, r.annulled_at,
       CASE WHEN r.annulled_at IS NOT NULL THEN jsonb_build_object('id', r.annulled_by_id, 'name', r.annulled_by_name) END
           AS annulled_by,
       r.annulled_reason, r.version, r.updated_at"""
RECEIPTS = Listing(
    RECEIPT,
    "inventario.receipts r",
    f"""{has_words("r.search_text")}
           AND (%(documented)s IS NULL OR (r.document_type IS NOT NULL) = %(documented)s)
           AND (%(annulled)s IS NULL OR (r.annulled_at IS NOT NULL) = %(annulled)s)""",
    {"id": ("r.id", "%(after)s::text::bigint")},
    id="r.id",
)


def get(db, id):
    return db.one(f"SELECT {RECEIPT} FROM inventario.receipts r WHERE r.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {RECEIPT} FROM inventario.receipts r WHERE r.id = %(id)s FOR UPDATE", id=id)


def lines(db, id):
    return db.all(
        """
        SELECT m.id AS movement_id, m.product_id, p.name AS product_name, p.unit, m.lot_id, l.lot_number, l.expiry_date,
               m.quantity, m.unit_cost
          FROM inventario.stock_movements m
          JOIN inventario.products p ON p.id = m.product_id
          JOIN inventario.lots l ON l.id = m.lot_id
         WHERE m.receipt_id = %(id)s AND m.kind = 'PURCHASE'
         ORDER BY m.id
        """,
        id=id,
    )


def is_there(db, supplier_name, document_number, id=None):
    """Whether another receipt in force has this document of this supplier, however both are written."""
    return db.value(
        """
        SELECT EXISTS (
            SELECT FROM inventario.receipts
             WHERE annulled_at IS NULL
               AND inventario.document_key(supplier_name) = inventario.document_key(%(supplier_name)s)
               AND inventario.document_key(document_number) = inventario.document_key(%(document_number)s)
               AND id IS DISTINCT FROM %(id)s)
        """,
        supplier_name=supplier_name,
        document_number=document_number,
        id=id,
    )


def insert(tx, **receipt):
    """Write a receipt, of which FIELDS may be left out but who received."""
    return tx.value(
        f"INSERT INTO inventario.receipts ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING id",
        **dict.fromkeys(DOCUMENT) | {"repeated": False} | receipt,
    )


def update(tx, id, **document):
    tx.run(
        f"UPDATE inventario.receipts SET {assignments(EDITED)} WHERE id = %(id)s",
        id=id,
        **document,
    )


def annul(tx, id, reason, by):
    tx.run(
        """
        UPDATE inventario.receipts
           SET annulled_at = now(), annulled_by_id = %(by_id)s, annulled_by_name = %(by_name)s, annulled_reason = %(reason)s
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )
