"""Quotes, their lines, what was accepted of them and what was billed."""

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
RULES = "valid_days, conditions, version, updated_at"


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


def plan_items(db, ids):
    """What was agreed for these items of plans, and what of it is on drafts, invoiced and paid."""
    return db.all(
        """
        SELECT l.plan_item_id, sum(l.total) FILTER (WHERE l.acceptance_id IS NOT NULL) AS agreed,
               sum(b.drafted) AS drafted, sum(b.invoiced) AS invoiced, sum(b.paid) AS paid,
               max(q.id) AS quote_id, max(q.number) AS quote_number
          FROM facturacion.quote_lines l
          JOIN facturacion.quotes q ON q.id = l.quote_id AND q.status IN ('DRAFT', 'SENT', 'ACCEPTED')
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(part) FILTER (WHERE i.status = 'DRAFT'), 0.00) AS drafted,
                      coalesce(sum(part) FILTER (WHERE i.status = 'ISSUED'), 0.00) AS invoiced,
                      coalesce(sum(round(part * i.paid / nullif(i.total, 0), 2)) FILTER (WHERE i.status = 'ISSUED'), 0.00) AS paid
                 FROM facturacion.quote_billings s
                 JOIN facturacion.invoices i ON i.id = s.invoice_id
                CROSS JOIN LATERAL (SELECT round(l.total * s.quantity / l.quantity, 2) AS part) AS its
                WHERE s.quote_line_id = l.id AND s.released_at IS NULL) AS b
         WHERE l.plan_item_id = ANY (%(ids)s)
         GROUP BY l.plan_item_id
         ORDER BY l.plan_item_id
        """,
        ids=ids,
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


def acceptances(db, id):
    return db.all(
        """
        SELECT a.id, a.accepted_by, a.accepted_on, a.recorded_at, a.undone_at,
               jsonb_build_object('id', a.recorded_by_id, 'name', a.recorded_by_name) AS recorded_by,
               (SELECT coalesce(sum(l.total), 0.00) FROM facturacion.quote_lines l
                 WHERE l.quote_id = a.quote_id AND l.acceptance_id = a.id) AS total
          FROM facturacion.quote_acceptances a
         WHERE a.quote_id = %(id)s
         ORDER BY a.id
        """,
        id=id,
    )


def billings(db, id):
    return db.all(
        """
        SELECT b.invoice_id, i.number, i.status, l.id AS line_id, b.quantity, b.released_at
          FROM facturacion.quote_lines l
          JOIN facturacion.quote_billings b ON b.quote_line_id = l.id
          JOIN facturacion.invoices i ON i.id = b.invoice_id
         WHERE l.quote_id = %(id)s
         ORDER BY b.id
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


def accept(tx, id, line_ids, accepted_by, accepted_on, by):
    acceptance_id = tx.value(
        """
        INSERT INTO facturacion.quote_acceptances (quote_id, accepted_by, accepted_on, recorded_by_id, recorded_by_name)
             VALUES (%(id)s, %(accepted_by)s, %(accepted_on)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        id=id,
        accepted_by=accepted_by,
        accepted_on=accepted_on,
        by_id=by.id,
        by_name=by.name,
    )
    tx.run(
        """
        UPDATE facturacion.quote_lines SET acceptance_id = %(acceptance_id)s
         WHERE quote_id = %(id)s AND id = ANY(%(line_ids)s)
        """,
        acceptance_id=acceptance_id,
        id=id,
        line_ids=line_ids,
    )


def take_back(tx, id):
    """Undo the last acceptance that stands; returns how many lines stay accepted by others."""
    last = tx.value(
        """
        UPDATE facturacion.quote_acceptances SET undone_at = now()
         WHERE id = (SELECT max(id) FROM facturacion.quote_acceptances WHERE quote_id = %(id)s AND undone_at IS NULL)
        RETURNING id
        """,
        id=id,
    )
    tx.run(
        "UPDATE facturacion.quote_lines SET acceptance_id = NULL WHERE acceptance_id = %(last)s", last=last
    )
    return tx.value(
        "SELECT count(*) FROM facturacion.quote_lines WHERE quote_id = %(id)s AND acceptance_id IS NOT NULL",
        id=id,
    )


def document(db, id):
    return db.value("SELECT pdf FROM facturacion.quote_documents WHERE quote_id = %(id)s", id=id)


def to_mail(db, id):
    """What its letter says, and the PDF that goes with it."""
    return db.one(
        """
        SELECT q.number, q.edition, q.status, q.patient_name, q.patient_email, q.total, q.valid_until, d.pdf
          FROM facturacion.quotes q JOIN facturacion.quote_documents d ON d.quote_id = q.id
         WHERE q.id = %(id)s
        """,
        id=id,
    )


def keep(tx, id, pdf):
    tx.run("INSERT INTO facturacion.quote_documents (quote_id, pdf) VALUES (%(id)s, %(pdf)s)", id=id, pdf=pdf)


def rules(db):
    return db.one(f"SELECT {RULES} FROM facturacion.quote_rules")


def lock_rules(tx):
    return tx.one(f"SELECT {RULES} FROM facturacion.quote_rules FOR NO KEY UPDATE")


def set_rules(tx, **row):
    return tx.one(
        f"""
        UPDATE facturacion.quote_rules SET valid_days = %(valid_days)s, conditions = %(conditions)s
        RETURNING {RULES}
        """,
        **row,
    )
