"""Quotes, their editions, lines and discounts."""

from common.clock import clinic_zone
from common.store.db import json
from common.store.search import has_words, words
from common.store.sql import assignments, names, values
from common.web.paging import Listing

PATIENT = ("patient_name", "patient_document", "patient_phone", "patient_email")
AMOUNTS = ("subtotal", "discount", "iva", "total")
EDITED = (*PATIENT, "summary", "notes", "conditions", "valid_days", *AMOUNTS)
FIELDS = (
    "sequential", "edition", "patient_id", "plan_id", "plan_acceptance_id", "appointment_id", "doctor_id", "doctor_name", "created_by_id",
    "created_by_name", *EDITED,
)  # fmt: skip
STATE = """CASE WHEN status = 'SENT' AND valid_until < %(today)s THEN 'EXPIRED' ELSE status END"""
QUOTE = f"""id, number, edition, {STATE} AS state,
               jsonb_build_object('id', patient_id, 'name', patient_name, 'document', patient_document,
                                  'phone', patient_phone, 'email', patient_email) AS patient,
               appointment_id, plan_id,
               CASE WHEN doctor_id IS NOT NULL
                    THEN jsonb_build_object('id', doctor_id, 'name', doctor_name) END AS doctor,
               summary, notes, conditions, valid_days, valid_until, {names(AMOUNTS)},
               (SELECT coalesce(sum(l.total), 0.00) FROM facturacion.quote_lines l
                 WHERE l.quote_id = quotes.id AND l.acceptance_id IS NOT NULL) AS accepted_total,
               (SELECT coalesce(sum(round(l.total * l.billed / l.quantity, 2)), 0.00) FROM facturacion.quote_lines l
                 WHERE l.quote_id = quotes.id AND l.billed > 0) AS billed_total,
               jsonb_build_object('id', created_by_id, 'name', created_by_name) AS created_by,
               (sent_at AT TIME ZONE %(zone)s)::date AS sent_on,
               CASE WHEN sent_by_id IS NOT NULL
                    THEN jsonb_build_object('id', sent_by_id, 'name', sent_by_name) END AS sent_by,
               reject_reason, rejected_on, version, created_at, updated_at"""
LINE_FIELDS = (
    "position", "plan_item_id", "phase", "kind", "reference_id", "code", "description", "tooth", "notes", "quantity", "unit_price",
    "discount", "iva_code", "iva_rate", "subtotal", "iva", "total",
)  # fmt: skip
MATCHES = f"""(%(state)s IS NULL
                OR %(state)s = 'EXPIRED' AND status = 'SENT' AND valid_until < %(today)s
                OR %(state)s = 'SENT' AND status = 'SENT' AND valid_until >= %(today)s
                OR %(state)s NOT IN ('EXPIRED', 'SENT') AND status = %(state)s)
           AND (%(patient_id)s IS NULL OR patient_id = ANY (facturacion.patient_ids(%(patient_id)s)))
           AND (%(plan_id)s IS NULL OR plan_id = %(plan_id)s)
           AND (%(appointment_id)s IS NULL OR appointment_id = %(appointment_id)s)
           AND {has_words("search_text")}"""
QUOTES = Listing(
    QUOTE,
    "facturacion.quotes",
    MATCHES,
    {
        "created_at": ("created_at", "%(after)s::text::timestamptz"),
        "total": ("total", "%(after)s::text::numeric"),
    },
)


def page(db, wanted, today):
    filters = wanted.model_dump(include={"state", "patient_id", "plan_id", "appointment_id"})
    zone = {"zone": clinic_zone().key}
    return QUOTES.page(db, wanted, worked_out=zone, today=today, **words(wanted.search), **filters)


def of_acceptance(tx, acceptance_id):
    """The id of the quote that comes of this signature under a plan, locked; None without one."""
    return tx.value(
        "SELECT id FROM facturacion.quotes WHERE plan_acceptance_id = %(acceptance_id)s FOR UPDATE",
        acceptance_id=acceptance_id,
    )


def get(db, id, today):
    return db.one(
        f"SELECT {QUOTE} FROM facturacion.quotes WHERE id = %(id)s",
        id=id,
        today=today,
        zone=clinic_zone().key,
    )


def lock(tx, id, today):
    return tx.one(
        f"""
        SELECT {QUOTE}, sequential, patient_id, doctor_id, doctor_name, status, approved_by_id
          FROM facturacion.quotes WHERE id = %(id)s FOR UPDATE
        """,
        id=id,
        today=today,
        zone=clinic_zone().key,
    )


def lines(db, id):
    return db.all(
        f"""
        SELECT id, {names(LINE_FIELDS)}, acceptance_id IS NOT NULL AS accepted, billed
          FROM facturacion.quote_lines WHERE quote_id = %(id)s ORDER BY position
        """,
        id=id,
    )


