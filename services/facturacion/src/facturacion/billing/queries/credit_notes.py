"""Credit notes, their lines, and what is left of an invoice to credit."""

from common.store.db import Prepared, json
from common.store.sql import names, values

INSERTED = ("invoice_id", "series_id", "sequential", "number", "issue_date", "reason", "subtotal", "iva", "total", "returned", "issued_by_id", "issued_by_name")  # fmt: skip
LINE = ("invoice_line_id", "position", "quantity", "iva_code", "iva_rate", "subtotal", "iva")
NOTE = """id, invoice_id, number, issue_date, reason, subtotal, iva, total, returned, issued_at,
               jsonb_build_object('id', issued_by_id, 'name', issued_by_name) AS issued_by"""
OF_INVOICE = Prepared(
    f"SELECT {NOTE} FROM facturacion.credit_notes WHERE invoice_id = %(invoice_id)s ORDER BY id",
    invoice_id="bigint",
)


def of_invoice(db, invoice_id):
    return db.all(OF_INVOICE, invoice_id=invoice_id)


def left(db, invoice_id):
    """What remains of each line, and of the IVA and base of its code."""
    return db.all(
        """
        WITH gone AS (
               SELECT invoice_line_id, sum(quantity) AS quantity, sum(subtotal) AS subtotal, sum(iva) AS iva
                 FROM facturacion.credit_note_lines
                WHERE invoice_line_id IN (SELECT id FROM facturacion.invoice_lines WHERE invoice_id = %(invoice_id)s)
                GROUP BY invoice_line_id)
        SELECT l.id, l.kind, l.position, l.description, l.iva_code, l.iva_rate,
               l.quantity - coalesce(g.quantity, 0) AS quantity, l.subtotal - coalesce(g.subtotal, 0) AS subtotal,
               sum(l.subtotal - coalesce(g.subtotal, 0)) OVER code AS base_left,
               round(sum(l.subtotal) OVER code * l.iva_rate / 100, 2) - sum(coalesce(g.iva, 0)) OVER code AS iva_left
          FROM facturacion.invoice_lines l LEFT JOIN gone g ON g.invoice_line_id = l.id
         WHERE l.invoice_id = %(invoice_id)s
        WINDOW code AS (PARTITION BY l.iva_code, l.iva_rate)
         ORDER BY l.position
        """,
        invoice_id=invoice_id,
    )


def series_of(tx, invoice_id):
    return tx.value(
        "SELECT series_id FROM facturacion.invoices WHERE id = %(invoice_id)s", invoice_id=invoice_id
    )


def next_sequential(tx, series_id):
    """The number that the series' next note takes; locked until the end of the transaction."""
    return tx.value(
        """
        INSERT INTO facturacion.credit_series AS known (series_id) VALUES (%(series_id)s)
        ON CONFLICT (series_id) DO UPDATE SET next_sequential = known.next_sequential
          RETURNING next_sequential
        """,
        series_id=series_id,
    )


def insert(tx, lines, **row):
    """The new note. `row` holds INSERTED, its number made by a trigger; `lines` hold LINE."""
    row["number"] = ""
    note = tx.one(
        f"INSERT INTO facturacion.credit_notes ({names(INSERTED)}) VALUES ({values(INSERTED)}) RETURNING {NOTE}",
        **row,
    )
    tx.run(
        f"""
        INSERT INTO facturacion.credit_note_lines (credit_note_id, {names(LINE)})
             SELECT %(id)s, {names(LINE)}
               FROM jsonb_populate_recordset(NULL::facturacion.credit_note_lines, %(lines)s)
        """,
        id=note["id"],
        lines=json(lines),
    )
    return note
