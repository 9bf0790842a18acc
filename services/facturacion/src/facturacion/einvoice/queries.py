"""The issuer, its certificates, electronic documents and what was tried with them."""

from common.store.db import json
from common.store.sql import assignments, names, values
from common.web.paging import Listing

ISSUER_FIELDS = (
    "ruc", "legal_name", "trade_name", "head_office", "special_taxpayer", "keeps_accounts", "withholding_agent", "rimpe",
    "environment", "supplier_ruc", "supplier_reason", "payment_code", "active",
)  # fmt: skip
ISSUER = f"{names(ISSUER_FIELDS)}, version, updated_at"
CERTIFICATE_FIELDS = ("ruc", "subject", "serial", "valid_from", "valid_to")
CERTIFICATE = f"""id, {names(CERTIFICATE_FIELDS)}, chain, uploaded_at,
               jsonb_build_object('id', uploaded_by_id, 'name', uploaded_by_name) AS uploaded_by"""
SERIES = ("ruc", "environment", "document_code", "establishment", "emission_point", "sequential")
INSERTED = ("invoice_id", "credit_note_id", "access_key", "issue_date", *SERIES)
EINVOICE = """id, invoice_id, credit_note_id, document_code,
               format('%%s-%%s-%%s', establishment, emission_point, lpad(sequential::text, 9, '0')) AS number,
               access_key, environment, status, issue_date, snapshot #>> '{buyer,name}' AS buyer_name,
               (snapshot #>> '{totals,total}')::numeric AS total, messages, annulment,
               signed_at, received_at, authorised_at, version, created_at, updated_at"""
EINVOICES = Listing(
    EINVOICE,
    "facturacion.electronic_invoices",
    """(%(status)s IS NULL OR status = %(status)s)
           AND (%(pending)s IS NULL OR (status <> 'AUTHORISED') = %(pending)s)
           AND (%(first)s IS NULL OR issue_date >= %(first)s)
           AND (%(last)s IS NULL OR issue_date <= %(last)s)""",
    {"created_at": ("created_at", "%(after)s::text::timestamptz")},
)


def issuer(db):
    return db.one(f"SELECT {ISSUER} FROM facturacion.issuer")


def lock_issuer(tx):
    return tx.one(f"SELECT {ISSUER} FROM facturacion.issuer FOR UPDATE")


def update_issuer(tx, **row):
    """`row` holds ISSUER_FIELDS."""
    tx.run(f"UPDATE facturacion.issuer SET {assignments(ISSUER_FIELDS)}", **row)


def establishments(db):
    return db.all("SELECT code, address FROM facturacion.establishments ORDER BY code")


def replace_establishments(tx, rows):
    tx.run("DELETE FROM facturacion.establishments")
    tx.run(
        """
        INSERT INTO facturacion.establishments (code, address)
             SELECT code, address FROM jsonb_populate_recordset(NULL::facturacion.establishments, %(rows)s)
        """,
        rows=json(rows),
    )


def all_series(db):
    return db.all("SELECT establishment, emission_point, active FROM facturacion.series ORDER BY 1, 2")


def series(db, id):
    return db.one("SELECT establishment, emission_point FROM facturacion.series WHERE id = %(id)s", id=id)


def certificate(db):
    """The certificate that signs: the last one uploaded."""
    return db.one(f"SELECT {CERTIFICATE} FROM facturacion.certificates ORDER BY id DESC LIMIT 1")


def sealed(db):
    """The last certificate with its key, as it is sealed."""
    return db.one("SELECT id, pem, sealed_key FROM facturacion.certificates ORDER BY id DESC LIMIT 1")


def insert_certificate(tx, chain, pem, sealed_key, by, **row):
    """`row` holds CERTIFICATE_FIELDS."""
    return tx.one(
        f"""
        INSERT INTO facturacion.certificates
                    ({names(CERTIFICATE_FIELDS)}, chain, pem, sealed_key, uploaded_by_id, uploaded_by_name)
             VALUES ({values(CERTIFICATE_FIELDS)}, %(chain)s, %(pem)s, %(sealed_key)s, %(by_id)s, %(by_name)s)
          RETURNING {CERTIFICATE}
        """,
        chain=json(chain),
        pem=pem,
        sealed_key=sealed_key,
        by_id=by.id,
        by_name=by.name,
        **row,
    )


def page(db, wanted):
    return EINVOICES.page(db, wanted, **wanted.model_dump(include={"status", "pending", "first", "last"}))


def get(db, id):
    return db.one(f"SELECT {EINVOICE} FROM facturacion.electronic_invoices WHERE id = %(id)s", id=id)


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


def set_annulment(tx, id, annulment):
    tx.run(
        "UPDATE facturacion.electronic_invoices SET annulment = %(annulment)s WHERE id = %(id)s",
        id=id,
        annulment=annulment,
    )


def insert_attempt(tx, messages, **row):
    tx.run(
        """
        INSERT INTO facturacion.electronic_invoice_attempts
                    (electronic_invoice_id, operation, milliseconds, sent_sha256, state, error, messages)
             VALUES (%(electronic_invoice_id)s, %(operation)s, %(milliseconds)s, %(sent_sha256)s, %(state)s, %(error)s,
                     %(messages)s)
        """,
        messages=json(messages),
        **row,
    )


def attempts(db, id):
    return db.all(
        """
        SELECT id, operation, at, milliseconds, sent_sha256, state, messages, error
          FROM facturacion.electronic_invoice_attempts
         WHERE electronic_invoice_id = %(id)s
         ORDER BY id
        """,
        id=id,
    )


def by_state(db):
    """How many documents are in each state, and how many seconds the oldest has been waiting for its authorisation."""
    return db.all("""
        SELECT status, count(*) AS count, extract(epoch FROM now() - min(created_at))::float AS oldest
          FROM facturacion.electronic_invoices
         WHERE status <> 'AUTHORISED'
         GROUP BY status
        """)
