"""Preparing, signing and correcting electronic documents; who issues them, and with which certificate."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import current_app

from common.clock import clinic_today
from common.problems import Invalid
from common.signing import credentials
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.einvoice import events, rules
from facturacion.einvoice.ecuador import access_key, certificate, documents
from facturacion.einvoice.ecuador import rules as checks
from facturacion.einvoice.ecuador import schema, signature, words
from facturacion.einvoice.queries import attempts, einvoices, issuers
from facturacion.einvoice.schemas.snapshots import Snapshot

NOT_FOUND = "No existe ese comprobante."
# What the key is sealed for: part of how it is encrypted.
PURPOSE = b"omniclinica einvoice certificate"


def issuer(db):
    """Who issues, with what is missing for it."""
    return described(db, issuers.issuer(db), issuers.establishments(db))


def described(db, row, establishments):
    """The issuer of this row with its certificate, and what it lacks to issue electronic documents."""
    own, settings, now = issuers.certificate(db), current_app.config["SETTINGS"], datetime.now(UTC)
    missing = rules.missing_of(
        row, establishments, issuers.all_series(db), own,
        rules.url_of(settings, row["environment"]), settings.clinic_timezone.key, now,
    )  # fmt: skip
    soon = rules.expires_soon(own, now)
    shown = {name: value for name, value in row.items() if name != "logo_sha256"}
    return shown | {
        "establishments": establishments,
        "logo": issuers.logo(db),
        "certificate": own,
        "expires_soon": soon,
        "missing": missing,
        "iva_to_confirm": rules.iva_to_confirm(clinic_today(), issuers.iva_years(db)),
    }


def change_issuer(tx, version, changes):
    current = issuers.lock_issuer(tx)
    must_be_current(current, version)
    told = changes.model_dump(exclude_unset=True)
    establishments = told.pop("establishments", None)
    wished = current | told
    if wished["active"]:
        places = issuers.establishments(tx) if establishments is None else establishments
        rules.must_be_complete(described(tx, wished, places)["missing"])
    issuers.update_issuer(tx, **only(wished, *issuers.ISSUER_FIELDS))
    if establishments is not None:
        issuers.replace_establishments(tx, establishments)
    changed = issuer(tx)
    events.issuer_updated(tx, changed)
    return changed


def set_logo(tx, version, image):
    """The RIDE of what is issued from now on has this logo, or none; what was issued keeps its own."""
    must_be_current(issuers.lock_issuer(tx), version)
    issuers.set_logo(tx, image)
    changed = issuer(tx)
    events.issuer_updated(tx, changed)
    return changed


def confirm_iva(tx, year):
    """Somebody knows that the general rate of that year is the one in the table. Once is enough."""
    asked = rules.iva_to_confirm(clinic_today(), issuers.iva_years(tx))
    if year != asked and year not in issuers.iva_years(tx):
        raise Invalid.field("year", "Todavía no hay que confirmar el IVA de ese año.")
    if issuers.confirm_iva(tx, year, me()):
        events.iva_confirmed(tx, year)
    return issuer(tx)


def upload_certificate(tx, credential):
    """Keep a certificate, which signs from now on. Its key is sealed; the password that opened the file is gone."""
    ruc = issuers.issuer(tx)["ruc"]
    if not ruc:
        raise Invalid.field("content", "Escriba primero el RUC del emisor.")
    wrong = certificate.wrong_in(credential, ruc, datetime.now(UTC))
    if wrong:
        raise Invalid(
            "El certificado no sirve para firmar. " + wrong[0],
            errors=[{"field": "content", "message": said} for said in wrong],
        )
    row = issuers.insert_certificate(
        tx,
        pem=credentials.pem_of([credential.certificate]),
        sealed_key=credentials.sealed(
            credential, current_app.config["SETTINGS"].service_client_secret, PURPOSE
        ),
        by=me(),
        ruc=ruc,
        **credentials.described(credential),
    )
    events.certificate_uploaded(tx, row)
    return row


def credential_of(db, settings, ruc):
    """The credential that signs for the issuer now, or a sentence that says why there is none."""
    row = issuers.sealed(db)
    if row is None:
        return None, "Falta el certificado de firma."
    try:
        credential = credentials.unsealed(
            row["pem"], bytes(row["sealed_key"]), settings.service_client_secret, PURPOSE
        )
    except ValueError:
        return None, "El certificado de firma ya no se puede abrir: súbalo otra vez."
    wrong = certificate.wrong_in(credential, ruc, datetime.now(UTC))
    return (None, wrong[0]) if wrong else (credential, None)


def prepare(tx, series_id, payments=(), **told):
    """Key, XML and signature of what is being issued, in its own transaction; nothing where the clinic does not do so.

    `told` has `invoice_id` or `credit_note_id`, `document_code sequential issue_date rated_on buyer lines totals credit`.
    Without a certificate in force it stays prepared, and is signed by the carrier once there is one.
    """
    row = issuers.issuer(tx)
    if not row["active"]:
        return
    serie = issuers.series(tx, series_id)
    seal = {
        "issue_date": told["issue_date"],
        "document_code": told["document_code"],
        "environment": row["environment"],
        "establishment": serie["establishment"],
        "emission_point": serie["emission_point"],
        "sequential": told["sequential"],
    }
    key = access_key.build(ruc=row["ruc"], code=access_key.new_code(), **seal)
    document = {
        **seal,
        "access_key": key,
        "rated_on": told["rated_on"],
        "issuer": printed_issuer(tx, row, serie["establishment"]),
        "buyer": only(told["buyer"], "id_type", "document", "name", "address", "email"),
        "lines": [words.neutral(line) for line in told["lines"]],
        "totals": told["totals"],
        "payments": rules.told_payments(payments, told["totals"]["total"], row["payment_code"]),
        "credit": told["credit"],
        "emulated": rules.is_emulated(current_app.config["SETTINGS"], row["environment"]),
    }
    settings = current_app.config["SETTINGS"]
    checked(document, settings)
    kept = Snapshot.model_validate(document).model_dump()
    id = einvoices.insert(
        tx, kept, ruc=row["ruc"], access_key=key, invoice_id=told.get("invoice_id"),
        credit_note_id=told.get("credit_note_id"), **seal,
    )  # fmt: skip
    sign(tx, id, kept, settings)
    events.prepared(tx, einvoices.get(tx, id))


def printed_issuer(tx, row, establishment):
    addresses = {one["code"]: one["address"] for one in issuers.establishments(tx)}
    printed = only(
        row, "ruc", "legal_name", "trade_name", "head_office", "special_taxpayer", "keeps_accounts",
        "withholding_agent", "rimpe", "supplier_ruc",
    )  # fmt: skip
    return printed | {"address": addresses.get(establishment), "logo": row["logo_sha256"]}


def checked(document, settings):
    """The element of a document, after our own checks and, where they are at hand, those of the SRI's schema."""
    wrong = checks.wrong_in(document)
    if wrong:
        raise Invalid(f"El SRI no admitiría este comprobante. {wrong[0]['message']}", errors=wrong)
    root = documents.build(document)
    if settings.sri_xsd_dir:
        wrong = schema.wrong_in(root, settings.sri_xsd_dir)
        if wrong:
            raise Invalid(f"El comprobante no cumple el esquema del SRI: {wrong[0]}")
    return root


