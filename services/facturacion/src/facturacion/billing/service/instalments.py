"""Instalments of an invoice: agreed, agreed anew, ended. What is paid of them is what is paid of the invoice."""

from common.clock import clinic_today
from common.problems import Conflict, Invalid
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.billing import events, reads
from facturacion.billing.queries import annulments
from facturacion.billing.queries import instalments as queries
from facturacion.billing.queries import invoices
from facturacion.billing.rules import instalments as rules


def agree(tx, invoice_id, wish, version=None):
    """Put these instalments in the place of those in force; with none, what was agreed ends."""
    invoice = found(invoices.lock(tx, invoice_id), reads.NOT_FOUND)
    must_be_current(invoice, version)
    parts = [part.model_dump() | {"position": place} for place, part in enumerate(wish.instalments, start=1)]
    if parts:
        rules.must_be_payable(invoice, annulments.waiting(tx, invoice_id))
        rules.must_add_up(parts, invoice["balance"])
        if parts[0]["due_on"] < clinic_today():
            raise Invalid.field("instalments", "La primera cuota no puede ser anterior a hoy.")
    plans = queries.of_invoice(tx, invoice_id)
    if plans and plans[0]["ended_at"] is None:
        rules.must_say_why(wish.reason)
        queries.end(tx, invoice_id, wish.reason, me())
        if not parts:
            events.plan_ended(tx, invoice, wish.reason)
    elif not parts:
        raise Conflict("Esta factura no tiene cuotas acordadas.")
    if parts:
        queries.insert(tx, invoice_id, invoice["balance"], parts, me())
        events.plan_agreed(tx, invoice, parts)
    return reads.detail(tx, invoice_id)
