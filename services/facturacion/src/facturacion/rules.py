"""What the clinic and the law decided. Pure: values in, a value or a Problem out."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from common.identity_documents import check_cedula, check_passport, check_ruc
from common.problems import Conflict, Invalid, NotFound, Stale

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999.99")
LONGEST_REPORT = timedelta(days=5 * 366)
FINAL_CONSUMER = "9999999999999"
FINAL_CONSUMER_LIMIT = Decimal(50)
# The SRI's code of each kind of document that a patient may have.
ID_TYPES = {"CEDULA": "05", "RUC": "04", "PASSPORT": "06"}
STATUS_WORDS = {"ISSUED": "ya fue emitida", "ANNULLED": "está anulada", "DISCARDED": "fue descartada"}


def check_document(id_type, document):
    """The clean document of a buyer. Raises ValueError with the reason."""
    if id_type == "07":
        if document != FINAL_CONSUMER:
            raise ValueError(f"El consumidor final se identifica con {FINAL_CONSUMER}.")
        return document
    if id_type == "08":
        if not (document.isascii() and document.isalnum() and len(document) >= 3):
            raise ValueError("La identificación del exterior debe tener entre 3 y 20 letras o números.")
        return document.upper()
    return {"04": check_ruc, "05": check_cedula, "06": check_passport}[id_type](document)


def cents(amount):
    return amount.quantize(CENT, ROUND_HALF_UP)


def price_lines(lines, rates):
    """`lines` with their position, rate and amounts. `rates` holds the rate of each IVA code in force."""
    return [price_line(line, position, rates) for position, line in enumerate(lines, 1)]


def price_line(line, position, rates):
    field = f"lines.{position - 1}"
    if line["iva_code"] not in rates:
        raise Invalid.field(f"{field}.iva_code", "Este código de IVA no tiene una tarifa vigente.")
    gross = cents(line["quantity"] * line["unit_price"])
    if gross > LARGEST:
        raise Invalid.field(f"{field}.quantity", "El valor de la línea es demasiado grande.")
    if line["discount"] > gross:
        raise Invalid.field(f"{field}.discount", "El descuento supera el valor de la línea.")
    rate = rates[line["iva_code"]]
    subtotal = gross - line["discount"]
    iva = cents(subtotal * rate / 100)
    if subtotal + iva > LARGEST:
        raise Invalid.field(f"{field}.quantity", "El valor de la línea es demasiado grande.")
    amounts = {"subtotal": subtotal, "iva": iva, "total": subtotal + iva}
    return {**line, "position": position, "iva_rate": rate, **amounts}


def totals_of(lines):
    """The totals of priced lines. IVA is computed once on the base of each rate, as the SRI checks it."""

    def tax(line):
        return line["iva_code"], line["iva_rate"]

    iva = sum(
        (
            cents(sum(line["subtotal"] for line in group) * rate / 100)
            for (_, rate), group in groupby(sorted(lines, key=tax), tax)
        ),
        Decimal(0),
    )
    subtotal = sum((line["subtotal"] for line in lines), Decimal(0))
    discount = sum((line["discount"] for line in lines), Decimal(0))
    if max(subtotal + iva, discount) > LARGEST:
        raise Invalid.field("lines", "El total de la factura es demasiado grande.")
    return {"subtotal": subtotal, "discount": discount, "iva": iva, "total": subtotal + iva}


def must_exist(row, sentence):
    if row is None:
        raise NotFound(sentence)
    return row


def must_be_current(row, version):
    """Whether `row` is still as the caller saw it; a `version` of None means that they do not care."""
    if version is not None and row["version"] != version:
        raise Stale(
            "Alguien guardó cambios después de que usted lo abrió. Vuelva a cargar y repita los suyos."
        )


def must_be_draft(invoice):
    if invoice["status"] != "DRAFT":
        raise Conflict(f"La factura {STATUS_WORDS[invoice['status']]}: ya no se puede modificar.")


def must_be_issuable(invoice, totals):
    """Whether a draft may become an invoice with `totals`."""
    must_be_draft(invoice)
    if totals["total"] <= 0:
        raise Conflict(
            "No se puede emitir una factura sin valor. Agregue lo que se cobra o descarte el borrador."
        )
    buyer = invoice["buyer"]
    try:
        check_document(buyer["id_type"], buyer["document"])
    except ValueError as reason:
        raise Conflict(f"Corrija el documento del cliente antes de emitir. {reason}.") from None
    if buyer["id_type"] == "07" and totals["total"] > FINAL_CONSUMER_LIMIT:
        raise Conflict(
            f"A consumidor final se factura hasta {money(FINAL_CONSUMER_LIMIT)}. Pida los datos del cliente."
        )


def must_be_annullable(invoice):
    if invoice["status"] != "ISSUED":
        raise Conflict("Solo se anula una factura emitida. Un borrador se descarta.")
    if invoice["buyer"]["id_type"] == "07":
        raise Conflict("Una factura a consumidor final no se puede anular.")
    if invoice["paid"] > 0:
        raise Conflict("La factura tiene pagos registrados. Anule primero los pagos.")


def report_span(first, last, today):
    """The days of a report; by default, those of the month so far."""
    last = last or (max(today, first) if first else today)
    first = first or last.replace(day=1)
    if last < first:
        raise Invalid.field("from", "Debe ser igual o anterior a la fecha final.")
    if last - first > LONGEST_REPORT:
        raise Invalid.field("from", "Elija un período de hasta cinco años.")
    return first, last


def days_of(first, last):
    """Each day as a span of its own."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [(day, day) for day in days]


def months_until(today, count):
    """The last `count` months, from the oldest to the one of `today`, as spans."""
    spans, last = [], end_of_month(today)
    for _ in range(count):
        spans.append((last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(days=1)
    return spans[::-1]


def end_of_month(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def average(amount, count):
    return cents(amount / count) if count else Decimal("0.00")


def expense_totals(by_category):
    total = sum((row["total"] for row in by_category), Decimal("0.00"))
    return {"total": total, "by_category": by_category}


def money(amount):
    """An amount as people in Ecuador write it: $1.234,50."""
    return "$" + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
