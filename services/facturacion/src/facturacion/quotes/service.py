"""Quotes: drafted, sent, answered; a sent one is never edited, a new edition takes its place."""

from datetime import timedelta
from decimal import Decimal

from common.clock import clinic_today
from common.messages.events import current_actor
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.billing import reads as billing
from facturacion.billing.queries import series
from facturacion.billing.rules import discounts as discounting
from facturacion.billing.rules import invoices as pricing
from facturacion.fields import Person
from facturacion.quotes import events, reads, rules, sheet
from facturacion.quotes.queries import acceptances, quotes, terms

# Who drafted what came of a plan that nobody in particular accepted for the patient.
NOBODY = {"id": "plan", "name": "Plan de tratamiento"}


def write(tx, new, patient, doctor):
    """The draft that a person wrote, with a number of its own."""
    known = terms.get(tx)
    row = dict.fromkeys(quotes.FIELDS) | patient_columns(patient)
    row |= {
        "edition": 1,
        "patient_id": new.patient_id,
        "appointment_id": new.appointment_id,
        "doctor_id": doctor and doctor["id"],
        "doctor_name": doctor and doctor["name"],
        "notes": new.notes,
        "valid_days": new.valid_days or known["valid_days"],
        "conditions": known["conditions"] if new.conditions is None else new.conditions,
    }
    lines = [line.model_dump() for line in new.lines]
    return create(tx, row, lines, new.discount and new.discount.model_dump())


def from_plan(tx, plan, patient, doctor, lines, accepted_by, day):
    """The draft of what was accepted of a treatment plan, at the prices that it told."""
    known = terms.get(tx)
    row = dict.fromkeys(quotes.FIELDS) | only(known, "valid_days", "conditions")
    row |= {
        "edition": 1,
        "patient_id": patient["id"],
        "patient_name": patient["name"],
        "patient_document": patient["document_number"],
        "patient_phone": patient["phone"],
        "patient_email": patient["email"],
        **plan,
        "doctor_id": doctor and doctor["id"],
        "doctor_name": doctor and doctor["name"],
        "notes": f"Según el plan de tratamiento que aceptó {accepted_by} el {day:%d/%m/%Y}.",
    }
    without_rate = dict.fromkeys((line["iva_code"] for line in lines), Decimal(0))
    return create(tx, row, [pricing.storable(line) for line in lines], None, without_rate)


def accept_signed(tx, quote, accepted_by, day):
    """Accept a draft whose items and prices the patient signed in a plan.

    With a rebate above what any role gives it stays a draft: who may approve that sends it.
    """
    id, told = quote["id"], quotes.discounts(tx, quote["id"])
    if told and discounting.exceeds(quote["lines"], told, discounting.DEFAULT_LIMIT):
        return
    by = Person(**only(current_actor() or NOBODY, "id", "name"))
    valid_until = clinic_today() + timedelta(days=quote["valid_days"])
    quotes.send(tx, id, valid_until, by, None, **patient_of(quote))
    quotes.move(tx, id, "ACCEPTED")
    acceptances.insert(tx, id, [line["id"] for line in quote["lines"]], accepted_by, day, by)
    events.accepted(tx, reads.detail(tx, id), accepted_by)


def withdraw_signed(tx, acceptance_id):
    """Take back the quote that came of a signature; what is billed of it already stands."""
    id = quotes.of_acceptance(tx, acceptance_id)
    current = id and quotes.lock(tx, id, clinic_today())
    if not current or any(line["billed"] for line in quotes.lines(tx, id)):
        return
    if current["status"] == "DRAFT":
        quotes.move(tx, id, "DISCARDED")
        events.discarded(tx, reads.detail(tx, id))
    elif current["status"] == "ACCEPTED":
        if not acceptances.take_back(tx, id):
            quotes.move(tx, id, "SENT")
        events.reverted(tx, reads.detail(tx, id), "la aceptación")


def create(tx, row, lines, whole, without_rate=None):
    """A new draft. A code of `without_rate` takes the rate it has there while none is in force; else it is refused."""
    lines, told, totals = priced(tx, lines, whole, without_rate)
    by = current_actor() or NOBODY
    row |= totals | {"created_by_id": by["id"], "created_by_name": by["name"]}
    id = quotes.insert(tx, **row)
    quotes.insert_lines(tx, id, lines)
    quotes.insert_discounts(tx, id, told)
    quote = reads.detail(tx, id)
    events.drafted(tx, quote)
    return quote


def priced(tx, lines, whole, without_rate=None):
    """The lines as they are stored, the discounts behind them, and the columns of the quote that come of them."""
    lines, told = discounting.apply(lines, whole)
    lines = pricing.price_lines(lines, (without_rate or {}) | series.rates_on(tx, clinic_today()))
    return lines, told, pricing.totals_of(lines) | {"summary": rules.summary_of(lines)}


def change(tx, id, version, changes):
    """Correct a draft. What was not sent stays."""
    current = lock(tx, id, version)
    rules.must_be(current, "DRAFT")
    sent = changes.model_dump(include=changes.model_fields_set)
    kept, whole = discounting.as_told(quotes.lines(tx, id), quotes.discounts(tx, id))
    lines, told, totals = priced(tx, sent.get("lines") or kept, sent.get("discount", whole))
    row = patient_of(current) | only(current, "notes", "conditions", "valid_days")
    row |= {name: sent[name] for name in ("notes", "conditions", "valid_days") if name in sent}
    quotes.update(tx, id, **row, **totals)
    quotes.clear(tx, id)
    quotes.insert_lines(tx, id, lines)
    quotes.insert_discounts(tx, id, told)
    quote = reads.detail(tx, id)
    events.updated(tx, quote)
    return quote


