"""The printed receipt of what was paid of an invoice, on the paper of the till or on a sheet."""

from decimal import Decimal
from pathlib import Path

from common import pdf
from common.clock import clinic_zone
from common.money import plain
from common.problems import Conflict
from facturacion.billing import reads
from facturacion.billing.queries import receipts
from facturacion.fields import METHOD_WORDS

TEMPLATES = {paper: Path(__file__).with_name(f"receipt_{paper}.typ") for paper in ("80mm", "a4")}


def printed(tx, id, paper, clinic):
    """The invoice's number, and the receipt. What was printed once comes out again as it was, whatever changed since."""
    invoice = reads.detail(tx, id)
    if invoice["number"] is None:
        raise Conflict("Un borrador no tiene recibo: emítalo primero.")
    what = {"invoice_id": id, "version": invoice["version"], "paper": paper}
    document = receipts.get(tx, **what)
    if document is None:
        moments = [invoice["issued_at"], *(payment["received_at"] for payment in in_force(invoice))]
        document = pdf.render(TEMPLATES[paper], clinic, max(moments), content(invoice))
        receipts.insert(tx, **what, pdf=document)
    return invoice["number"], document


def in_force(invoice):
    return [payment for payment in invoice["payments"] if payment["voided_at"] is None]


def content(invoice):
    payments = in_force(invoice)
    return {
        "number": invoice["number"],
        "annulled": invoice["status"] == "ANNULLED",
        "buyer": {"name": invoice["buyer"]["name"], "document": invoice["buyer"]["document"]},
        "lines": [
            {name: line[name] for name in ("description", "quantity", "unit_price", "discount", "subtotal")}
            | {"quantity": plain(line["quantity"])}
            for line in invoice["lines"]
        ],
        "subtotal": invoice["subtotal"],
        "taxes": [
            {"label": f"IVA {plain(tax['iva_rate'])} %", "value": tax["iva"]}
            for tax in invoice["taxes"]
            if tax["iva"]
        ],
        "total": invoice["total"],
        "payments": [
            {
                "label": METHOD_WORDS[payment["method"]]
                + (f", {payment['reference']}" if payment["reference"] else ""),
                "day": f"{payment['received_at'].astimezone(clinic_zone()):%d/%m/%Y}",
                "amount": payment["amount"],
            }
            for payment in payments
        ],
        "paid": sum((payment["amount"] for payment in payments), Decimal("0.00")),
        "balance": invoice["balance"],
        "cashier": payments[-1]["received_by"]["name"] if payments else "",
    }
