"""Payments. What an invoice has been paid is kept by a trigger."""

PAYMENT = """id, invoice_id, method, amount, reference, received_at,
               jsonb_build_object('id', received_by_id, 'name', received_by_name) AS received_by,
               voided_at, void_reason"""


def of_invoice(db, invoice_id):
    return db.all(
        f"SELECT {PAYMENT} FROM facturacion.payments WHERE invoice_id = %(invoice_id)s ORDER BY id",
        invoice_id=invoice_id,
    )


def invoice_of(db, id):
    return db.value("SELECT invoice_id FROM facturacion.payments WHERE id = %(id)s", id=id)


def insert(tx, invoice_id, method, amount, reference, by):
    return tx.one(
        f"""
        INSERT INTO facturacion.payments (invoice_id, method, amount, reference, received_by_id, received_by_name)
             VALUES (%(invoice_id)s, %(method)s, %(amount)s, %(reference)s, %(by_id)s, %(by_name)s)
          RETURNING {PAYMENT}
        """,
        invoice_id=invoice_id,
        method=method,
        amount=amount,
        reference=reference,
        by_id=by.id,
        by_name=by.name,
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
