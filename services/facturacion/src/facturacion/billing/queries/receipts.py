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


def to_mail(db, invoice_id, version):
    """What the letter says, and the receipt on a sheet as it was printed of that version."""
    return db.one(
        """
        SELECT i.number, i.status, i.buyer_name, i.total, r.pdf
          FROM facturacion.invoices i JOIN facturacion.receipts r ON r.invoice_id = i.id
         WHERE i.id = %(invoice_id)s AND r.version = %(version)s AND r.paper = 'a4'
        """,
        invoice_id=invoice_id,
        version=version,
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
