"""Credit notes: numbered and frozen, with what becomes of what had been paid."""

from decimal import Decimal

from common.clock import clinic_today
from common.web.auth import me
from common.web.http import found
from facturacion.billing import events, reads
from facturacion.billing.queries import credit_notes as queries
from facturacion.billing.queries import invoices
from facturacion.billing.rules import credit_notes as rules
from facturacion.billing.service import accounts
from facturacion.commissions import service as commissions
from facturacion.einvoice import service as einvoices

# The decimals that a unit price may have in an electronic document.
MICRO = Decimal("0.000001")


def issue(tx, invoice_id, new):
    """Credit the invoice, whole or in part. What is credited above its balance had been paid: it goes back, or stays in favour."""
    invoice = found(invoices.lock(tx, invoice_id), reads.NOT_FOUND)
    rules.must_be_creditable(invoice, einvoices.was_refused(tx, invoice_id))
    wanted = new.lines and {line.line_id: line.quantity for line in new.lines}
    write(tx, invoice, rules.credited_lines(queries.left(tx, invoice_id), wanted), new)
    return reads.detail(tx, invoice_id)


def write(tx, invoice, lines, new):
    """The note of these lines; `new` says why, and where what was paid goes."""
    invoice_id = invoice["id"]
    totals = rules.totals_of(lines)
    returned = max(totals["total"] - invoice["balance"], Decimal(0))
    rules.must_say_where_it_goes(returned, new.settle, invoice["patient_id"])
    id = queries.next_id(tx)
    moved = returned and release(tx, invoice, returned, new, id)
    series_id = queries.series_of(tx, invoice_id)
    sequential = queries.next_sequential(tx, series_id)
    note = queries.insert(
        tx,
        lines,
        id=id,
        invoice_id=invoice_id,
        series_id=series_id,
        sequential=sequential,
        issue_date=clinic_today(),
        reason=new.reason,
        returned=returned,
        issued_by_id=me().id,
        issued_by_name=me().name,
        **totals,
    )
    commissions.follow_invoice(tx, invoice_id)
    events.credited(tx, invoice, note)
    prepare(tx, invoice, note, lines, series_id, sequential)
    if moved and moved["kind"] == "RETURNED":
        events.returned(tx, invoice, moved)
    return note


def prepare(tx, invoice, note, lines, series_id, sequential):
    """Its electronic document. The rates are those of the invoice's day; what a piece costs is worked out of what it comes to."""
    known = {line["id"]: line for line in invoices.lines(tx, invoice["id"])}
    told = [
        known[line["invoice_line_id"]]
        | line
        | {"unit_price": (line["subtotal"] / line["quantity"]).quantize(MICRO), "discount": Decimal(0)}
        for line in lines
    ]
    einvoices.prepare(
        tx,
        series_id,
        credit_note_id=note["id"],
        document_code="04",
        sequential=sequential,
        issue_date=note["issue_date"],
        rated_on=invoice["issue_date"],
        buyer=invoice["buyer"],
        lines=told,
        totals={
            "subtotal": note["subtotal"],
            "discount": Decimal(0),
            "taxes": rules.taxes_of(lines),
            "total": note["total"],
        },
        credit={"number": invoice["number"], "issue_date": invoice["issue_date"]},
    )


def release(tx, invoice, amount, new, note_id):
    """Before the note, so that what is paid is never above what is left of the invoice."""
    row = {"invoice_id": invoice["id"], "credit_note_id": note_id, "reason": new.reason}
    if new.settle == "CREDIT":
        return accounts.record(tx, "RELEASED", amount, invoice["patient_id"], **row)
    row |= {"method": new.method, "reference": new.reference}
    return accounts.record(tx, "RETURNED", amount, invoice["patient_id"], **row)
