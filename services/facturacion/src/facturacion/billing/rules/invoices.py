"""What the clinic and the law decided. Pure: values in, a value or a Problem out."""

import re
from decimal import Decimal
from itertools import groupby

from common.fields import LARGEST_LINE
from common.identity_documents import check_cedula, check_foreign_card, check_passport, check_ruc
from common.money import money
from common.problems import Conflict, Invalid
from facturacion.money import LARGEST, cents

FINAL_CONSUMER = "9999999999999"
FINAL_CONSUMER_LIMIT = Decimal(50)
# The SRI's code of each kind of document that a patient may have.
ID_TYPES = {"CEDULA": "05", "RUC": "04", "PASSPORT": "06"}
# A number as people write it: whole, without hyphens, or from its emission point on; and a phone that looks like one.
NUMBER = re.compile("[0-9]{1,3}-[0-9]{1,3}-[0-9]{1,10}")
JOINED = re.compile("([0-9]{3})([0-9]{3})([0-9]{8,11})")
POINT = re.compile("[0-9]{3}-[0-9]{1,10}")
MOBILE = re.compile("09[0-9]-[0-9]{3}-[0-9]{4}")
NO_DOCUMENT, OTHER_DOCUMENT = "05", "08"
STATUS_WORDS = {"ISSUED": "ya fue emitida", "ANNULLED": "está anulada", "DISCARDED": "fue descartada"}


def check_document(id_type, document):
    """The clean document of a buyer. Raises ValueError with the reason."""
    if id_type == "07":
        if document != FINAL_CONSUMER:
            raise ValueError(f"El consumidor final se identifica con {FINAL_CONSUMER}.")
        return document
    checks = {"04": check_ruc, "05": check_cedula, "06": check_passport, "08": check_foreign_card}
    return checks[id_type](document)


def id_type_of(document_type):
    """The SRI's code for a patient's document; without one, that of the document a person will most likely write."""
    return ID_TYPES.get(document_type, OTHER_DOCUMENT) if document_type else NO_DOCUMENT


def price_lines(lines, rates):
    """`lines` with their position, rate and amounts. `rates` holds the rate of each IVA code in force."""
    return [price_line(line, position, rates) for position, line in enumerate(lines, 1)]


def price_line(line, position, rates):
    field = f"lines.{position - 1}"
    if line["iva_code"] not in rates:
        raise Invalid.field(f"{field}.iva_code", "Este código de IVA no tiene una tarifa vigente.")
    gross = cents(line["quantity"] * line["unit_price"])
    if gross > LARGEST_LINE:
        raise Invalid.field(f"{field}.quantity", "El valor de la línea es demasiado grande.")
    if line["discount"] > gross:
        raise Invalid.field(f"{field}.discount", "El descuento supera el valor de la línea.")
    rate = rates[line["iva_code"]]
    subtotal = gross - line["discount"]
    iva = cents(subtotal * rate / 100)
    amounts = {"subtotal": subtotal, "iva": iva, "total": subtotal + iva}
    return {**line, "position": position, "iva_rate": rate, **amounts}


def storable(line):
    """The line that an appointment brings, as a draft can hold it: without the amount where no invoice could."""
    quantity, price = line["quantity"], line["unit_price"]
    if cents(quantity * price) <= LARGEST_LINE:
        return line
    said = f"La cita traía {quantity:f} × {money(price)}, que no cabe en una factura. Escriba la cantidad y el precio."
    return line | {"quantity": Decimal(1), "unit_price": Decimal(0), "mend": said}


def taxes_of(lines):
    """Base and IVA of each code and rate. IVA is computed once on the base of each, as the SRI checks it."""

    def tax(line):
        return line["iva_code"], line["iva_rate"]

    bases = (
        (code, rate, sum(line["subtotal"] for line in group))
        for (code, rate), group in groupby(sorted(lines, key=tax), tax)
    )
    return [
        {"iva_code": code, "iva_rate": rate, "base": base, "iva": cents(base * rate / 100)}
        for code, rate, base in bases
    ]


def totals_of(lines):
    """The totals of priced lines."""
    iva = sum((tax["iva"] for tax in taxes_of(lines)), Decimal(0))
    subtotal = sum((line["subtotal"] for line in lines), Decimal(0))
    discount = sum((line["discount"] for line in lines), Decimal(0))
    if max(subtotal + iva, discount) > LARGEST:
        raise Invalid.field("lines", "El total de la factura es demasiado grande.")
    return {"subtotal": subtotal, "discount": discount, "iva": iva, "total": subtotal + iva}


def must_be_draft(invoice):
    if invoice["status"] != "DRAFT":
        raise Conflict(f"La factura {STATUS_WORDS[invoice['status']]}: ya no se puede modificar.")


def must_not_be_issued(invoice):
    """Whether the appointment of this invoice, or of none, may be reopened."""
    if invoice is not None and invoice["status"] == "ISSUED":
        raise Conflict(
            f"La cita ya tiene la factura {invoice['number']}. Anúlela antes de reabrir la cita.",
            invoice_id=invoice["id"],
            number=invoice["number"],
        )


def must_be_issuable(invoice, totals):
    """Whether a draft may become an invoice with `totals`."""
    must_be_draft(invoice)
    if totals["total"] <= 0:
        raise Conflict(
            "No se puede emitir una factura sin valor. Agregue lo que se cobra o descarte el borrador."
        )
    if invoice["buyer"]["id_type"] == "07" and totals["total"] > FINAL_CONSUMER_LIMIT:
        raise Conflict(
            f"A consumidor final se factura hasta {money(FINAL_CONSUMER_LIMIT)}. Pida los datos del cliente."
        )


def must_not_repeat(twin):
    """Raise Conflict where another payment has this reference, for the person to confirm or correct."""
    if twin:
        raise Conflict(
            f"Esa referencia ya está en un pago de {money(twin['amount'])} de la factura {twin['number']}, "
            f"recibido el {twin['received_on']:%d/%m/%Y}. Confirme si de verdad es otro pago.",
            warning="repeated_reference",
            confirm="confirm_repeated",
            existing=twin,
        )


def must_be_annullable(invoice):
    if invoice["status"] != "ISSUED":
        raise Conflict("Solo se anula una factura emitida. Un borrador se descarta.")
    if invoice["buyer"]["id_type"] == "07":
        raise Conflict("Una factura a consumidor final no se puede anular.")
    if invoice["paid"] > 0:
        raise Conflict("La factura tiene pagos registrados. Anule primero los pagos.")
    if invoice["credited"] > 0:
        raise Conflict("La factura tiene notas de crédito: ya no se anula.")


def written(search):
    """What was typed into the search of invoices, with a number as it is printed.

    `001-001-1181` becomes 001-001-000001181, and so does 0010010000001181, with one zero too many.
    """
    return search and " ".join(number_of(word) for word in search.split())


def number_of(word):
    joined = JOINED.fullmatch(word)
    if NUMBER.fullmatch(word) and not MOBILE.fullmatch(word) or joined:
        establishment, emission_point, sequential = joined.groups() if joined else word.split("-")
        return f"{establishment:0>3}-{emission_point:0>3}-{int(sequential):09}"
    if POINT.fullmatch(word):
        emission_point, sequential = word.split("-")
        return f"{emission_point}-{int(sequential):09}"
    return word
