"""An invoice put together with what hangs from it."""

from common.web.http import found
from facturacion.billing.queries import invoices, payments

NOT_FOUND = "No existe esa factura."


def detail(db, id):
    """An invoice with its lines, taxes and payments."""
    invoice = found(invoices.get(db, id), NOT_FOUND)
    parts = {
        "lines": invoices.lines(db, id),
        "taxes": invoices.taxes(db, id),
        "payments": payments.of_invoice(db, id),
    }
    return invoice | parts


def payments_of(db, id):
    """The payments of an invoice, voided ones too."""
    found(invoices.get(db, id), NOT_FOUND)
    return {"data": payments.of_invoice(db, id)}


def totals(db, first, last):
    """What was issued in the span, and how many invoices there are of each status."""
    return invoices.totals(db, first, last) | {"by_status": invoices.totals_by_status(db, first, last)}
