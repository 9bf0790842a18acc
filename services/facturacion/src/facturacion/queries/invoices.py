"""Invoices and their lines."""

from common.store.db import json
from common.store.search import containing
from common.web.paging import COUNTED_UP_TO, decode, keyset

INVOICE = """id, number, status, payment_status, issue_date, dated_on, appointment_id, patient_id,
               jsonb_build_object('id_type', buyer_id_type, 'document', buyer_document, 'name', buyer_name,
                                  'email', buyer_email, 'phone', buyer_phone, 'address', buyer_address) AS buyer,
               CASE WHEN doctor_id IS NOT NULL
                    THEN jsonb_build_object('id', doctor_id, 'name', doctor_name) END AS doctor,
               subtotal, discount, iva, total, paid, balance, cost, notes, annul_reason, annulled_at, issued_at,
               CASE WHEN issued_by_id IS NOT NULL
                    THEN jsonb_build_object('id', issued_by_id, 'name', issued_by_name) END AS issued_by,
               version, created_at, updated_at"""
LINE = """id, position, kind, reference_id, code, description, quantity, unit_price, discount, iva_code, iva_rate,
               subtotal, iva, total"""
MATCHING = """
          FROM facturacion.invoices
         WHERE (%(status)s IS NULL OR status = %(status)s)
           AND (%(payment_status)s IS NULL OR payment_status = %(payment_status)s AND status = 'ISSUED')
           AND (%(patient_id)s IS NULL OR patient_id = %(patient_id)s)
           AND (%(appointment_id)s IS NULL OR appointment_id = %(appointment_id)s)
           AND (%(first)s IS NULL OR dated_on >= %(first)s)
           AND (%(last)s IS NULL OR dated_on <= %(last)s)
           AND (%(search)s IS NULL
                OR public.plain(coalesce(number, '') || ' ' || buyer_name || ' ' || buyer_document)
                   LIKE public.plain(%(search)s))"""
# The expression that each sort orders by, as its index has it.
SORTS = {
    "created_at": ("created_at", "%(after)s::text::timestamptz"),
    "issue_date": ("dated_on", "%(after)s::text::date"),
    "number": ("coalesce(number, '')", "%(after)s::text"),
}


def filters(wanted):
    names = ("status", "payment_status", "patient_id", "appointment_id", "first", "last")
    return {name: getattr(wanted, name) for name in names} | {"search": containing(wanted.search)}


def page(db, wanted):
    """Rows carry what they were sorted by as `sort_key`, for the cursor."""
    beyond, order = keyset(SORTS, wanted.sort)
    sort_key, _ = SORTS[wanted.sort.removeprefix("-")]
    after, after_id = decode(wanted.after, 2)
    return db.all(
        f"""
        SELECT {INVOICE}, {sort_key} AS sort_key
        {MATCHING}
           AND {beyond}
         ORDER BY {order}
         LIMIT %(limit)s + 1
        """,
        after=after,
        after_id=after_id,
        limit=wanted.limit,
        **filters(wanted),
    )


def count(db, wanted):
    return db.value(
        f"SELECT count(*) FROM (SELECT 1 {MATCHING} LIMIT %(most)s) AS counted",
        most=COUNTED_UP_TO + 1,
        **filters(wanted),
    )


def get(db, id):
    return db.one(f"SELECT {INVOICE} FROM facturacion.invoices WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        f"SELECT {INVOICE}, patient_document FROM facturacion.invoices WHERE id = %(id)s FOR UPDATE", id=id
    )


def lines(db, id):
    return db.all(
        f"SELECT {LINE} FROM facturacion.invoice_lines WHERE invoice_id = %(id)s ORDER BY position", id=id
    )


def taxes(db, id):
    return db.all(
        """
        SELECT iva_code, iva_rate, sum(subtotal) AS base, round(sum(subtotal) * iva_rate / 100, 2) AS iva
          FROM facturacion.invoice_lines
         WHERE invoice_id = %(id)s
         GROUP BY iva_code, iva_rate
         ORDER BY iva_code
        """,
        id=id,
    )


def insert(tx, **values):
    """None where the appointment has an invoice already."""
    return tx.value(
        """
        INSERT INTO facturacion.invoices (
                    dated_on, appointment_id, patient_id, patient_document, buyer_id_type, buyer_document, buyer_name,
                    buyer_email, buyer_phone, buyer_address, doctor_id, doctor_name, notes,
                    subtotal, discount, iva, total, cost)
             VALUES (%(dated_on)s, %(appointment_id)s, %(patient_id)s, %(patient_document)s, %(buyer_id_type)s,
                    %(buyer_document)s, %(buyer_name)s, %(buyer_email)s, %(buyer_phone)s, %(buyer_address)s,
                    %(doctor_id)s, %(doctor_name)s, %(notes)s, %(subtotal)s, %(discount)s, %(iva)s, %(total)s, %(cost)s)
        ON CONFLICT (appointment_id) WHERE status NOT IN ('ANNULLED', 'DISCARDED') DO NOTHING
          RETURNING id
        """,
        **values,
    )


