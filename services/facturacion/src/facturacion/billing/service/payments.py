"""Payments: received and voided. That they stay within the invoice's total is the database's to say."""

from common.problems import Conflict
from common.web.auth import me
from common.web.http import found
from facturacion.billing import events
from facturacion.billing.queries import invoices
from facturacion.billing.queries import payments as queries
from facturacion.billing.reads import NOT_FOUND


def receive(tx, invoice_id, new):
    invoice = found(invoices.lock(tx, invoice_id), NOT_FOUND)
    payment = queries.insert(
        tx,
        invoice_id=invoice_id,
        received_by_id=me().id,
        received_by_name=me().name,
        **new.model_dump(),
    )
    events.payment_received(tx, invoice, payment)
    return payment


def void(tx, id, reason):
    """The invoice is locked first, as by everything that changes what was paid."""
    invoice = invoices.lock(tx, found(queries.invoice_of(tx, id), "No existe ese pago."))
    payment = queries.void(tx, id, reason, me())
    if payment is None:
        raise Conflict("Ese pago ya estaba anulado.")
    events.payment_voided(tx, invoice, payment)
    return payment
