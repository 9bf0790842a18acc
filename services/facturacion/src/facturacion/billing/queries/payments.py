"""Payments. What an invoice has been paid is kept by a trigger."""

from common.store.sql import names, values

FIELDS = ("invoice_id", "method", "amount", "reference")
RECEIVED_BY = ("received_by_id", "received_by_name")
PAYMENT = f"""id, {names(FIELDS)}, received_at,
               jsonb_build_object('id', received_by_id, 'name', received_by_name) AS received_by,
               voided_at, void_reason"""


def of_invoice(db, invoice_id):
    return db.all(
        f"SELECT {PAYMENT} FROM facturacion.payments WHERE invoice_id = %(invoice_id)s ORDER BY id",
        invoice_id=invoice_id,
    )


def invoice_of(db, id):
    return db.value("SELECT invoice_id FROM facturacion.payments WHERE id = %(id)s", id=id)


def insert(tx, **row):
    """`row` holds FIELDS and RECEIVED_BY."""
    return tx.one(
        f"""
        INSERT INTO facturacion.payments ({names(FIELDS + RECEIVED_BY)})
             VALUES ({values(FIELDS + RECEIVED_BY)})
          RETURNING {PAYMENT}
        """,
        **row,
    )


def void(tx, id, reason, by):
    """None if it was void already."""
    return tx.one(
        f"""
        UPDATE facturacion.payments
           SET voided_at = now(), void_reason = %(reason)s, voided_by_id = %(by_id)s, voided_by_name = %(by_name)s
         WHERE id = %(id)s AND voided_at IS NULL
        RETURNING {PAYMENT}
        """,
        id=id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )
