"""Decisions about receipts and their documents. No HTTP, no SQL: only values in, values or Problems out."""

from datetime import timedelta
from decimal import Decimal

from common.money import money as dollars
from common.problems import Conflict, Invalid
from inventario.stock.rules import money

# What was found later than that belongs to closed books.
LONGEST_AGO = timedelta(days=2 * 366)
# A cost has four decimals: per unit it may be off by half of the last.
HALF_A_PLACE, CENT = Decimal("0.00005"), Decimal("0.01")


def must_be_recent(day, today):
    if day > today:
        raise Invalid.field("document.date", "Esa fecha todavía no llega.")
    if day < today - LONGEST_AGO:
        raise Invalid.field("document.date", "Esa fecha es de hace más de dos años. Revise el año.")


def must_hold_its_parts(document):
    if document["iva"] and document["iva"] >= document["amount"]:
        raise Invalid.field("document.iva", "El IVA es parte del valor: debe ser menor.")
    if document["base_zero"] > document["amount"] - document["iva"]:
        raise Invalid.field("document.base_zero", "La parte sin IVA no pasa del valor menos su IVA.")


def must_be_new(repeated, confirmed):
    """Raise Conflict where the books have this document, for the person to confirm or correct."""
    if repeated and not confirmed:
        raise Conflict(
            "Ya se registró ese documento de ese proveedor. Confirme si de verdad es otro.",
            warning="repeated_document",
            confirm="confirm_repeated",
            errors=[{"field": "document.document_number", "message": "Ya está registrado."}],
        )


def worth(lines):
    """What (quantity, unit cost) come to, and by how much rounding the costs may have moved it."""
    total = sum((quantity * cost for quantity, cost in lines), Decimal(0))
    slack = sum((quantity * HALF_A_PLACE + CENT for quantity, _ in lines), Decimal(0))
    return total, slack


def stocked(document, lines, confirmed):
    """How much of the document is in the lots: its amount, its amount without IVA, or what the lines come to.

    The lines agree with the document with or without IVA, as the clinic reckons its costs. Whatever else it charges (freight)
    is no material: it takes a confirmation, and stays an expense of its day. Lines never come to more than their document.
    """
    total, slack = worth(lines)
    amount, base = document["amount"], document["amount"] - document["iva"]
    for whole in (base, amount):
        if abs(total - whole) <= slack:
            return whole
    if total > amount:
        raise Invalid.field("document.amount", f"El material suma {dollars(total)}: más que el documento.")
    if not confirmed:
        raise Conflict(
            f"El material suma {dollars(total)}; el documento, {dollars(amount)} ({dollars(base)} sin IVA). Si el resto es transporte u otro"
            " cargo, confírmelo: se contará como gasto.",
            warning="lines_differ",
            confirm="confirm_difference",
            errors=[{"field": "document.amount", "message": "No es lo que suman las líneas."}],
        )
    return money(total)


def must_stand(receipt):
    if receipt["annulled_at"] is not None:
        raise Conflict("Ese ingreso está anulado.")


def called(receipt):
    """How the log names a receipt: by its document, or as what came without one."""
    document = receipt["document"]
    if document is None:
        return f"el ingreso {receipt['id']}, sin documento"
    return f"la compra {document['document_number']} de {document['supplier_name']}"
