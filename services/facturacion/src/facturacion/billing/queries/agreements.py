"""What patients accepted in quotes, and which drafts and invoices have billed it."""

from common.store.db import json


def lock_left(tx, patient_id, items):
    """The accepted lines of the patient's quotes of which something is left to bill, for these (kind, reference_id).

    The oldest acceptance first. Another bill of the same line waits here until this one is written.
    """
    return tx.all(
        """
        SELECT l.id, l.kind, l.reference_id, l.plan_item_id, l.quantity, l.billed, l.unit_price, l.discount, l.iva_code, l.description,
               q.number, q.approved_by_id, q.approved_by_name,
               (SELECT coalesce(sum(b.discount), 0.00) FROM facturacion.quote_billings b
                 WHERE b.quote_line_id = l.id AND b.released_at IS NULL) AS discounted
          FROM facturacion.quote_lines l
          JOIN facturacion.quotes q ON q.id = l.quote_id
          JOIN jsonb_to_recordset(%(items)s) AS wanted (kind text, reference_id bigint)
            ON wanted.kind = l.kind AND wanted.reference_id = l.reference_id
         WHERE q.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND q.status = 'ACCEPTED'
           AND l.acceptance_id IS NOT NULL AND l.billed < l.quantity
         ORDER BY l.acceptance_id, l.id
           FOR UPDATE OF l
        """,
        patient_id=patient_id,
        items=json(items),
    )


def bill(tx, invoice_id, taken):
    """`taken` hold quote_line_id, quantity and discount."""
    tx.run(
        """
        INSERT INTO facturacion.quote_billings (quote_line_id, invoice_id, quantity, discount)
             SELECT quote_line_id, %(invoice_id)s, quantity, discount
               FROM jsonb_to_recordset(%(taken)s) AS taken (quote_line_id bigint, quantity numeric, discount numeric)
        """,
        invoice_id=invoice_id,
        taken=json(taken),
    )


def standing(tx, invoice_id):
    """What a draft has of quotes, the newest first."""
    return tx.all(
        """
        SELECT b.id, b.quote_line_id, b.quantity, b.discount, l.kind, l.reference_id
          FROM facturacion.quote_billings b
          JOIN facturacion.quote_lines l ON l.id = b.quote_line_id
         WHERE b.invoice_id = %(invoice_id)s AND b.released_at IS NULL
         ORDER BY b.id DESC
        """,
        invoice_id=invoice_id,
    )


def release(tx, id):
    tx.run("UPDATE facturacion.quote_billings SET released_at = now() WHERE id = %(id)s", id=id)
