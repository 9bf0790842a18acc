"""Credit notes, their lines, and what is left of an invoice to credit."""

from common.store.db import Prepared, json
from common.store.search import has_words, words
from common.store.sql import names, values
from common.web.paging import Listing
from facturacion.billing.rules.invoices import written

INSERTED = ("invoice_id", "series_id", "sequential", "number", "issue_date", "reason", "subtotal", "iva", "total", "returned", "issued_by_id", "issued_by_name")  # fmt: skip
LINE = ("invoice_line_id", "position", "quantity", "iva_code", "iva_rate", "subtotal", "iva")
NOTE = """id, invoice_id, number, issue_date, reason, subtotal, iva, total, returned, issued_at,
               jsonb_build_object('id', issued_by_id, 'name', issued_by_name) AS issued_by"""
OF_INVOICE = Prepared(
    f"SELECT {NOTE} FROM facturacion.credit_notes WHERE invoice_id = %(invoice_id)s ORDER BY id",
    invoice_id="bigint",
)
MATCHES = f"""(%(first)s IS NULL OR n.issue_date >= %(first)s)
           AND (%(last)s IS NULL OR n.issue_date <= %(last)s)
           AND (%(patient_id)s IS NULL OR i.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)))
           AND (%(returned)s IS NULL OR (n.returned > 0) = %(returned)s)
           AND ({has_words("i.search_text")} OR n.number = %(note_number)s)"""
NOTES = Listing(
    """n.id, n.invoice_id, n.number, n.issue_date, n.reason, n.subtotal, n.iva, n.total, n.returned, n.issued_at,
               jsonb_build_object('id', n.issued_by_id, 'name', n.issued_by_name) AS issued_by,
               i.number AS invoice_number, i.buyer_name""",
    "facturacion.credit_notes n JOIN facturacion.invoices i ON i.id = n.invoice_id",
    MATCHES,
    {"issue_date": ("n.issue_date", "%(after)s::text::date")},
    id="n.id",
)


def page(db, wanted):
    filters = {"first", "last", "patient_id", "returned"}
    search = wanted.search
    return NOTES.page(
        db, wanted, note_number=search, **words(written(search)), **wanted.model_dump(include=filters)
    )


def get(db, id):
    return db.one(
        f"SELECT {NOTE} FROM facturacion.credit_notes WHERE id = %(id)s",
        id=id,
    )


def lines_of(db, id):
    """What a note credits, with what each line of the invoice was called."""
    return db.all(
        """
        SELECT l.description, c.quantity, c.iva_rate, c.subtotal, c.iva
          FROM facturacion.credit_note_lines c JOIN facturacion.invoice_lines l ON l.id = c.invoice_line_id
         WHERE c.credit_note_id = %(id)s
         ORDER BY c.position
        """,
        id=id,
    )


def document(db, id):
    """The note as it was printed; None where it never was."""
    return db.value("SELECT pdf FROM facturacion.credit_note_documents WHERE credit_note_id = %(id)s", id=id)


def keep(tx, id, pdf):
    """Keep it, unless somebody printed the same meanwhile."""
    tx.run(
        """
        INSERT INTO facturacion.credit_note_documents (credit_note_id, pdf) VALUES (%(id)s, %(pdf)s)
        ON CONFLICT DO NOTHING
        """,
        id=id,
        pdf=pdf,
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


def next_id(tx):
    """The id of a note that is about to be written: what it gives back is written first and names it."""
    return tx.value("SELECT nextval(pg_get_serial_sequence('facturacion.credit_notes', 'id'))")


def insert(tx, lines, **row):
    """The new note. `row` holds its id and INSERTED, its number made by a trigger; `lines` hold LINE."""
    row["number"] = ""
    fields = ("id", *INSERTED)
    note = tx.one(
        f"""
        INSERT INTO facturacion.credit_notes ({names(fields)}) OVERRIDING SYSTEM VALUE VALUES ({values(fields)})
          RETURNING {NOTE}
        """,
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
