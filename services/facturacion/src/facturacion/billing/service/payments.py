"""Payments: received and voided. That they stay within the invoice's total is the database's to say."""

from common.clock import clinic_today
from common.problems import Conflict
from common.web.auth import me
from common.web.http import found
from facturacion.billing import events
from facturacion.billing.queries import invoices
from facturacion.billing.queries import payments as queries
from facturacion.billing.reads import NOT_FOUND
from facturacion.billing.rules import invoices as rules
from facturacion.cash import service as cash
from facturacion.commissions import service as commissions
from facturacion.days import must_be_recent


def receive(tx, invoice_id, new):
    """Raises Conflict for the reference of another payment, unless the caller confirmed it."""
    received_on = new.received_on or clinic_today()
    must_be_recent(received_on, clinic_today(), "received_on")
    invoice = found(invoices.lock(tx, invoice_id), NOT_FOUND)
    twin = queries.twin(tx, new.method, new.reference)
    payment = queries.insert(
        tx,
        invoice_id=invoice_id,
        **new.model_dump(include={"method", "amount", "reference", "note", *queries.DETAILS}),
        received_on=received_on,
        repeated=new.confirm_repeated and twin is not None,
        received_by_id=me().id,
        received_by_name=me().name,
    )
    if payment is None:
        # Nobody else's can have come between: the index made this one wait for it.
        rules.must_not_repeat(twin or queries.twin(tx, new.method, new.reference))
    cash.land(tx, "PAYMENT", payment["method"], payment["amount"], source_of(payment), events.named(invoice))
    commissions.follow_invoice(tx, invoice_id)
    events.payment_received(tx, invoice, payment)
    return payment


def void(tx, id, reason):
    """The invoice is locked first, as by everything that changes what was paid."""
    invoice = invoices.lock(tx, found(queries.invoice_of(tx, id), "No existe ese pago."))
    payment = queries.void(tx, id, reason, me())
    if payment is None:
        raise Conflict("Ese pago ya estaba anulado.")
    cash.take_back(
        tx, "PAYMENT_VOIDED", "PAYMENT", source_of(payment), f"Pago anulado de {events.named(invoice)}"
    )
    commissions.follow_invoice(tx, invoice["id"])
    events.payment_voided(tx, invoice, payment)
    return payment


def source_of(payment):
    """How the cashier's till names what came in."""
    return f"payment:{payment['id']}"
