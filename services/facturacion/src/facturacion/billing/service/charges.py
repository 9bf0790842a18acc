"""Charging in one act: the draft is issued and what was given for it is received, or nothing of it happens."""

from common.problems import Forbidden
from common.web.auth import me
from common.web.http import found
from facturacion.billing import reads
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
