"""The statement of a patient's account as a PDF: every entry in the clinic's words, without a clinical one."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from common.pdf import render

TEMPLATE = Path(__file__).with_name("statement.typ")
CONCEPTS = {
    "INVOICE": "Servicios",
    "ANNULMENT": "Factura anulada",
    "CREDIT_NOTE": "Nota de crédito",
    "PAYMENT": "Pago",
    "PAYMENT_VOIDED": "Pago anulado",
    "DEPOSIT": "Abono a cuenta",
    "REFUND": "Devolución",
    "RETURNED": "Devolución",
    "BOUNCED": "Cheque devuelto",
}
METHODS = {
    "CASH": "efectivo",
    "CARD_CREDIT": "tarjeta de crédito",
    "CARD_DEBIT": "tarjeta de débito",
    "TRANSFER": "transferencia",
    "CHECK": "cheque",
}


def line_of(entry):
    how = METHODS.get(entry["method"])
    return {
        "day": entry["day"],
        "document": entry["document"],
        "concept": CONCEPTS[entry["kind"]] + (f" en {how}" if how else ""),
        "charge": max(entry["amount"], Decimal("0.00")),
        "credit": max(-entry["amount"], Decimal("0.00")),
        "balance": entry["balance"],
    }


def printed(account, patient, clinic):
    """The bytes of the statement as it stands now; `patient` and `clinic` as their services know them."""
    lines = [line_of(entry) for entry in account["entries"]]
    statement = {
        "lines": lines,
        "owed": account["owed"],
        "credit": account["credit"],
        "balance": account["balance"],
        "charges": sum((line["charge"] for line in lines), Decimal("0.00")),
        "credits": sum((line["credit"] for line in lines), Decimal("0.00")),
    }
    whose = {"name": patient["full_name"], "document": patient["document_number"]}
    return render(TEMPLATE, clinic, datetime.now(UTC), {"statement": statement, "patient": whose})
