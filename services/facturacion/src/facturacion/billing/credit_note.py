"""The printed credit note: what is taken off an invoice, line by line, and what became of what had been paid."""

from pathlib import Path

from common import pdf
from common.money import plain
from common.web.http import found
from facturacion.billing.queries import credit_notes, invoices

TEMPLATE = Path(__file__).with_name("credit_note.typ")


def printed(tx, id, clinic):
    """Its number, and the document. What was printed once comes out again as it was, whatever changed since."""
    note = found(credit_notes.get(tx, id), "No existe esa nota de crédito.")
    document = credit_notes.document(tx, id)
    if document is None:
        invoice = invoices.get(tx, note["invoice_id"])
        document = pdf.render(
            TEMPLATE, clinic, note["issued_at"], content(note, invoice, credit_notes.lines_of(tx, id))
        )
        credit_notes.keep(tx, id, document)
    return note["number"], document


def content(note, invoice, lines):
    return {
        "number": note["number"],
        "issue_date": note["issue_date"],
        "reason": note["reason"],
        "invoice": invoice["number"],
        "invoice_date": invoice["issue_date"],
        "buyer": {"name": invoice["buyer"]["name"], "document": invoice["buyer"]["document"]},
        "lines": [
            line
            | {
                "quantity": plain(line["quantity"]),
                "iva_rate": f"{plain(line['iva_rate'])} %",
            }
            for line in lines
        ],
        "subtotal": note["subtotal"],
        "iva": note["iva"],
        "total": note["total"],
        "returned": note["returned"],
        "issued_by": note["issued_by"]["name"],
    }
