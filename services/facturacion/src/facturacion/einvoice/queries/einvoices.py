"""Electronic documents: what each says, and in which state it is."""

from common.store.db import json
from common.store.search import has_words, words
from common.store.sql import names, values
from common.web.paging import Listing

SERIES = ("ruc", "environment", "document_code", "establishment", "emission_point", "sequential")
INSERTED = ("invoice_id", "credit_note_id", "access_key", "issue_date", *SERIES)
EINVOICE = """id, invoice_id, credit_note_id, document_code,
               format('%%s-%%s-%%s', establishment, emission_point, lpad(sequential::text, 9, '0')) AS number,
               access_key, environment, status, issue_date, snapshot #>> '{buyer,name}' AS buyer_name,
               (snapshot #>> '{totals,total}')::numeric AS total, messages, annulment,
               signed_at, received_at, authorised_at, mailed_at, mailed_to, mail_refused, version, created_at, updated_at,
               CASE status WHEN 'AUTHORISED' THEN authorised_at ELSE updated_at END AS since"""
# The picture that its snapshot names.
LOGO = "(SELECT image FROM facturacion.issuer_logos WHERE sha256 = snapshot #>> '{issuer,logo}') AS logo"
EINVOICES = Listing(
    EINVOICE,
    "facturacion.electronic_invoices",
    f"""(%(status)s IS NULL OR status = %(status)s)
           AND (%(pending)s IS NULL OR (status <> 'AUTHORISED') = %(pending)s)
           AND (%(statuses)s IS NULL OR status = ANY(%(statuses)s))
           AND (%(document_code)s IS NULL OR document_code = %(document_code)s)
           AND (%(invoice_id)s IS NULL OR invoice_id = %(invoice_id)s)
           AND (%(credit_note_id)s IS NULL OR credit_note_id = %(credit_note_id)s)
           AND (%(authorised_since)s IS NULL OR authorised_at >= %(authorised_since)s)
           AND (%(first)s IS NULL OR issue_date >= %(first)s)
           AND (%(last)s IS NULL OR issue_date <= %(last)s)
           AND {has_words("search_text")}""",
    {"created_at": ("created_at", "%(after)s::text::timestamptz")},
)
FILTERS = {"status", "pending", "document_code", "invoice_id", "credit_note_id", "first", "last"}


def page(db, wanted, statuses, authorised_since):
    """`statuses` and `authorised_since`, a moment, narrow further; None where they do not."""
    return EINVOICES.page(
        db, wanted, statuses=statuses, authorised_since=authorised_since, **words(wanted.search),
        **wanted.model_dump(include=FILTERS),
    )  # fmt: skip


def authorised_since(db, moment):
    """How many were authorised since then, and for how much in all: notes bring it down."""
    return db.one(
        """
        SELECT count(*) AS count,
               coalesce(sum((snapshot #>> '{totals,total}')::numeric * CASE document_code WHEN '04' THEN -1 ELSE 1 END),
                        0)::numeric(14, 2) AS total
          FROM facturacion.electronic_invoices
         WHERE authorised_at >= %(moment)s
        """,
        moment=moment,
    )


def keep_copy(tx, id):
    """Keep the bytes that were sent, before others are signed under the same key."""
    tx.run(
        """
        INSERT INTO facturacion.electronic_invoice_copies (electronic_invoice_id, sha256, xml, signed_at)
             SELECT id, encode(sha256(xml), 'hex'), xml, signed_at
               FROM facturacion.electronic_invoices
              WHERE id = %(id)s
        ON CONFLICT DO NOTHING
        """,
        id=id,
    )


def sent(db, id, sha256):
    """The key and the bytes of what was sent under this SHA-256; the last signed, or an earlier copy."""
    return db.one(
        """
        SELECT e.access_key, coalesce(c.xml, e.xml) AS xml
          FROM facturacion.electronic_invoices e
               LEFT JOIN facturacion.electronic_invoice_copies c
                      ON c.electronic_invoice_id = e.id AND c.sha256 = %(sha256)s
         WHERE e.id = %(id)s AND (c.sha256 IS NOT NULL OR encode(sha256(e.xml), 'hex') = %(sha256)s)
        """,
        id=id,
        sha256=sha256,
    )


def get(db, id):
    return db.one(f"SELECT {EINVOICE} FROM facturacion.electronic_invoices WHERE id = %(id)s", id=id)


def buyer(db, id):
    """Who the document is made out to, as it says."""
    return db.value(
        "SELECT snapshot -> 'buyer' FROM facturacion.electronic_invoices WHERE id = %(id)s", id=id
    )


def printed(db, id):
    """A document with what it was made of."""
    return db.one(
        f"SELECT {EINVOICE}, snapshot, {LOGO} FROM facturacion.electronic_invoices WHERE id = %(id)s", id=id
    )


def lock(tx, id):
    """A document with its bytes and what it was made of."""
    return tx.one(
        f"SELECT {EINVOICE}, xml, snapshot FROM facturacion.electronic_invoices WHERE id = %(id)s FOR UPDATE",
        id=id,
    )


def content(db, id):
    return db.one(
        """
        SELECT access_key, status, environment, authorised_at, coalesce(authorised_xml, xml) AS xml
          FROM facturacion.electronic_invoices
         WHERE id = %(id)s
        """,
        id=id,
    )


