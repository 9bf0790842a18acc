"""Our own checks of a document, before its schema's: arithmetic, codes, dates and letters. Pure.

A document is a dict: `access_key environment document_code establishment emission_point sequential issue_date issuer buyer
lines totals payments credit`. It is checked here so that what the SRI would refuse is refused while a person can still
correct it; the SRI's own check of sums (error 52) is known to be looser.
"""

import re
import unicodedata
from decimal import Decimal

from common.money import money
from facturacion.einvoice.ecuador import access_key, catalogues
from facturacion.einvoice.ecuador.catalogues import CREDIT_NOTE, FINAL_CONSUMER, INVOICE
from facturacion.money import cents

LONGEST = 300
MOST_LINES = 1000
RUC = re.compile("[0-9]{10}001")
# IVA of a note may be what earlier notes left of the invoice's, a cent or two beside that of its own base.
NOTE_TOLERANCE = Decimal("0.02")
# Control, invisible, private, unassigned and half characters, line ends; and symbols of no alphabet (emoji), except these.
UNWRITABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "So"))
SYMBOLS = frozenset("°©®¦")


def unwritable(text):
    """The characters of `text` that an electronic document does not hold: control characters and emoji."""
    return sorted(
        {
            sign
            for sign in text
            if (unicodedata.category(sign) in UNWRITABLE and sign not in SYMBOLS)
            or 0xFE00 <= ord(sign) <= 0xFE0F
        }
    )


def wrong_in(document):
    """What is wrong in a document: `[{"field", "message"}]`, empty for one that may be signed."""
    checks = (wrong_key, wrong_texts, wrong_buyer, wrong_lines, wrong_totals, wrong_payments, wrong_credit)
    return [error for check in checks for error in check(document)]


def said(field, message):
    return {"field": field, "message": message}


def wrong_key(document):
    try:
        parts = access_key.parts_of(document["access_key"])
    except ValueError as error:
        return [said("access_key", str(error))]
    own = (
        f"{document['issue_date']:%d%m%Y}",
        document["document_code"],
        document["issuer"]["ruc"],
        document["environment"],
        document["establishment"],
        document["emission_point"],
        f"{document['sequential']:09}",
    )
    if parts[:7] != own or parts.emission != access_key.NORMAL:
        return [said("access_key", "La clave de acceso no es de este comprobante.")]
    known = document["environment"] in catalogues.ENVIRONMENTS
    if not known or document["document_code"] not in (INVOICE, CREDIT_NOTE):
        return [said("access_key", "El ambiente o el tipo de comprobante no existe.")]
    return []


def texts_of(document):
    """Everything that a person wrote and the document will hold, by field."""
    issuer, buyer = document["issuer"], document["buyer"]
    yield from (
        (f"issuer.{name}", issuer[name]) for name in ("legal_name", "trade_name", "head_office", "address")
    )
    yield from ((f"buyer.{name}", buyer[name]) for name in ("name", "document", "address", "email"))
    yield from (
        (f"lines.{place}.description", line["description"]) for place, line in enumerate(document["lines"])
    )


def wrong_texts(document):
    errors = []
    for field, text in texts_of(document):
        if not text:
            continue
        signs = unwritable(text)
        if signs:
            shown = " ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs)
            errors.append(said(field, f"Quite estos caracteres, que el SRI no admite: {shown}"))
        elif len(text) > LONGEST:
            errors.append(said(field, f"No puede tener más de {LONGEST} caracteres."))
    required = (
        ("issuer.legal_name", document["issuer"]["legal_name"]),
        ("buyer.name", document["buyer"]["name"]),
    )
    errors += [said(field, "Falta.") for field, text in required if not (text or "").strip()]
    if not RUC.fullmatch(document["issuer"]["ruc"]):
        errors.append(said("issuer.ruc", "El RUC del emisor debe tener 13 dígitos y terminar en 001."))
    return errors


