"""Drafts: made by a person or from a finished appointment, and corrected until they are issued."""

from decimal import Decimal

from common.clock import clinic_today
from common.messages.events import current_actor
from common.web.http import found, must_be_current
from facturacion.billing import events, reads
from facturacion.billing.queries import aesthetics, costs
from facturacion.billing.queries import invoices as queries
from facturacion.billing.queries import reopenings, series
from facturacion.billing.rules import discounts as discounting
from facturacion.billing.rules import invoices as rules
from facturacion.billing.service import agreements, discounts, results
from facturacion.packages import service as packages


def write(tx, new, patient):
    """The draft that a person wrote."""
    whole = new.discount and new.discount.model_dump()
    lines, told = discounting.apply([line.model_dump() for line in new.lines], whole)
    packages.must_be_sellable(tx, lines, new.patient_id)
    columns = {"notes": new.notes} | patient_columns(patient)
    invoice = create(tx, lines, buyer_columns(new.buyer.model_dump()), told=told, **columns)
    discounts.write(tx, invoice["id"], told)
    return reads.detail(tx, invoice["id"], sound=not invoice["needs_mending"])


def complete(tx, appointment_id, completion, happened_at, doctor, treatments, **draft):
    """Enter what the visit did into the ledger of results, and draft what it charges (`for_appointment`).

    No-op if this completion was undone already.
    """
    cost = costs.lock(tx, appointment_id)
    if completion <= reopenings.last_undone(tx, appointment_id):
        return
    results.attend(tx, appointment_id, completion, happened_at, doctor, treatments)
    if draft["lines"]:
        visit = {"appointment_id": appointment_id, "completion": completion}
        by = {"doctor_id": doctor["id"], "doctor_name": doctor["name"]}
        for_appointment(tx, visit, by, results.day_of(happened_at), cost, **draft)


def for_appointment(tx, visit, by, day, cost, lines, buyer, patient):
    """The draft of a completed appointment, with what its materials are known to have cost.

    No-op if the appointment has an invoice. What the patient paid before comes from their packages; where that is all there
    is nothing to charge, and no draft. What they accepted in a quote has its price. Whatever the lines hold a draft is made;
    what must be mended in it before it is issued, it says (reads.to_mend).
    """
    if queries.lock_of_appointment(tx, visit["appointment_id"]) or packages.gave(tx, **visit):
        return
    charged = packages.redeem(tx, patient, day, lines, **visit, **by)
    if charged is not lines and not any(line["unit_price"] for line in charged):
        return
    lines, told, taken = agreements.take(tx, patient["id"], [rules.storable(line) for line in charged])
    without_rate = dict.fromkeys((line["iva_code"] for line in lines), Decimal(0))
    invoice = create(
        tx, lines, buyer, without_rate, told=told, cost=cost, patient_id=patient["id"],
        patient_name=patient["name"], patient_document=patient["document"], **visit, **by,
    )  # fmt: skip
    agreements.bill(tx, invoice["id"], told, taken)


def create(tx, lines, buyer, without_rate=None, told=(), **columns):
    """A new draft, whose appointment has no other invoice (`lock_of_appointment`).

    A code of `without_rate` takes the rate it has there while none is in force; else it is refused.
    """
    today = clinic_today()
    rates = series.rates_on(tx, today)
    lines = rules.price_lines(lines, (without_rate or {}) | rates)
    row = dict.fromkeys(queries.FIELDS) | columns | buyer | rules.totals_of(lines)
    row["needs_mending"] = needs_mending(row, lines, told, rates, reads.undiagnosed(tx, None, lines))
    invoice = queries.insert(tx, dated_on=today, **row)
    queries.insert_lines(tx, invoice["id"], lines)
    events.drafted(tx, invoice)
    return invoice


