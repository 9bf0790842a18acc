"""Use cases of cheques: deposited, bounced, and the way back from either.

A bounced cheque pays nothing: its payment is voided, so that the invoice is owed again. The till where it was counted may
have been closed for weeks and is not written into; what bounces is the bank's affair, not the drawer's.
"""

from common.clock import clinic_today
from common.problems import Conflict
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.billing import events
from facturacion.billing.queries import cheques as queries
from facturacion.billing.queries import invoices, payments
from facturacion.billing.rules import cheques as rules
from facturacion.commissions import service as commissions

NOT_FOUND = "No existe ese cheque."
NOT_DEPOSITED = {"deposited_on": None, "deposited_by_id": None, "deposited_by_name": None}


def deposit(tx, id, version, day):
    invoice, cheque = lock(tx, id, version)
    rules.must_be(cheque, "HELD")
    day = day or clinic_today()
    rules.must_be_good(cheque, day, clinic_today())
    by = {"deposited_by_id": me().id, "deposited_by_name": me().name}
    return change(tx, invoice, cheque, events.cheque_deposited, status="DEPOSITED", deposited_on=day, **by)


def undo_deposit(tx, id, version):
    invoice, cheque = lock(tx, id, version)
    rules.must_be(cheque, "DEPOSITED")
    return change(tx, invoice, cheque, events.cheque_deposit_undone, status="HELD", **NOT_DEPOSITED)


def bounce(tx, id, version, reason):
    """The bank gave it back: its payment is voided on the day on which that is known."""
    invoice, cheque = lock(tx, id, version)
    rules.must_be(cheque, "HELD", "DEPOSITED")
    by = {"bounced_by_id": me().id, "bounced_by_name": me().name}
    bounced = {"status": "BOUNCED", "bounced_on": clinic_today(), "bounce_reason": reason} | by
    queries.update(tx, cheque | bounced)
    if payments.void(tx, id, f"Cheque devuelto por el banco: {reason}", me()) is None:
        raise Conflict("El pago de ese cheque ya estaba anulado.")
    commissions.follow_invoice(tx, invoice["id"])
    return published(tx, invoice, id, events.cheque_bounced)


def undo_bounce(tx, id, version):
    """It had not bounced: the same cheque pays again, as a payment of its own, since what was voided stays so.

    The database refuses it where the invoice was paid in another way since.
    """
    invoice, cheque = lock(tx, id, version)
    rules.must_be(cheque, "BOUNCED")
    before = payments.get(tx, id)
    again = payments.insert(
        tx,
        **{name: before[name] for name in payments.FIELDS} | {"repeated": True},
        received_by_id=me().id,
        received_by_name=me().name,
    )
    queries.update(tx, cheque | {"status": "VOIDED", "replaced_by": again["id"]})
    if cheque["deposited_on"]:
        kept = {name: cheque[name] for name in NOT_DEPOSITED} | {"status": "DEPOSITED"}
        queries.update(tx, queries.lock(tx, again["id"]) | kept)
    commissions.follow_invoice(tx, invoice["id"])
    return published(tx, invoice, again["id"], events.cheque_bounce_undone)


def lock(tx, id, version):
    """The invoice of a cheque and the cheque; the invoice first, as by everything that changes what was paid."""
    invoice = invoices.lock(tx, found(payments.invoice_of(tx, id), NOT_FOUND))
    cheque = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(cheque, version)
    return invoice, cheque


def change(tx, invoice, cheque, event, **changes):
    queries.update(tx, cheque | changes)
    return published(tx, invoice, cheque["id"], event)


def published(tx, invoice, id, event):
    cheque = queries.get(tx, id)
    event(tx, invoice, cheque)
    return cheque