def send(tx, id, version, patient, clinic):
    """Close a draft: from now on it is what the patient was told, printed once and for all. The edition before gives way."""
    current = lock(tx, id, version)
    rules.must_be(current, "DRAFT")
    approver = approver_of(tx, id)
    quotes.supersede(tx, current["sequential"])
    valid_until = clinic_today() + timedelta(days=current["valid_days"])
    quotes.send(tx, id, valid_until, me(), approver, **patient_columns(patient))
    quote = reads.detail(tx, id)
    quotes.keep(tx, id, sheet.draw(quote, clinic))
    events.sent(tx, quote)
    return quote


def approver_of(tx, id):
    """Who answers for a rebate above what roles give: the sender who may; None where nothing is above it.

    Raises Conflict for a sender who may not.
    """
    told, lines = quotes.discounts(tx, id), quotes.lines(tx, id)
    if not told:
        return None
    if me().may(discounting.APPROVE):
        return me()
    limit = billing.discount_limit(tx)
    percent = discounting.share_of(lines, told)
    over = discounting.exceeds(lines, told, limit)
    rules.must_be_approved(over, discounting.percent(percent), discounting.percent(limit))
    return None


def mail(tx, id, to, patient, clinic, settings):
    """Ask for the letter that takes it to the patient, or to another address; `clinic` is the letterhead."""
    quote = lock(tx, id, None)
    rules.must_want_messages(patient)
    rules.must_be_mailable(quote, to or quote["patient"]["email"], settings)
    quote = reads.detail(tx, id)
    if quotes.document(tx, id) is None:
        quotes.keep(tx, id, sheet.draw(quote, clinic))
    events.mailed(tx, quote, to, clinic["name"])
    return quote


def discard(tx, id, version):
    rules.must_be(lock(tx, id, version), "DRAFT")
    quotes.move(tx, id, "DISCARDED")
    quote = reads.detail(tx, id)
    events.discarded(tx, quote)
    return quote


def accept(tx, id, version, given):
    """Note who accepted which lines and when. Others may be accepted later, until it expires."""
    current = lock(tx, id, version)
    rules.must_be(current, "SENT", "EXPIRED", "ACCEPTED")
    rules.must_be_answerable(current, given.accepted_on, clinic_today(), "accepted_on")
    ids = rules.chosen(quotes.lines(tx, id), given.lines)
    if current["status"] != "ACCEPTED":
        quotes.move(tx, id, "ACCEPTED")
    acceptances.insert(tx, id, ids, given.accepted_by, given.accepted_on, me())
    quote = reads.detail(tx, id)
    events.accepted(tx, quote, given.accepted_by)
    return quote


def take_back_acceptance(tx, id, version):
    """Undo the last acceptance, where nothing of it was billed (`quote_lines_billed_within`)."""
    rules.must_be(lock(tx, id, version), "ACCEPTED")
    if not acceptances.take_back(tx, id):
        quotes.move(tx, id, "SENT")
    quote = reads.detail(tx, id)
    events.reverted(tx, quote, "la última aceptación")
    return quote


def reject(tx, id, version, given):
    current = lock(tx, id, version)
    rules.must_be(current, "SENT", "EXPIRED")
    rules.must_be_answerable(current, given.rejected_on, clinic_today(), "rejected_on")
    quotes.reject(tx, id, given.reason, given.rejected_on, me())
    quote = reads.detail(tx, id)
    events.rejected(tx, quote)
    return quote


def take_back_rejection(tx, id, version):
    rules.must_be(lock(tx, id, version), "REJECTED")
    quotes.move(tx, id, "SENT")
    quote = reads.detail(tx, id)
    events.reverted(tx, quote, "el rechazo")
    return quote


def renew(tx, id):
    """A new edition in draft, with the lines of this one at the prices that it told."""
    current = lock(tx, id, None)
    rules.must_be(current, "SENT", "EXPIRED", "REJECTED")
    lines, whole = discounting.as_told(quotes.lines(tx, id), quotes.discounts(tx, id))
    row = only(
        current,
        "sequential",
        "patient_id",
        "plan_id",
        "appointment_id",
        "doctor_id",
        "doctor_name",
        "notes",
        "conditions",
    )
    row |= patient_of(current)
    row |= {"edition": quotes.next_edition(tx, current["sequential"]), "valid_days": current["valid_days"]}
    # Nobody signed these: the first edition is what was.
    row |= {"plan_acceptance_id": None}
    return create(tx, row, lines, whole)


def change_rules(tx, version, wished):
    must_be_current(terms.lock(tx), version)
    known = terms.update(tx, **wished.model_dump())
    events.rules_updated(tx, known)
    return known


def lock(tx, id, version):
    current = found(quotes.lock(tx, id, clinic_today()), reads.NOT_FOUND)
    must_be_current(current, version)
    return current


def patient_of(quote):
    """The columns of the patient that a quote stands with."""
    return {f"patient_{name}": quote["patient"][name] for name in ("name", "document", "phone", "email")}


def patient_columns(patient):
    return {
        "patient_name": patient["full_name"],
        "patient_document": patient["document_number"],
        "patient_phone": patient["phone"],
        "patient_email": patient["email"],
    }