def standing_of_invoice(db, invoice_id):
    """Where an invoice's document stands; None where it has none. Locked, where it is asked in a transaction that writes."""
    return db.one(
        "SELECT id, status, annulment FROM facturacion.electronic_invoices WHERE invoice_id = %(invoice_id)s FOR UPDATE",
        invoice_id=invoice_id,
    )


def invoice_status(db, id):
    """The status of the invoice whose document this is; None for a credit note's."""
    return db.value(
        """
        SELECT i.status FROM facturacion.electronic_invoices e JOIN facturacion.invoices i ON i.id = e.invoice_id
         WHERE e.id = %(id)s
        """,
        id=id,
    )


def annulment_wanted(db, invoice_id):
    """WAITS where somebody waits for the annulment of an invoice, DONE where it is annulled here already, else None."""
    return db.value(
        """
        SELECT CASE WHEN i.status = 'ANNULLED' THEN 'DONE'
                    WHEN EXISTS (SELECT FROM facturacion.annulment_requests r
                                  WHERE r.invoice_id = i.id AND r.ended_at IS NULL) THEN 'WAITS' END
          FROM facturacion.invoices i
         WHERE i.id = %(invoice_id)s
        """,
        invoice_id=invoice_id,
    )


def of_days(db, first, last, after, limit):
    """A page of the documents of these days, the oldest first, with their files and what they were made of.

    `after` is (issue_date, created_at, id) of the last one before.
    """
    day, moment, id = after or (None, None, None)
    return db.all(
        f"""
        SELECT {EINVOICE}, snapshot, {LOGO}, coalesce(authorised_xml, xml) AS content
          FROM facturacion.electronic_invoices
         WHERE issue_date BETWEEN %(first)s AND %(last)s
           AND (%(id)s IS NULL OR (issue_date, created_at, id) > (%(day)s, %(moment)s, %(id)s))
         ORDER BY issue_date, created_at, id
         LIMIT %(limit)s
        """,
        first=first,
        last=last,
        day=day,
        moment=moment,
        id=id,
        limit=limit,
    )


def count_of_days(db, first, last):
    """How many documents are of these days, and how many of them are authorised and annulled."""
    return db.one(
        """
        SELECT count(*) AS documents, count(*) FILTER (WHERE status = 'AUTHORISED') AS authorised,
               count(*) FILTER (WHERE annulment = 'CONFIRMED') AS annulled
          FROM facturacion.electronic_invoices
         WHERE issue_date BETWEEN %(first)s AND %(last)s
        """,
        first=first,
        last=last,
    )


def of_invoice(db, invoice_id):
    """The id of an invoice's document; None where it has none."""
    return db.value(
        "SELECT id FROM facturacion.electronic_invoices WHERE invoice_id = %(invoice_id)s",
        invoice_id=invoice_id,
    )


def insert(tx, snapshot, **row):
    """The id of a new document. `row` holds INSERTED."""
    return tx.value(
        f"""
        INSERT INTO facturacion.electronic_invoices ({names(INSERTED)}, snapshot)
             VALUES ({values(INSERTED)}, %(snapshot)s)
          RETURNING id
        """,
        snapshot=json(snapshot),
        **row,
    )


def signed(tx, id, xml, snapshot):
    tx.run(
        """
        UPDATE facturacion.electronic_invoices
           SET status = 'SIGNED', xml = %(xml)s, snapshot = %(snapshot)s, signed_at = now(), messages = '[]'
         WHERE id = %(id)s
        """,
        id=id,
        xml=xml,
        snapshot=json(snapshot),
    )


def move(tx, id, status, messages, authorised_at=None, authorised_xml=None):
    tx.run(
        """
        UPDATE facturacion.electronic_invoices
           SET status = %(status)s, messages = %(messages)s,
               received_at = CASE WHEN %(status)s::text = 'RECEIVED' THEN now() ELSE received_at END,
               authorised_at = %(authorised_at)s, authorised_xml = %(authorised_xml)s
         WHERE id = %(id)s
        """,
        id=id,
        status=status,
        messages=json(messages),
        authorised_at=authorised_at,
        authorised_xml=authorised_xml,
    )


def mailed(tx, id, to):
    tx.run(
        """
        UPDATE facturacion.electronic_invoices
           SET mailed_at = now(), mailed_to = %(to)s, mail_refused = NULL
         WHERE id = %(id)s
        """,
        id=id,
        to=to,
    )


def mail_refused(tx, id, reason):
    tx.run(
        "UPDATE facturacion.electronic_invoices SET mail_refused = %(reason)s WHERE id = %(id)s",
        id=id,
        reason=reason,
    )


def set_annulment(tx, id, annulment):
    tx.run(
        "UPDATE facturacion.electronic_invoices SET annulment = %(annulment)s WHERE id = %(id)s",
        id=id,
        annulment=annulment,
    )


def by_state(db):
    """How many documents are in each state, and how many seconds the oldest has been waiting for its authorisation."""
    return db.all("""
        SELECT status, count(*) AS count, extract(epoch FROM now() - min(created_at))::float AS oldest,
               min(created_at) AS oldest_at
          FROM facturacion.electronic_invoices
         WHERE status <> 'AUTHORISED'
         GROUP BY status
        """)
