"""Charging in one act: the draft is issued and what was given for it is received, or nothing of it happens."""

from common.problems import Conflict, Forbidden, Invalid
from common.web.auth import me
from common.web.http import found
from facturacion.billing import events, reads, receipt
from facturacion.billing.queries import invoices as queries
from facturacion.billing.service import accounts, invoices, payments


def charge(tx, id, wish, version=None):
    """The invoice with its payments. An issued one is only paid."""
    invoice = found(queries.lock(tx, id), reads.NOT_FOUND)
    if invoice["status"] == "DRAFT":
        if not me().may("invoices:write"):
            raise Forbidden("Su rol no puede emitir facturas. Pídalo a un administrador.")
        invoices.issue(tx, id, wish.series_id, version, wish.payments)
    if wish.credit:
        accounts.pay(tx, queries.lock(tx, id), wish.credit, "credit")
    for payment in wish.payments:
        payments.receive(tx, id, payment)
    return reads.detail(tx, id)


def mail_receipt(tx, id, to, clinic, settings):
    """Ask for the letter with the receipt as it is now; `clinic` is the letterhead."""
    number, _ = receipt.printed(tx, id, "a4", clinic)
    invoice = reads.detail(tx, id)
    if invoice["status"] != "ISSUED":
        raise Conflict(f"La factura {number} está anulada.")
    if not settings.mails:
        raise Conflict("El sistema no tiene servidor de correo.")
    to = to or invoice["buyer"]["email"]
    if not to:
        raise Invalid.field("to", "Quien la deduce no tiene correo: escriba a cuál se envía.")
    events.receipt_mailed(tx, invoice, to, clinic["name"])
    return {"to": to}