def change(tx, id, version, changes, patient):
    """Correct a draft. What was not sent stays."""
    current = found(queries.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_draft(current)
    must_be_current(current, version)
    # Not exclude_unset: it would also drop the defaults inside the buyer and the lines.
    sent = changes.model_dump(include=changes.model_fields_set)
    buyer = sent.get("buyer", current["buyer"])
    known = {name: current[name] for name in ("patient_id", "patient_document", "patient_name")}
    if "patient_id" in sent:
        known = patient_columns(patient)
    kept, whole = discounting.as_told(queries.lines(tx, id), reads.discounts_of(tx, current))
    lines, told = discounting.apply(sent.get("lines") or kept, sent.get("discount", whole))
    packages.must_be_sellable(tx, lines, known["patient_id"])
    rates = series.rates_on(tx, clinic_today())
    lines = rules.price_lines(lines, rates)
    row = known | buyer_columns(buyer) | rules.totals_of(lines)
    row["notes"] = sent.get("notes", current["notes"])
    if row["patient_id"] != current["patient_id"]:
        aesthetics.unlink(tx, id)  # the diagnosis was another person's
    mending = needs_mending(row, lines, told, rates, reads.undiagnosed(tx, id, lines))
    queries.update_draft(tx, id, needs_mending=mending, **row)
    queries.replace_lines(tx, id, lines)
    agreements.follow(tx, id, lines)
    if told or current["discount"]:
        discounts.replace(tx, id, told)
    events.corrected(tx, queries.get(tx, id))
    return reads.detail(tx, id)


def undo(tx, appointment_id, completion, reason):
    """The appointment was reopened: discard the draft of that completion, and end the hold.

    An invoice that was issued all the same stays, for a person to annul or keep; the log says so. No-op for a
    completion that a later one has replaced.
    """
    costs.lock(tx, appointment_id)
    reopenings.reopen(tx, appointment_id, completion)
    results.undo(tx, appointment_id, completion)
    invoice = queries.lock_of_appointment(tx, appointment_id)
    if invoice and (invoice["completion"] or 1) > completion:
        return
    packages.undo_visit(tx, appointment_id, completion, f"Cita reabierta: {reason}")
    if invoice is None:
        return
    if invoice["status"] == "ISSUED":
        events.outdated(tx, invoice)
        return
    actor = current_actor() or {}
    queries.close(tx, invoice["id"], "DISCARDED", f"Reabierta: {reason}", actor.get("id"), actor.get("name"))
    events.discarded(tx, queries.get(tx, invoice["id"]))


def hold(tx, appointment_id):
    """Keep the appointment's draft from being issued while citas reopens it. Raises Conflict for an issued invoice."""
    costs.lock(tx, appointment_id)
    invoice = queries.lock_of_appointment(tx, appointment_id)
    rules.must_not_be_issued(invoice)
    return {"appointment_id": appointment_id, "held_until": reopenings.hold(tx, appointment_id)}


def follow_patient(tx, patient_id, buyer, renewed=queries.CONTACT):
    """Give the drafts made out to the patient their newest details; what was issued stays as it was.

    Of how they are reached only what is `renewed`: a mail that was typed for the invoice stays while that of the file does not change.
    """
    rates = series.rates_on(tx, clinic_today())
    packages.follow_patient(tx, patient_id, buyer["buyer_name"])
    for invoice in queries.follow_patient(tx, patient_id, renewed, **buyer):
        lines, told = queries.lines(tx, invoice["id"]), reads.discounts_of(tx, invoice)
        wrong = reads.to_mend(invoice, lines, told, rates, reads.undiagnosed(tx, invoice["id"], lines))
        queries.flag(tx, invoice["id"], bool(wrong))
        events.followed(tx, queries.get(tx, invoice["id"]))


def needs_mending(row, lines, told, rates, undiagnosed):
    """Whether the draft of these columns, priced lines and discounts would be refused as it is (reads.to_mend)."""
    buyer = {name.removeprefix("buyer_"): row[name] for name in queries.BUYER}
    return bool(reads.to_mend({"buyer": buyer, "notes": row["notes"]}, lines, told, rates, undiagnosed))


def buyer_columns(buyer):
    return {f"buyer_{name}": value for name, value in buyer.items()}


def patient_columns(patient):
    """The document tells whether the invoice is made out to the patient, whose new details it then follows."""
    return {
        "patient_id": patient and patient["id"],
        "patient_document": patient and patient["document_number"],
        "patient_name": patient and patient["full_name"],
    }
