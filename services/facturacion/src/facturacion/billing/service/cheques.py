"""Use cases of cheques: deposited, bounced, given back to the patient, and the way back from each.

A bounced cheque pays nothing: its payment is voided, so that the invoice is owed again, or what it brought leaves the
patient's favour. The till where it was counted may have been closed for weeks and is not written into; what bounces is the
bank's affair, not the drawer's.
"""

from common.clock import clinic_today
from common.problems import Conflict
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.billing import events
from facturacion.billing.queries import cheques as queries
from facturacion.billing.queries import invoices, payments
from facturacion.billing.rules import cheques as rules
from facturacion.billing.service import accounts
from facturacion.commissions import service as commissions

NOT_FOUND = "No existe ese cheque."
NOT_DEPOSITED = {"deposited_on": None, "deposited_by_id": None, "deposited_by_name": None}


def deposit(tx, id, version, day):
    cheque = lock(tx, id, version)
    rules.must_be(cheque, "HELD")
    day = day or clinic_today()
    rules.must_be_good(cheque, day, clinic_today())
    by = {"deposited_by_id": me().id, "deposited_by_name": me().name}
    return change(tx, cheque, events.cheque_deposited, status="DEPOSITED", deposited_on=day, **by)


def undo_deposit(tx, id, version):
    cheque = lock(tx, id, version)
    rules.must_be(cheque, "DEPOSITED")
    return change(tx, cheque, events.cheque_deposit_undone, status="HELD", **NOT_DEPOSITED)


def bounce(tx, id, version, reason):
    """The bank gave it back: what it paid is owed again from the day on which that is known."""
    cheque = lock(tx, id, version)
    rules.must_be(cheque, "HELD", "DEPOSITED")
    is_worth_nothing(tx, cheque, "BOUNCED", reason)
    said = f"Cheque devuelto por el banco: {reason}"
    if cheque["movement_id"]:
        accounts.bounce(tx, cheque, said)
    else:
        if payments.void(tx, cheque["payment_id"], said, me()) is None:
            raise Conflict("El pago de ese cheque ya estaba anulado.")
        commissions.follow_invoice(tx, cheque["invoice_id"])
    return published(tx, id, events.cheque_bounced)


def undo_bounce(tx, id, version):
    """It had not bounced: the same cheque pays again, as a payment or deposit of its own, since what was undone stays so.

    The database refuses it where the invoice was paid in another way since.
    """
    return is_good_again(tx, lock(tx, id, version), "BOUNCED", events.cheque_bounce_undone)


def give_back(tx, id, version, reason):
    """The patient has the cheque of their deposit back: what it brought leaves their favour, and nobody takes it to the bank."""
    cheque = lock(tx, id, version)
    rules.must_be(cheque, "HELD")
    rules.must_be_of_a_deposit(cheque)
    is_worth_nothing(tx, cheque, "RETURNED", reason)
    accounts.bounce(tx, cheque, f"Cheque entregado al paciente: {reason}")
    return published(tx, id, events.cheque_returned)


def undo_return(tx, id, version):
    return is_good_again(tx, lock(tx, id, version), "RETURNED", events.cheque_return_undone)


def is_worth_nothing(tx, cheque, status, reason):
    by = {"bounced_by_id": me().id, "bounced_by_name": me().name}
    queries.update(
        tx, cheque | {"status": status, "bounced_on": clinic_today(), "bounce_reason": reason} | by
    )


def is_good_again(tx, cheque, status, event):
    rules.must_be(cheque, status)
    if cheque["movement_id"]:
        again = queries.of_movement(tx, accounts.deposit_again(tx, cheque)["id"])
    else:
        again = queries.of_payment(tx, pay_again(tx, cheque)["id"])
        commissions.follow_invoice(tx, cheque["invoice_id"])
    queries.update(tx, cheque | {"status": "VOIDED", "replaced_by": again})
    if cheque["deposited_on"]:
        kept = {name: cheque[name] for name in NOT_DEPOSITED} | {"status": "DEPOSITED"}
        queries.update(tx, queries.lock(tx, again) | kept)
    return published(tx, again, event)


def pay_again(tx, cheque):
    before = payments.get(tx, cheque["payment_id"])
    return payments.insert(
        tx,
        **{name: before[name] for name in payments.FIELDS} | {"repeated": True},
        received_by_id=me().id,
        received_by_name=me().name,
    )


def lock(tx, id, version):
    """The cheque; first the invoice that it pays, as by everything that changes what was paid."""
    invoice_id = queries.invoice_of(tx, id)
    if invoice_id:
        invoices.lock(tx, invoice_id)
    cheque = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(cheque, version)
    return cheque


def change(tx, cheque, event, **changes):
    queries.update(tx, cheque | changes)
    return published(tx, cheque["id"], event)


def published(tx, id, event):
    cheque = queries.get(tx, id)
    event(tx, cheque)
    return cheque