def wrong_buyer(document):
    buyer, total = document["buyer"], document["totals"]["total"]
    if buyer["id_type"] not in catalogues.ID_TYPES:
        return [said("buyer.id_type", "Este tipo de identificación no existe.")]
    if len(buyer["document"]) > 20:
        return [said("buyer.document", "No puede tener más de 20 caracteres.")]
    if buyer["id_type"] != FINAL_CONSUMER:
        return []
    if document["document_code"] == CREDIT_NOTE:
        return [said("buyer.id_type", "Una nota de crédito identifica al comprador.")]
    if total > catalogues.FINAL_CONSUMER_LIMIT:
        most = money(catalogues.FINAL_CONSUMER_LIMIT)
        return [said("buyer.id_type", f"A consumidor final se factura hasta {most}.")]
    return []


def wrong_lines(document):
    errors = []
    if not 0 < len(document["lines"]) <= MOST_LINES:
        errors.append(said("lines", f"Un comprobante tiene de 1 a {MOST_LINES} conceptos."))
    for place, line in enumerate(document["lines"]):
        rate = catalogues.iva_rate(line["iva_code"], document["rated_on"])
        if rate is None or rate != line["iva_rate"]:
            errors.append(said(f"lines.{place}.iva_code", "El código de IVA no tenía esa tarifa ese día."))
        if cents(line["quantity"] * line["unit_price"]) - line["discount"] != line["subtotal"]:
            errors.append(
                said(f"lines.{place}.subtotal", "No es la cantidad por el precio, menos el descuento.")
            )
        if min(line["quantity"], line["unit_price"], line["discount"], line["subtotal"]) < 0:
            errors.append(said(f"lines.{place}.subtotal", "Ningún valor puede ser negativo."))
    return errors


def wrong_totals(document):
    totals, lines = document["totals"], document["lines"]
    errors = []
    if totals["subtotal"] != sum(line["subtotal"] for line in lines):
        errors.append(said("totals.subtotal", "No es la suma de los conceptos."))
    if totals["discount"] != sum(line["discount"] for line in lines):
        errors.append(said("totals.discount", "No es la suma de los descuentos."))
    tolerance = NOTE_TOLERANCE if document["document_code"] == CREDIT_NOTE else Decimal(0)
    bases = {}
    for line in lines:
        bases.setdefault(line["iva_code"], []).append(line)
    told = {tax["iva_code"]: tax for tax in totals["taxes"]}
    if len(told) != len(totals["taxes"]) or told.keys() != bases.keys():
        errors.append(said("totals.taxes", "No son los códigos de IVA de los conceptos."))
        return errors
    for code, tax in told.items():
        base = sum(line["subtotal"] for line in bases[code])
        if tax["base"] != base or abs(tax["iva"] - cents(base * tax["iva_rate"] / 100)) > tolerance:
            errors.append(
                said("totals.taxes", f"La base o el IVA del código {code} no salen de los conceptos.")
            )
    if totals["total"] != totals["subtotal"] + sum(tax["iva"] for tax in told.values()):
        errors.append(said("totals.total", "No es el subtotal más el IVA."))
    return errors


def wrong_payments(document):
    payments = document["payments"]
    if document["document_code"] == CREDIT_NOTE:
        return []
    errors = [
        said(f"payments.{place}.code", "Esta forma de pago no existe.")
        for place, payment in enumerate(payments)
        if payment["code"] not in catalogues.PAYMENTS
    ]
    if sum(payment["total"] for payment in payments) != document["totals"]["total"]:
        errors.append(said("payments", "Las formas de pago no suman el total."))
    return errors


def wrong_credit(document):
    credit = document["credit"]
    if document["document_code"] == INVOICE:
        return []
    errors = []
    if not re.fullmatch("[0-9]{3}-[0-9]{3}-[0-9]{9}", credit["number"]):
        errors.append(said("credit.number", "La factura que se modifica no tiene número."))
    if credit["issue_date"] > document["issue_date"]:
        errors.append(said("credit.issue_date", "Una nota de crédito no es anterior a su factura."))
    return errors
