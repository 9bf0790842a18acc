"""Electronic documents with what hangs from them."""

import re
from datetime import UTC, datetime, time
from xml.sax.saxutils import escape

from flask import current_app

from common.clock import clinic_today, clinic_zone
from common.store.sql import only
from common.web.http import found
from facturacion.einvoice import rules
from facturacion.einvoice.ecuador.advice import advice_on
from facturacion.einvoice.ecuador.catalogues import ENVIRONMENTS
from facturacion.einvoice.queries import attempts, einvoices, issuers

SHA256 = re.compile("[0-9a-f]{64}")
NOT_FOUND = "No existe ese comprobante."


def advised(einvoice):
    refused = einvoice["status"] in rules.WAITS["PERSON"]
    return einvoice | {"advice": advice_on(einvoice["messages"], refused)}


def shown(db, rows):
    """Documents as they are listed: what they mean, and what is done next with those that go on by themselves."""
    going = [row["id"] for row in rows if row["status"] in rules.WAITS["ITSELF"]]
    waiting = {row["id"]: row for row in attempts.waiting_of(db, going)} if going else {}
    for row in rows:
        next_step = waiting.get(row["id"])
        yield advised(row) | {
            "next_attempt_at": next_step and next_step["next_attempt_at"],
            "note": rules.note_on(row["status"], next_step and next_step["last_error"]),
        }


def page(db, wanted):
    since = wanted.authorised_on and day_start(wanted.authorised_on)
    listed = einvoices.page(db, wanted, rules.WAITS.get(wanted.waits), since)
    return listed | {"data": list(shown(db, listed["data"]))}


def one(db, id):
    (row,) = shown(db, [found(einvoices.get(db, id), NOT_FOUND)])
    return row


def detail(db, id):
    return one(db, id) | {
        "buyer": einvoices.buyer(db, id),
        "attempts": attempts.of_document(db, id),
        "asked": attempts.is_asked(db, id),
    }


def day_start(day):
    return datetime.combine(day, time(), clinic_zone())


def summary(db):
    """How many documents are in each state and since when; whether the SRI answers, and whether it is the SRI."""
    settings, issuer = current_app.config["SETTINGS"], issuers.issuer(db)
    own = issuers.certificate(db)
    return {
        "states": einvoices.by_state(db),
        "authorised_today": einvoices.authorised_since(db, day_start(clinic_today())),
        "next_attempt_at": attempts.next_due(db),
        "last_attempt": attempts.last(db),
        "environment": issuer["environment"],
        "active": issuer["active"],
        "emulated": rules.is_emulated(settings, issuer["environment"]),
        "certificate_valid_to": own and own["valid_to"],
        "expires_soon": rules.expires_soon(own, datetime.now(UTC)),
        "iva_to_confirm": (
            rules.iva_to_confirm(clinic_today(), issuers.iva_years(db)) if issuer["active"] else None
        ),
    }


def sent(db, id, sha256):
    """The key and the bytes of what was handed in, by the SHA-256 that its attempts name."""
    # What is no hash was never sent, and may hold what PostgreSQL's text cannot.
    row = found(
        SHA256.fullmatch(sha256) and einvoices.sent(db, id, sha256), "No se envió nada con esa huella."
    )
    return row["access_key"], bytes(row["xml"])


def printed(db, id):
    """A document with what its RIDE is made of."""
    return found(einvoices.printed(db, id), NOT_FOUND)


def shared(db, id):
    """A document as whoever bought sees it, by their link."""
    row = printed(db, id)
    issuer, buyer = row["snapshot"]["issuer"], row["snapshot"]["buyer"]
    told = (
        "document_code",
        "number",
        "access_key",
        "environment",
        "status",
        "issue_date",
        "total",
        "authorised_at",
    )
    return only(row, *told) | {
        "issuer_name": issuer["trade_name"] or issuer["legal_name"],
        "issuer_ruc": issuer["ruc"],
        "buyer_name": buyer["name"],
        "emulated": row["snapshot"].get("emulated", False),
        "annulled": row["annulment"] == "CONFIRMED",
    }


def xml(db, id):
    """The key of a document, and its file: the envelope of an authorised one, else the document itself."""
    row = found(einvoices.content(db, id), NOT_FOUND)
    found(row["xml"], "Ese comprobante todavía no está firmado.")
    return row["access_key"], file_of(row)


def file_of(row):
    """The file of a signed document: the envelope of an authorised one, else the document itself."""
    content = bytes(row["xml"])
    if row["status"] != "AUTHORISED":
        return content
    # The document travels as text inside the envelope, to the byte: escaped, so that none of its marks ends it.
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><autorizacion><estado>AUTORIZADO</estado>'
        f"<numeroAutorizacion>{row['access_key']}</numeroAutorizacion>"
        f"<fechaAutorizacion>{row['authorised_at'].isoformat()}</fechaAutorizacion>"
        f"<ambiente>{ENVIRONMENTS[row['environment']]}</ambiente><comprobante>"
    )
    return (head + escape(content.decode()) + "</comprobante></autorizacion>").encode()
