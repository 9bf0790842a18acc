"""Discounts: written with their draft, approved by a second person, limited by role."""

from flask import current_app

from common.problems import Conflict, Invalid
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.billing import events, reads
from facturacion.billing.queries import discounts as queries
from facturacion.billing.queries import invoices
from facturacion.billing.rules import discounts as rules
from facturacion.billing.rules.invoices import must_be_draft


def replace(tx, id, discounts):
    """The discounts of a draft, as a whole; who may approve does so by writing them."""
    queries.clear(tx, id)
    write(tx, id, discounts)


def write(tx, id, discounts):
    if not discounts:
        return
    queries.insert(tx, id, discounts)
    invoice, lines = invoices.get(tx, id), invoices.lines(tx, id)
    if me().may(rules.APPROVE) and rules.exceeds(lines, discounts, reads.discount_limit(tx)):
        note(tx, invoice, lines, queries.of_invoice(tx, id), None, me().id, me().name)


def approve(tx, id, version, token):
    """Note that somebody else approved the discounts of the draft as it is now.

    Raises Invalid for an approval of another draft, of another content of this one, or one that has ended.
    """
    invoice = found(invoices.lock(tx, id), reads.NOT_FOUND)
    must_be_draft(invoice)
    must_be_current(invoice, version)
    lines, discounts = invoices.lines(tx, id), queries.of_invoice(tx, id)
    if not discounts:
        raise Conflict("El borrador no tiene rebajas que aprobar.")
    about = rules.about(id, rules.fingerprint(invoice, lines, discounts))
    approval = current_app.extensions["verifier"].approval(token, rules.APPROVE, about)
    if approval is None:
        raise Invalid.field(
            "approval", "La aprobación no es de este borrador como está ahora, o ya venció. Pídala otra vez."
        )
    note(tx, invoice, lines, discounts, approval.id, approval.by_id, approval.by_name)
    return reads.detail(tx, id)


def note(tx, invoice, lines, discounts, approval, by_id, by_name):
    """`approval` is the id of the approval that auth gave; None for who wrote the discount and may approve it."""
    percent = rules.share_of(lines, discounts)
    queries.approve(
        tx,
        invoice_id=invoice["id"],
        fingerprint=rules.fingerprint(invoice, lines, discounts),
        percent=percent,
        approval=approval,
        approved_by_id=by_id,
        approved_by_name=by_name,
        asked_by_id=me().id,
        asked_by_name=me().name,
    )
    events.discount_approved(tx, invoice, rules.percent(percent), by_name)


def set_limit(tx, role, percent):
    """`role` as auth knows it: its number and its name."""
    limit = queries.set_limit(tx, role["id"], role["name"], percent)
    events.discount_limited(tx, limit, rules.percent(percent))
    return limit


def follow_role(tx, role_id, role):
    queries.rename_role(tx, role_id, role)
