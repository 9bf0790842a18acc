"""Discounts of drafts and invoices, what each role may give, and what somebody approved."""

from common.store.db import Prepared, json
from common.store.sql import names, values

OF_INVOICE = Prepared(
    """
    SELECT position, percent, amount, reason
      FROM facturacion.discounts
     WHERE invoice_id = %(invoice_id)s
     ORDER BY position
    """,
    invoice_id="bigint",
)
APPROVAL = ("invoice_id", "fingerprint", "percent", "approval", "approved_by_id", "approved_by_name", "asked_by_id", "asked_by_name")  # fmt: skip
LIMIT = "role_id, role, percent, version, updated_at"


def of_invoice(db, invoice_id):
    return db.all(OF_INVOICE, invoice_id=invoice_id)


def insert(tx, invoice_id, discounts):
    """`discounts` hold position (None for the whole), percent, amount and reason."""
    tx.run(
        """
        INSERT INTO facturacion.discounts (invoice_id, position, percent, amount, reason)
             SELECT %(invoice_id)s, position, percent, amount, reason
               FROM jsonb_populate_recordset(NULL::facturacion.discounts, %(discounts)s)
        """,
        invoice_id=invoice_id,
        discounts=json(discounts),
    )


def clear(tx, invoice_id):
    tx.run("DELETE FROM facturacion.discounts WHERE invoice_id = %(invoice_id)s", invoice_id=invoice_id)


def approved_by(db, invoice_id, fingerprint):
    """Who last approved just this content of the draft; None where nobody did."""
    return db.value(
        """
        SELECT jsonb_build_object('id', approved_by_id, 'name', approved_by_name)
          FROM facturacion.discount_approvals
         WHERE invoice_id = %(invoice_id)s AND fingerprint = %(fingerprint)s
         ORDER BY id DESC
         LIMIT 1
        """,
        invoice_id=invoice_id,
        fingerprint=fingerprint,
    )


def approve(tx, **row):
    """`row` holds APPROVAL."""
    tx.run(
        f"INSERT INTO facturacion.discount_approvals ({names(APPROVAL)}) VALUES ({values(APPROVAL)})", **row
    )


def limit_of(db, role):
    """The percent that a role gives without asking; None where nobody set it.

    Tokens know their role by its name. Two rows have one name only until all of a renaming has arrived.
    """
    return db.value("SELECT min(percent) FROM facturacion.discount_limits WHERE role = %(role)s", role=role)


def limits(db):
    return db.all(f"SELECT {LIMIT} FROM facturacion.discount_limits ORDER BY role, role_id")


def set_limit(tx, role_id, role, percent):
    return tx.one(
        f"""
        INSERT INTO facturacion.discount_limits AS known (role_id, role, percent)
             VALUES (%(role_id)s, %(role)s, %(percent)s)
        ON CONFLICT (role_id) DO UPDATE
                SET role = EXCLUDED.role, percent = EXCLUDED.percent, version = known.version + 1, updated_at = now()
          RETURNING {LIMIT}
        """,
        role_id=role_id,
        role=role,
        percent=percent,
    )


def rename_role(tx, role_id, role):
    """The limit follows its role."""
    tx.run(
        "UPDATE facturacion.discount_limits SET role = %(role)s WHERE role_id = %(role_id)s",
        role_id=role_id,
        role=role,
    )
