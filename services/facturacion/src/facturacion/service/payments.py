"""Payments: received and voided. That they stay within the invoice's total is the database's to say."""

from common.messages import events
from common.problems import Conflict
from common.web.auth import me
from facturacion import rules
from facturacion.queries import invoices
from facturacion.queries import payments as queries
from facturacion.service.invoices import NOT_FOUND


def receive(tx, invoice_id, new):
    invoice = rules.must_exist(invoices.lock(tx, invoice_id), NOT_FOUND)
    payment = queries.insert(tx, invoice_id, new.method, new.amount, new.reference, me())
    tell(tx, "received", invoice, payment, f"Cobró {rules.money(payment['amount'])} de {named(invoice)}")
    return payment


def void(tx, id, reason):
    """The invoice is locked first, as by everything that changes what was paid."""
    invoice = invoices.lock(tx, rules.must_exist(queries.invoice_of(tx, id), "No existe ese pago."))
    payment = queries.void(tx, id, reason, me())
    if payment is None:
        raise Conflict("Ese pago ya estaba anulado.")
    sentence = f"Anuló un pago de {rules.money(payment['amount'])} de {named(invoice)}: {reason}"
    tell(tx, "voided", invoice, payment, sentence, level="WARNING")
    return payment


def named(invoice):
    return f"la factura {invoice['number']} de {invoice['buyer']['name']}"


def tell(tx, what, invoice, payment, sentence, **how):
    """About the invoice, whose row is locked: so its events stay in order."""
    events.publish(
        tx,
        f"payment.{what}",
        f"invoice:{invoice['id']}",
        sentence,
        patient_id=invoice["patient_id"],
        payment_id=payment["id"],
        invoice_id=invoice["id"],
        number=invoice["number"],
        method=payment["method"],
        amount=payment["amount"],
        **how,
    )
