"""Annulments that wait for the SRI's portal: asked for here, done there by hand, and of effect once the portal says so."""

from common.problems import Conflict
from common.web.auth import me
from common.web.http import found
from facturacion.billing import events, reads
from facturacion.billing.queries import annulments
from facturacion.billing.queries import invoices as queries
from facturacion.commissions import service as commissions
from facturacion.einvoice import service as einvoices


def ask(tx, invoice, reason):
    """Note that an invoice is to be annulled; until the portal says so it counts, and is neither charged nor credited."""
    if annulments.waiting(tx, invoice["id"]):
        raise Conflict("Su anulación ya está pedida y espera al portal del SRI.")
    annulments.insert(
        tx, invoice_id=invoice["id"], reason=reason, asked_by_id=me().id, asked_by_name=me().name
    )
    events.annulment_asked(tx, invoice, reason)


def withdraw(tx, id):
    """The way back from a request, while the portal knows nothing of it."""
    invoice = found(queries.lock(tx, id), reads.NOT_FOUND)
    waiting = annulments.waiting(tx, id)
    if waiting is None:
        raise Conflict("Esta factura no espera ninguna anulación.")
    einvoices.forget_annulment(tx, id)
    annulments.end(tx, waiting["id"], "WITHDRAWN", me().id, me().name)
    events.annulment_withdrawn(tx, invoice)
    return reads.detail(tx, id)


def confirmed(tx, id, today):
    """The portal says that it is annulled: from now on it frees its balance and the figures. No-op where nobody asked."""
    invoice = queries.lock(tx, id)
    waiting = annulments.waiting(tx, id)
    if waiting is None or invoice["status"] != "ISSUED":
        return
    queries.close(tx, id, "ANNULLED", waiting["reason"], waiting["asked_by_id"], waiting["asked_by_name"])
    annulments.end(tx, waiting["id"], "CONFIRMED")
    commissions.follow_invoice(tx, id, today)
    events.annulled(tx, queries.get(tx, id))
