"""Payments. What an invoice has been paid is kept by a trigger."""

from common.store.db import Prepared
from common.store.sql import names, values

# What a card's voucher or a cheque says.
DETAILS = ("card_brand", "card_lot", "card_authorisation", "bank", "due_on")
FIELDS = ("invoice_id", "method", "amount", "reference", "note", "received_on", "repeated", *DETAILS)
INSERTED = (*FIELDS, "received_by_id", "received_by_name")
PAYMENT = f"""id, {names(FIELDS)}, received_at,
               jsonb_build_object('id', received_by_id, 'name', received_by_name) AS received_by,
               voided_at, void_reason"""

OF_INVOICE = Prepared(
    f"SELECT {PAYMENT} FROM facturacion.payments WHERE invoice_id = %(invoice_id)s ORDER BY id",
    invoice_id="bigint",
)


def of_invoice(db, invoice_id):
    return db.all(OF_INVOICE, invoice_id=invoice_id)


def invoice_of(db, id):
    return db.value("SELECT invoice_id FROM facturacion.payments WHERE id = %(id)s", id=id)


def get(db, id):
    return db.one(f"SELECT {PAYMENT} FROM facturacion.payments WHERE id = %(id)s", id=id)


def twin(tx, method, reference):
    """A payment in force with this reference of a transfer or cheque, however both are written; else None."""
    return tx.one(
        """
        SELECT p.id, p.invoice_id, i.number, p.amount, p.received_on
          FROM facturacion.payments p JOIN facturacion.invoices i ON i.id = p.invoice_id
         WHERE p.voided_at IS NULL AND p.method IN ('TRANSFER', 'CHECK') AND %(reference)s ~ '[0-9]'
           AND p.method = %(method)s
           AND facturacion.document_key(p.reference) = facturacion.document_key(%(reference)s)
         ORDER BY p.id
         LIMIT 1
        """,
        method=method,
        reference=reference,
    )


def insert(tx, **row):
    """The new payment; None where it repeats a reference and is not said to. `row` holds INSERTED."""
    return tx.one(
        f"""
        INSERT INTO facturacion.payments ({names(INSERTED)})
             VALUES ({values(INSERTED)})
        ON CONFLICT DO NOTHING
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
