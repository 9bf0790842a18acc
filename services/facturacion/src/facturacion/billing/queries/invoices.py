"""Invoices and their lines."""

from common.store.db import Prepared, json
from common.store.search import has_words, words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing
from facturacion.billing.rules.invoices import written

BUYER = (
    "buyer_id_type",
    "buyer_document",
    "buyer_name",
    "buyer_email",
    "buyer_phone",
    "buyer_address",
    "buyer_reason",
)
# Of these an invoice may have its own, where the patient's file has none or another.
CONTACT = ("buyer_email", "buyer_phone", "buyer_address")
# How many of those whom a patient's invoices were made out to are offered.
MOST_BUYERS = 8
AMOUNTS = ("subtotal", "discount", "iva", "total")
# What may be corrected in a draft, and what it is made with.
EDITED = ("patient_id", "patient_document", "patient_name", "notes", "needs_mending", *BUYER, *AMOUNTS)
FIELDS = ("appointment_id", "completion", "doctor_id", "doctor_name", "cost", *EDITED)
INVOICE = f"""id, number, status, payment_status, issue_date, dated_on, appointment_id, patient_id,
               jsonb_build_object('id_type', buyer_id_type, 'document', buyer_document, 'name', buyer_name,
                                  'email', buyer_email, 'phone', buyer_phone, 'address', buyer_address,
                                  'reason', buyer_reason) AS buyer,
               CASE WHEN doctor_id IS NOT NULL
                    THEN jsonb_build_object('id', doctor_id, 'name', doctor_name) END AS doctor,
               {names(AMOUNTS)}, paid, credited, balance, cost, notes, needs_mending, annul_reason, annulled_at, issued_at,
               CASE WHEN issued_by_id IS NOT NULL
                    THEN jsonb_build_object('id', issued_by_id, 'name', issued_by_name) END AS issued_by,
               version, created_at, updated_at"""
LINE_FIELDS = (
    "position", "kind", "reference_id", "code", "description", "quantity", "unit_price", "discount", "iva_code",
    "iva_rate", "subtotal", "iva", "total", "mend",
)  # fmt: skip
# Of an invoice and what hangs from it planning is the most part of the work.
EINVOICE_STATUS = """(SELECT e.status FROM facturacion.electronic_invoices e
                 WHERE e.invoice_id = invoices.id) AS einvoice_status"""
ONE = Prepared(
    f"SELECT {INVOICE}, {EINVOICE_STATUS} FROM facturacion.invoices WHERE id = %(id)s",
    id="bigint",
)
LINES = Prepared(
    f"""
    SELECT id, {names(LINE_FIELDS)}
      FROM facturacion.invoice_lines
     WHERE invoice_id = %(id)s
     ORDER BY position
    """,
    id="bigint",
)
MATCHES = f"""(%(status)s IS NULL OR status = %(status)s)
           AND (%(payment_status)s IS NULL OR payment_status = %(payment_status)s AND status = 'ISSUED')
           AND (%(patient_id)s IS NULL OR patient_id = ANY (facturacion.patient_ids(%(patient_id)s)))
           AND (%(appointment_id)s IS NULL OR appointment_id = %(appointment_id)s)
           AND (%(needs_mending)s IS NULL OR needs_mending = %(needs_mending)s)
           AND (%(first)s IS NULL OR dated_on >= %(first)s)
           AND (%(last)s IS NULL OR dated_on <= %(last)s)
           AND {has_words("search_text")}"""
INVOICES = Listing(
    f"""{INVOICE},
               (SELECT max(received_on) FROM facturacion.payments
                 WHERE invoice_id = invoices.id AND voided_at IS NULL) AS last_received_on,
               {EINVOICE_STATUS}""",
    "facturacion.invoices",
    MATCHES,
    # The expression that each sort orders by, as its index has it.
    {
        "created_at": ("created_at", "%(after)s::text::timestamptz"),
        "issue_date": ("dated_on", "%(after)s::text::date"),
        "number": ("coalesce(number, '')", "%(after)s::text"),
    },
)


def page(db, wanted):
    filters = {"status", "payment_status", "patient_id", "appointment_id", "needs_mending", "first", "last"}
    return INVOICES.page(db, wanted, **words(written(wanted.search)), **wanted.model_dump(include=filters))


def owed_by(db, patient_ids):
    """What each of these patients owes of what was issued to them; who owes nothing is not among them."""
    return db.all(
        """
        SELECT asked.id AS patient_id, sum(i.balance) AS balance
          FROM unnest(%(patient_ids)s::bigint[]) AS asked (id)
          JOIN facturacion.invoices i ON i.patient_id = ANY (facturacion.patient_ids(asked.id))
         WHERE i.status = 'ISSUED' AND i.payment_status <> 'PAID'
         GROUP BY asked.id
         ORDER BY asked.id
        """,
        patient_ids=patient_ids,
    )


def charges_of(db, appointment_ids):
    """What each of these visits came to and what is still owed of it; one without an invoice is not among them."""
    return db.all(
        """
        SELECT appointment_id, id AS invoice_id, number, status, total, credited, paid,
               CASE status WHEN 'DRAFT' THEN total ELSE balance END AS owed
          FROM facturacion.invoices
         WHERE appointment_id = ANY (%(appointment_ids)s::bigint[]) AND status IN ('DRAFT', 'ISSUED')
         ORDER BY appointment_id
        """,
        appointment_ids=appointment_ids,
    )