def sign(tx, id, snapshot, settings, drift=None):
    """Sign a document and keep its bytes. Returns why it cannot be signed now, or None.

    `drift` is by how many seconds this clock is ahead of the SRI's, where it was just measured; else as it was last.
    """
    credential, why = credential_of(tx, settings, snapshot["issuer"]["ruc"])
    why = why or rules.ahead_of(attempts.drift(tx) if drift is None else drift)
    if why:
        return why
    now = datetime.now(ZoneInfo(rules.ZONE))
    root = documents.build(snapshot)
    xml = signature.sign(root, credential.key, credential.certificate, now, settings.sri_digest)
    einvoices.signed(tx, id, xml, snapshot)
    return None


def resend(tx, id, version, buyer=None):
    """Sign anew what the SRI refused, with the issuer's data as they are now: the same key, the same number.

    `buyer` corrects how the buyer is written, not who it is. What was sent before is kept.
    """
    einvoice = found(einvoices.lock(tx, id), NOT_FOUND)
    must_be_current(einvoice, version)
    rules.must_be_refused(einvoice)
    rules.must_not_be_annulled(einvoices.invoice_status(tx, id))
    settings = current_app.config["SETTINGS"]
    kept = Snapshot.model_validate(einvoice["snapshot"])
    corrected = printed_issuer(tx, issuers.issuer(tx), kept.establishment)
    # The number and the key are of the RUC that issued it.
    document = kept.model_dump() | {
        "issuer": corrected | {"ruc": kept.issuer.ruc},
        "emulated": rules.is_emulated(settings, kept.environment),
    }
    changes = {name: value for name, value in (buyer or {}).items() if document["buyer"][name] != value}
    document["buyer"] |= changes
    checked(document, settings)
    einvoices.keep_copy(tx, id)
    why = sign(tx, id, document, settings)
    if why:
        raise Invalid(why)
    again = einvoices.get(tx, id)
    if changes:
        events.corrected(tx, again, sorted(changes))
    events.prepared(tx, again)


