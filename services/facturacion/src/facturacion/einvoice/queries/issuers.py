"""Who issues: the issuer, its establishments and certificates, and the rates that somebody confirmed."""

from common.store.db import json
from common.store.sql import assignments, names, values

ISSUER_FIELDS = (
    "ruc", "legal_name", "trade_name", "head_office", "special_taxpayer", "keeps_accounts", "withholding_agent", "rimpe",
    "environment", "supplier_ruc", "supplier_reason", "payment_code", "active",
)  # fmt: skip
ISSUER = f"{names(ISSUER_FIELDS)}, logo_sha256, version, updated_at"
CERTIFICATE_FIELDS = ("ruc", "subject", "serial", "valid_from", "valid_to")
CERTIFICATE = f"""id, {names(CERTIFICATE_FIELDS)}, chain, uploaded_at,
               jsonb_build_object('id', uploaded_by_id, 'name', uploaded_by_name) AS uploaded_by"""


def issuer(db):
    return db.one(f"SELECT {ISSUER} FROM facturacion.issuer")


def lock_issuer(tx):
    return tx.one(f"SELECT {ISSUER} FROM facturacion.issuer FOR UPDATE")


def update_issuer(tx, **row):
    """`row` holds ISSUER_FIELDS."""
    tx.run(f"UPDATE facturacion.issuer SET {assignments(ISSUER_FIELDS)}", **row)


def logo(db):
    """The logo that is printed from now on; None where there is none."""
    return db.value("""
        SELECT l.image
          FROM facturacion.issuer i JOIN facturacion.issuer_logos l ON l.sha256 = i.logo_sha256
        """)


def set_logo(tx, image):
    """`image` is a `data:` address; None takes it off."""
    if image is None:
        tx.run("UPDATE facturacion.issuer SET logo_sha256 = NULL")
        return
    tx.run(
        """
        INSERT INTO facturacion.issuer_logos (sha256, image)
             VALUES (encode(sha256(convert_to(%(image)s, 'UTF8')), 'hex'), %(image)s)
        ON CONFLICT DO NOTHING
        """,
        image=image,
    )
    tx.run(
        "UPDATE facturacion.issuer SET logo_sha256 = encode(sha256(convert_to(%(image)s, 'UTF8')), 'hex')",
        image=image,
    )


def iva_years(db):
    """The years whose general rate is confirmed."""
    return db.value("SELECT coalesce(array_agg(year), '{}') FROM facturacion.iva_years")


def confirm_iva(tx, year, by):
    """Whether it was not confirmed before."""
    return tx.value(
        """
        INSERT INTO facturacion.iva_years (year, confirmed_by_id, confirmed_by_name)
             VALUES (%(year)s, %(by_id)s, %(by_name)s)
        ON CONFLICT DO NOTHING
          RETURNING true
        """,
        year=year,
        by_id=by.id,
        by_name=by.name,
    )


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
