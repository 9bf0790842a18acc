"""An invoice put together with what hangs from it."""

from pydantic import ValidationError

from common.clock import clinic_today
from common.problems import Invalid
from common.web.errors import field_of, message_of
from common.web.http import found
from facturacion.billing import rules
from facturacion.billing.queries import invoices, payments, series
from facturacion.billing.schemas.invoices import NewInvoice, NewLine

NOT_FOUND = "No existe esa factura."


def detail(db, id):
    """An invoice with its lines, taxes and payments, and what must be mended in it before it is issued."""
    invoice = found(invoices.get(db, id), NOT_FOUND)
    lines = invoices.lines(db, id)
    draft = invoice["status"] == "DRAFT"
    parts = {
        "lines": lines,
        "to_mend": to_mend(invoice, lines, series.rates_on(db, clinic_today())) if draft else [],
        "taxes": invoices.taxes(db, id),
        "payments": payments.of_invoice(db, id),
    }
    return invoice | parts


def to_mend(invoice, lines, rates):
    """What keeps a draft from being issued as it is, by field: an appointment may bring what no form would take."""
    errors = [
        {"field": f"lines.{position}.unit_price", "message": line["mend"]}
        for position, line in enumerate(lines)
        if line["mend"]
    ]
    written = {
        "buyer": invoice["buyer"],
        "lines": [{name: line[name] for name in NewLine.model_fields} for line in lines],
        "notes": invoice["notes"],
    }
    try:
        NewInvoice.model_validate(written)
        rules.totals_of(rules.price_lines(lines, rates))
    except ValidationError as refusal:
        wrong = refusal.errors(include_url=False)
        return [{"field": field_of(item), "message": message_of(item)} for item in wrong] + errors
    except Invalid as refusal:
        return refusal.errors + errors
    return errors


def payments_of(db, id):
    """The payments of an invoice, voided ones too."""
    found(invoices.get(db, id), NOT_FOUND)
    return {"data": payments.of_invoice(db, id)}


def totals(db, first, last):
    """What was issued in the span, and how many invoices there are of each status."""
    return invoices.totals(db, first, last) | {"by_status": invoices.totals_by_status(db, first, last)}
