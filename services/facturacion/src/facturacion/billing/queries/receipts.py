"""Receipts as they were printed."""


def get(db, **what):
    """The receipt of this `version` of an invoice on this `paper`, if it was printed."""
    return db.value(
        """
        SELECT pdf FROM facturacion.receipts
         WHERE invoice_id = %(invoice_id)s AND version = %(version)s AND paper = %(paper)s
        """,
        **what,
    )


def insert(tx, **row):
    """Keep it, unless somebody printed the same meanwhile."""
    tx.run(
        """
        INSERT INTO facturacion.receipts (invoice_id, version, paper, pdf)
             VALUES (%(invoice_id)s, %(version)s, %(paper)s, %(pdf)s)
        ON CONFLICT DO NOTHING
        """,
        **row,
    )
