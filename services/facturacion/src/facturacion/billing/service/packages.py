"""What is left of a package, given back at the price it was sold for: with a credit note of its line."""

from common.web.http import found
from facturacion.billing.queries import credit_notes as notes
from facturacion.billing.queries import invoices
from facturacion.billing.rules import credit_notes as rules
from facturacion.billing.service import credit_notes
from facturacion.einvoice import service as einvoices
from facturacion.packages import reads
from facturacion.packages.queries import sold
from facturacion.packages import rules as packaging
from facturacion.packages import service as packages


def refund(tx, id, wish):
    """Give back the sessions that are left, or some. The invoice is locked first, as by everything that credits it."""
    invoice = invoices.lock(tx, found(sold.invoice_of(tx, id), reads.NOT_FOUND))
    held = sold.lock(tx, id)
    packaging.must_be_open(held)
    rules.must_be_creditable(invoice, einvoices.was_refused(tx, invoice["id"]))
    wanted = wish.items and {item.item_id: item.sessions for item in wish.items}
    pieces = packaging.refunded(sold.items(tx, id), wanted)
    subtotal = sum(packaging.value_of(item, number) for item, number in pieces)
    left = notes.left(tx, invoice["id"])
    line = next(line for line in left if line["id"] == held["invoice_line_id"])
    lines = rules.with_iva([rules.part_of(line, subtotal)], left)
    note = credit_notes.write(tx, invoice, lines, wish)
    packages.refund(tx, held, pieces, note["id"], wish.reason)
    return reads.detail(tx, id)