def mail_itself(tx, einvoice, settings):
    """Ask for the letter of what was just authorised, in the same transaction: once. `einvoice` has its snapshot."""
    if rules.mails_itself(einvoice["environment"], einvoice["snapshot"]["buyer"]["email"], settings):
        events.mailed(tx, einvoice)


def mail(tx, id, to):
    """Send it again, to the buyer or to the address `to`."""
    einvoice = found(einvoices.printed(tx, id), NOT_FOUND)
    to = to or einvoice["snapshot"]["buyer"]["email"]
    rules.must_be_mailable(einvoice, to, current_app.config["SETTINGS"])
    events.mailed(tx, einvoice, to)


def must_be_shareable(db, id):
    """Raise NotFound or Conflict where there is no document that somebody could download."""
    rules.must_be_shareable(found(einvoices.get(db, id), NOT_FOUND))


def was_refused(tx, invoice_id):
    """Whether the SRI returned the document of an invoice, or did not authorise it: it has nothing that could be credited, and
    its portal nothing to annul by a day."""
    einvoice = einvoices.standing_of_invoice(tx, invoice_id)
    return bool(einvoice) and einvoice["status"] in rules.WAITS["PERSON"]


def must_be_annulled_in_portal(db, invoice_id):
    """Whether the SRI has the document of an invoice, or may have it in a moment: then its annulment is done there."""
    einvoice = einvoices.standing_of_invoice(db, invoice_id)
    return (
        bool(einvoice)
        and einvoice["status"] not in rules.WAITS["PERSON"]
        and einvoice["annulment"] != "CONFIRMED"
    )


def forget_annulment(tx, invoice_id):
    """Nobody wants it annulled any more. Raises Conflict where the portal has the request already, or did it."""
    einvoice = einvoices.standing_of_invoice(tx, invoice_id)
    rules.must_be_unknown_to_portal(einvoice["annulment"])
    if einvoice["annulment"]:
        einvoices.set_annulment(tx, einvoice["id"], None)


def ask(tx, id):
    """Let the carrier ask the SRI what it has under this key (ConsultaComprobante); once, however often it is wished."""
    einvoice = found(einvoices.lock(tx, id), NOT_FOUND)
    rules.must_be_sent(einvoice)
    if not attempts.is_asked(tx, id):
        events.asked(tx, einvoice)