def insert_lines(tx, id, lines):
    tx.run(
        f"""
        INSERT INTO facturacion.invoice_lines (invoice_id, {LINE.removeprefix("id, ")})
             SELECT %(id)s, {LINE.removeprefix("id, ")}
               FROM jsonb_to_recordset(%(lines)s) AS line (
                    position integer, kind text, reference_id bigint, code text, description text, quantity numeric,
                    unit_price numeric, discount numeric, iva_code text, iva_rate numeric, subtotal numeric,
                    iva numeric, total numeric)
        """,
        id=id,
        lines=json(lines),
    )


def delete_lines(tx, id):
    tx.run("DELETE FROM facturacion.invoice_lines WHERE invoice_id = %(id)s", id=id)


def update_draft(tx, id, **values):
    tx.run(
        """
        UPDATE facturacion.invoices
           SET patient_id = %(patient_id)s, patient_document = %(patient_document)s, notes = %(notes)s,
               buyer_id_type = %(buyer_id_type)s, buyer_document = %(buyer_document)s, buyer_name = %(buyer_name)s,
               buyer_email = %(buyer_email)s, buyer_phone = %(buyer_phone)s, buyer_address = %(buyer_address)s,
               subtotal = %(subtotal)s, discount = %(discount)s, iva = %(iva)s, total = %(total)s
         WHERE id = %(id)s
        """,
        id=id,
        **values,
    )


def issue(tx, id, series_id, sequential, issue_date, issued_by, totals):
    tx.run(
        """
        UPDATE facturacion.invoices
           SET status = 'ISSUED', series_id = %(series_id)s, sequential = %(sequential)s,
               issue_date = %(issue_date)s, dated_on = %(issue_date)s, issued_at = now(),
               issued_by_id = %(by_id)s, issued_by_name = %(by_name)s,
               subtotal = %(subtotal)s, discount = %(discount)s, iva = %(iva)s, total = %(total)s
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


def close(tx, id, status, reason, by):
    """Annul or discard."""
    tx.run(
        """
        UPDATE facturacion.invoices
           SET status = %(status)s, annul_reason = %(reason)s, annulled_at = now(),
               annulled_by_id = %(by_id)s, annulled_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        status=status,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )


def set_cost(tx, appointment_id, cost):
    tx.run(
        """
        UPDATE facturacion.invoices SET cost = %(cost)s
         WHERE appointment_id = %(appointment_id)s AND status NOT IN ('ANNULLED', 'DISCARDED')
        """,
        appointment_id=appointment_id,
        cost=cost,
    )


def follow_patient(tx, patient_id, **buyer):
    """Renew the buyer of the patient's drafts that are made out to them, as they were known until now."""
    return tx.all(
        f"""
        UPDATE facturacion.invoices
           SET buyer_id_type = %(buyer_id_type)s, buyer_document = %(buyer_document)s, buyer_name = %(buyer_name)s,
               buyer_email = %(buyer_email)s, buyer_phone = %(buyer_phone)s, buyer_address = %(buyer_address)s,
               patient_document = %(buyer_document)s
         WHERE patient_id = %(patient_id)s AND status = 'DRAFT' AND buyer_document = patient_document
           AND (buyer_id_type, buyer_document, buyer_name, buyer_email, buyer_phone, buyer_address) IS DISTINCT FROM
               (%(buyer_id_type)s, %(buyer_document)s, %(buyer_name)s, %(buyer_email)s, %(buyer_phone)s,
                %(buyer_address)s)
        RETURNING {INVOICE}
        """,
        patient_id=patient_id,
        **buyer,
    )


def totals(db, first, last):
    return db.one(
        """
        SELECT count(*) AS count,
               coalesce(sum(subtotal), 0.00) AS subtotal, coalesce(sum(iva), 0.00) AS iva,
               coalesce(sum(total), 0.00) AS total, coalesce(sum(paid), 0.00) AS paid,
               coalesce(sum(balance), 0.00) AS balance
          FROM facturacion.invoices
         WHERE status = 'ISSUED'
           AND (%(first)s IS NULL OR dated_on >= %(first)s)
           AND (%(last)s IS NULL OR dated_on <= %(last)s)
        """,
        first=first,
        last=last,
    )


def totals_by_status(db, first, last):
    return db.all(
        """
        SELECT kinds.status, count(i.id) AS count, coalesce(sum(i.total), 0.00) AS total
          FROM unnest(ARRAY['DRAFT', 'ISSUED', 'ANNULLED', 'DISCARDED']) WITH ORDINALITY AS kinds (status, place)
          LEFT JOIN facturacion.invoices i ON i.status = kinds.status
               AND (%(first)s IS NULL OR i.dated_on >= %(first)s)
               AND (%(last)s IS NULL OR i.dated_on <= %(last)s)
         GROUP BY kinds.status, kinds.place
         ORDER BY kinds.place
        """,
        first=first,
        last=last,
    )
