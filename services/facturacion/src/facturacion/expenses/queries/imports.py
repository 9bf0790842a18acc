"""Files of expenses that were imported, and how their rows compare with what is there."""

from common.store.db import json
from common.store.sql import names
from common.web.paging import Listing
from facturacion.expenses.queries.expenses import FIELDS

IMPORT = """id, name, expenses, total, imported_at,
               jsonb_build_object('id', imported_by_id, 'name', imported_by_name) AS imported_by, undone_at,
               CASE WHEN undone_at IS NOT NULL
                    THEN jsonb_build_object('id', undone_by_id, 'name', undone_by_name) END AS undone_by, undone_reason"""
IMPORTS = Listing(
    IMPORT,
    "facturacion.expense_imports",
    "true",
    {"imported_at": ("imported_at", "%(after)s::text::timestamptz")},
)


def compared(db, rows):
    """For each of `rows`, in order: how many expenses are the same as it, who else has its document, and what it is known by.

    `same_as` and `document` are one for two rows that say the same, however they are written.
    """
    return db.all(
        """
        WITH read AS (
            SELECT place, e.*,
                   jsonb_build_array(e.date, public.plain(e.category), public.plain(e.description), e.amount,
                       facturacion.document_key(e.supplier_name), facturacion.document_key(e.document_number))::text AS same_as,
                   facturacion.document_key(e.supplier_name) || '|' || facturacion.document_key(e.document_number) AS document
              FROM jsonb_array_elements(%(rows)s) WITH ORDINALITY AS row (entry, place),
                   jsonb_populate_record(NULL::facturacion.operational_expenses, entry) AS e)
        SELECT read.same_as, read.document,
               (SELECT count(*)
                  FROM facturacion.operational_expenses e
                 WHERE e.active AND e.date = read.date AND e.amount = read.amount
                   AND public.plain(e.category) = public.plain(read.category)
                   AND public.plain(e.description) = public.plain(read.description)
                   AND facturacion.document_key(e.supplier_name)
                       IS NOT DISTINCT FROM facturacion.document_key(read.supplier_name)
                   AND facturacion.document_key(e.document_number)
                       IS NOT DISTINCT FROM facturacion.document_key(read.document_number)) AS same,
               (SELECT e.description
                  FROM facturacion.operational_expenses e
                 WHERE e.active
                   AND facturacion.document_key(e.supplier_name) = facturacion.document_key(read.supplier_name)
                   AND facturacion.document_key(e.document_number) = facturacion.document_key(read.document_number)
                   AND e.amount > 0
                 ORDER BY e.id LIMIT 1) AS twin
          FROM read
         ORDER BY place
        """,
        rows=json(rows),
    )


def insert(tx, rows, import_id, me):
    """Record these expenses, each with FIELDS, in one statement."""
    tx.run(
        f"""
        INSERT INTO facturacion.operational_expenses
                    ({names(FIELDS)}, of_commissions, repeated, recorded_by_id, recorded_by_name, import_id)
             SELECT {names(FIELDS, of="e")}, false, false, %(by_id)s, %(by_name)s, %(import_id)s
               FROM jsonb_array_elements(%(rows)s) WITH ORDINALITY AS row (entry, place),
                    jsonb_populate_record(NULL::facturacion.operational_expenses, entry) AS e
              ORDER BY place
        """,
        rows=json(rows),
        import_id=import_id,
        by_id=me.id,
        by_name=me.name,
    )


def insert_import(tx, name, content_hash, expenses, total, me):
    return tx.one(
        f"""
        INSERT INTO facturacion.expense_imports (name, content_hash, expenses, total, imported_by_id, imported_by_name)
             VALUES (%(name)s, %(content_hash)s, %(expenses)s, %(total)s, %(by_id)s, %(by_name)s)
          RETURNING {IMPORT}
        """,
        name=name,
        content_hash=content_hash,
        expenses=expenses,
        total=total,
        by_id=me.id,
        by_name=me.name,
    )


def of_content(db, content_hash):
    """The import of this very file that stands; else None."""
    return db.one(
        f"SELECT {IMPORT} FROM facturacion.expense_imports WHERE content_hash = %(content_hash)s AND undone_at IS NULL",
        content_hash=content_hash,
    )


def undo(tx, id, reason, me):
    """The import, undone by this call; None where it is not there or was undone before."""
    return tx.one(
        f"""
        UPDATE facturacion.expense_imports
           SET undone_at = now(), undone_by_id = %(by_id)s, undone_by_name = %(by_name)s, undone_reason = %(reason)s
         WHERE id = %(id)s AND undone_at IS NULL
        RETURNING {IMPORT}
        """,
        id=id,
        reason=reason,
        by_id=me.id,
        by_name=me.name,
    )


def get(db, id):
    return db.one(f"SELECT {IMPORT} FROM facturacion.expense_imports WHERE id = %(id)s", id=id)


def void(tx, import_id, reason):
    """Void what stands of an import, and say how many and how much it was."""
    return tx.one(
        """
        WITH voided AS (
            UPDATE facturacion.operational_expenses SET active = false, void_reason = %(reason)s
             WHERE import_id = %(import_id)s AND active RETURNING amount)
        SELECT count(*) AS expenses, coalesce(sum(amount), 0.00) AS total FROM voided
        """,
        import_id=import_id,
        reason=reason,
    )