def buyers_of(db, patient_id):
    """Whom this patient's invoices were made out to, with their newest details, the last one first."""
    return db.all(
        f"""
        SELECT id_type, document, name, email, phone, address, reason
          FROM (SELECT DISTINCT ON (buyer_id_type, buyer_document)
                       id, {", ".join(f"{column} AS {column.removeprefix('buyer_')}" for column in BUYER)}
                  FROM facturacion.invoices
                 WHERE patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND status IN ('ISSUED', 'ANNULLED') AND buyer_id_type <> '07'
                 ORDER BY buyer_id_type, buyer_document, id DESC) AS buyers
         ORDER BY id DESC
         LIMIT {MOST_BUYERS}
        """,
        patient_id=patient_id,
    )


def get(db, id):
    return db.one(ONE, id=id)


def lock_of_appointment(tx, appointment_id):
    """The appointment's invoice, neither annulled nor discarded; None where there is none."""
    return tx.one(
        f"""
        SELECT {INVOICE}, completion
          FROM facturacion.invoices
         WHERE appointment_id = %(appointment_id)s AND status NOT IN ('ANNULLED', 'DISCARDED')
           FOR UPDATE
        """,
        appointment_id=appointment_id,
    )


def lock(tx, id):
    return tx.one(
        f"SELECT {INVOICE}, patient_document, patient_name FROM facturacion.invoices WHERE id = %(id)s FOR UPDATE",
        id=id,
    )


def lines(db, id):
    return db.all(LINES, id=id)


def insert(tx, dated_on, **row):
    """A new draft. `row` holds FIELDS."""
    return tx.one(
        f"""
        INSERT INTO facturacion.invoices (dated_on, {names(FIELDS)})
             VALUES (%(dated_on)s, {values(FIELDS)})
          RETURNING {INVOICE}
        """,
        dated_on=dated_on,
        **row,
    )


def insert_lines(tx, id, lines):
    """`lines` hold LINE_FIELDS; whatever else they hold is left out."""
    tx.later(
        f"""
        INSERT INTO facturacion.invoice_lines (invoice_id, {names(LINE_FIELDS)})
             SELECT %(id)s, {names(LINE_FIELDS)}
               FROM jsonb_populate_recordset(NULL::facturacion.invoice_lines, %(lines)s)
        """,
        id=id,
        lines=json(lines),
    )


def replace_lines(tx, id, lines):
    tx.run("DELETE FROM facturacion.invoice_lines WHERE invoice_id = %(id)s", id=id)
    insert_lines(tx, id, lines)


def update_draft(tx, id, **row):
    """`row` holds EDITED."""
    tx.run(f"UPDATE facturacion.invoices SET {assignments(EDITED)} WHERE id = %(id)s", id=id, **row)


def flag(tx, id, needs_mending):
    """Keep whether a draft must be mended. No-op where that is known."""
    tx.run(
        """
        UPDATE facturacion.invoices SET needs_mending = %(needs_mending)s
         WHERE id = %(id)s AND needs_mending <> %(needs_mending)s
        """,
        id=id,
        needs_mending=needs_mending,
    )


def issue(tx, id, series_id, sequential, issue_date, issued_by, totals):
    tx.run(
        f"""
        UPDATE facturacion.invoices
           SET status = 'ISSUED', series_id = %(series_id)s, sequential = %(sequential)s,
               issue_date = %(issue_date)s, dated_on = %(issue_date)s, issued_at = now(),
               issued_by_id = %(by_id)s, issued_by_name = %(by_name)s, needs_mending = false,
               {assignments(AMOUNTS)}
         WHERE id = %(id)s
        """,
        id=id,
        series_id=series_id,
        sequential=sequential,
        issue_date=issue_date,
        by_id=issued_by.id,
        by_name=issued_by.name,
        **totals,
    )


def close(tx, id, status, reason, by_id, by_name):
    """Annul or discard."""
    tx.run(
        """
        UPDATE facturacion.invoices
           SET status = %(status)s, annul_reason = %(reason)s, annulled_at = now(), needs_mending = false,
               annulled_by_id = %(by_id)s, annulled_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        status=status,
        reason=reason,
        by_id=by_id,
        by_name=by_name,
    )


def set_cost(tx, appointment_id, cost):
    tx.later(
        """
        UPDATE facturacion.invoices SET cost = %(cost)s
         WHERE appointment_id = %(appointment_id)s AND status NOT IN ('ANNULLED', 'DISCARDED')
        """,
        appointment_id=appointment_id,
        cost=cost,
    )


def follow_patient(tx, patient_id, renewed, **buyer):
    """Renew the buyer of the patient's drafts that are made out to them, as they were known until now.

    Of CONTACT what is `renewed`.
    """
    columns = [name for name in BUYER if name in renewed or name not in CONTACT]
    return tx.all(
        f"""
        UPDATE facturacion.invoices
           SET {assignments(columns)}, patient_document = %(buyer_document)s
         WHERE patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND status = 'DRAFT' AND buyer_document = patient_document
           AND ({names(columns)}) IS DISTINCT FROM ({values(columns)})
        RETURNING {INVOICE}
        """,
        patient_id=patient_id,
        **only(buyer, *columns),
    )


def totals(db, first, last):
    """Of each status that there is in those days, how many invoices and what they come to."""
    return db.all(
        """
        SELECT status, count(*) AS count, sum(subtotal) AS subtotal, sum(iva) AS iva, sum(total) AS total,
               sum(paid) AS paid, sum(credited) AS credited, sum(balance) AS balance
          FROM facturacion.invoices
         WHERE dated_on BETWEEN %(first)s AND %(last)s
         GROUP BY status
        """,
        first=first,
        last=last,
    )
