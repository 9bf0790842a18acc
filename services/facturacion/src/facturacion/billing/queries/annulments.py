"""Annulments that wait for the SRI's portal."""

from common.store.sql import names, values

INSERTED = ("invoice_id", "reason", "asked_by_id", "asked_by_name")


def waiting(db, invoice_id):
    """The request that an invoice waits for; None where it waits for none."""
    return db.one(
        """
        SELECT id, reason, asked_at, asked_by_id, asked_by_name
          FROM facturacion.annulment_requests
         WHERE invoice_id = %(invoice_id)s AND ended_at IS NULL
        """,
        invoice_id=invoice_id,
    )


def insert(tx, **row):
    tx.run(
        f"INSERT INTO facturacion.annulment_requests ({names(INSERTED)}) VALUES ({values(INSERTED)})", **row
    )


def end(tx, id, outcome, by_id=None, by_name=None):
    tx.run(
        """
        UPDATE facturacion.annulment_requests
           SET outcome = %(outcome)s, ended_at = now(), ended_by_id = %(by_id)s, ended_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        outcome=outcome,
        by_id=by_id,
        by_name=by_name,
    )
