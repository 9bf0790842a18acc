"""Treatments that are done for looks, and the diagnoses for which they were billed without IVA."""

from common.store.sql import any_of, names, values

INSERTED = ("invoice_id", "treatment_id", "sha256", "signed_on", "linked_by_id", "linked_by_name")


def flag(tx, treatment_id):
    """Whether it was not flagged before."""
    return tx.value(
        """
        INSERT INTO facturacion.aesthetic_treatments (treatment_id) VALUES (%(treatment_id)s)
        ON CONFLICT DO NOTHING
          RETURNING true
        """,
        treatment_id=treatment_id,
    )


def unflag(tx, treatment_id):
    """Whether it was flagged before."""
    return tx.value(
        "DELETE FROM facturacion.aesthetic_treatments WHERE treatment_id = %(treatment_id)s RETURNING true",
        treatment_id=treatment_id,
    )


def flagged(db, treatment_ids):
    """Which of these are done for looks."""
    return db.value(
        f"""
        SELECT coalesce(array_agg(treatment_id), '{{}}')
          FROM facturacion.aesthetic_treatments
         WHERE treatment_id = {any_of("treatment_ids")}
        """,
        treatment_ids=list(treatment_ids),
    )


def links(db, invoice_id):
    """The diagnoses that were linked to an invoice."""
    return db.all(
        """
        SELECT treatment_id, sha256, signed_on, linked_at,
               jsonb_build_object('id', linked_by_id, 'name', linked_by_name) AS linked_by
          FROM facturacion.invoice_diagnoses
         WHERE invoice_id = %(invoice_id)s
         ORDER BY treatment_id
        """,
        invoice_id=invoice_id,
    )


def link(tx, **row):
    tx.run(
        f"""
        INSERT INTO facturacion.invoice_diagnoses ({names(INSERTED)}) VALUES ({values(INSERTED)})
        ON CONFLICT ON CONSTRAINT invoice_diagnoses_pkey DO UPDATE
           SET sha256 = excluded.sha256, signed_on = excluded.signed_on, linked_at = now(),
               linked_by_id = excluded.linked_by_id, linked_by_name = excluded.linked_by_name
        """,
        **row,
    )


def unlink(tx, invoice_id, treatment_id=None):
    """Take back one link of a draft, or all; how many there were."""
    return tx.run(
        """
        DELETE FROM facturacion.invoice_diagnoses
         WHERE invoice_id = %(invoice_id)s AND (%(treatment_id)s IS NULL OR treatment_id = %(treatment_id)s)
        """,
        invoice_id=invoice_id,
        treatment_id=treatment_id,
    )


def drafts_with(tx, treatment_id):
    """The ids of the drafts that charge this treatment, by itself or in a package, locked."""
    return [
        row["id"]
        for row in tx.all(
            """
            SELECT i.id
              FROM facturacion.invoices i
             WHERE i.status = 'DRAFT'
               AND EXISTS (SELECT FROM facturacion.invoice_lines l
                            WHERE l.invoice_id = i.id
                              AND (l.kind = 'TREATMENT' AND l.reference_id = %(treatment_id)s
                                   OR l.kind = 'PACKAGE' AND EXISTS (
                                      SELECT FROM facturacion.package_items p
                                       WHERE p.package_id = l.reference_id AND p.treatment_id = %(treatment_id)s)))
             ORDER BY i.id
               FOR UPDATE
            """,
            treatment_id=treatment_id,
        )
    ]