def discounts(db, id):
    return db.all(
        """
        SELECT position, percent, amount, reason FROM facturacion.quote_discounts
         WHERE quote_id = %(id)s ORDER BY position
        """,
        id=id,
    )


def editions(db, id, today):
    return db.all(
        f"""
        SELECT id, edition, {STATE} AS state, total
          FROM facturacion.quotes
         WHERE sequential = (SELECT sequential FROM facturacion.quotes WHERE id = %(id)s)
         ORDER BY edition
        """,
        id=id,
        today=today,
    )


def insert(tx, **row):
    """The id of the new draft. `row` holds FIELDS; without a sequential it gets a number of its own."""
    return tx.value(
        f"INSERT INTO facturacion.quotes ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING id", **row
    )


def insert_lines(tx, id, lines):
    """`lines` hold LINE_FIELDS; whatever else they hold is left out."""
    tx.run(
        f"""
        INSERT INTO facturacion.quote_lines (quote_id, {names(LINE_FIELDS)})
             SELECT %(id)s, {names(LINE_FIELDS)}
               FROM jsonb_populate_recordset(NULL::facturacion.quote_lines, %(lines)s)
        """,
        id=id,
        lines=json(lines),
    )


def insert_discounts(tx, id, told):
    tx.run(
        """
        INSERT INTO facturacion.quote_discounts (quote_id, position, percent, amount, reason)
             SELECT %(id)s, position, percent, amount, reason
               FROM jsonb_populate_recordset(NULL::facturacion.quote_discounts, %(told)s)
        """,
        id=id,
        told=json(told),
    )


def clear(tx, id):
    tx.run("DELETE FROM facturacion.quote_discounts WHERE quote_id = %(id)s", id=id)
    tx.run("DELETE FROM facturacion.quote_lines WHERE quote_id = %(id)s", id=id)


def update(tx, id, **row):
    """`row` holds EDITED."""
    tx.run(f"UPDATE facturacion.quotes SET {assignments(EDITED)} WHERE id = %(id)s", id=id, **row)


def next_edition(tx, sequential):
    return tx.value(
        "SELECT max(edition) + 1 FROM facturacion.quotes WHERE sequential = %(sequential)s",
        sequential=sequential,
    )


def supersede(tx, sequential):
    """The edition that waits for an answer gives way to a newer one; returns its id, if there was one."""
    return tx.value(
        """
        UPDATE facturacion.quotes SET status = 'SUPERSEDED'
         WHERE sequential = %(sequential)s AND status = 'SENT' RETURNING id
        """,
        sequential=sequential,
    )


def send(tx, id, valid_until, by, approved_by, **patient):
    """`patient` holds PATIENT, as it is known now."""
    tx.run(
        f"""
        UPDATE facturacion.quotes
           SET status = 'SENT', sent_at = now(), sent_by_id = %(by_id)s, sent_by_name = %(by_name)s,
               valid_until = %(valid_until)s, approved_by_id = %(approved_by_id)s,
               approved_by_name = %(approved_by_name)s, {assignments(PATIENT)}
         WHERE id = %(id)s
        """,
        id=id,
        valid_until=valid_until,
        by_id=by.id,
        by_name=by.name,
        approved_by_id=approved_by and approved_by.id,
        approved_by_name=approved_by and approved_by.name,
        **patient,
    )


def move(tx, id, status):
    """To a status that says nothing more; what was said of a rejection goes."""
    tx.run(
        """
        UPDATE facturacion.quotes
           SET status = %(status)s, reject_reason = NULL, rejected_on = NULL, rejected_by_id = NULL, rejected_by_name = NULL
         WHERE id = %(id)s
        """,
        id=id,
        status=status,
    )


def reject(tx, id, reason, day, by):
    tx.run(
        """
        UPDATE facturacion.quotes
           SET status = 'REJECTED', reject_reason = %(reason)s, rejected_on = %(day)s,
               rejected_by_id = %(by_id)s, rejected_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        day=day,
        by_id=by.id,
        by_name=by.name,
    )


def document(db, id):
    return db.value("SELECT pdf FROM facturacion.quote_documents WHERE quote_id = %(id)s", id=id)


def to_mail(db, id):
    """What its letter says, and the PDF that goes with it."""
    return db.one(
        """
        SELECT q.number, q.edition, q.status, q.patient_id, q.patient_name, q.patient_email, q.total, q.valid_until, d.pdf
          FROM facturacion.quotes q JOIN facturacion.quote_documents d ON d.quote_id = q.id
         WHERE q.id = %(id)s
        """,
        id=id,
    )


def keep(tx, id, pdf):
    tx.run("INSERT INTO facturacion.quote_documents (quote_id, pdf) VALUES (%(id)s, %(pdf)s)", id=id, pdf=pdf)
