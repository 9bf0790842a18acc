"""Drafts: made by a person or from a finished appointment, and corrected until they are issued."""

from common.clock import clinic_today
from common.web.http import found, must_be_current
from facturacion.billing import events, reads, rules
from facturacion.billing.queries import costs
from facturacion.billing.queries import invoices as queries
from facturacion.billing.queries import series


def write(tx, new, patient):
    """The draft that a person wrote."""
    id = create(
        tx,
        [line.model_dump() for line in new.lines],
        buyer_columns(new.buyer.model_dump()),
        notes=new.notes,
        **patient_columns(patient),
    )
    return reads.detail(tx, id)


def for_appointment(tx, appointment_id, lines, buyer, **columns):
    """The draft of a finished appointment, with what its materials are known to have cost. No-op if it has one."""
    cost = costs.lock(tx, appointment_id)
    create(tx, lines, buyer, appointment_id=appointment_id, cost=cost, **columns)


def create(tx, lines, buyer, **columns):
    """The id of a new draft, or None where the appointment has an invoice already."""
    today = clinic_today()
    lines = rules.price_lines(lines, series.rates_on(tx, today))
    row = dict.fromkeys(queries.FIELDS) | columns | buyer | rules.totals_of(lines)
    id = queries.insert(tx, dated_on=today, **row)
    if id is not None:
        queries.insert_lines(tx, id, lines)
        events.drafted(tx, queries.get(tx, id))
    return id


def change(tx, id, version, changes, patient):
    """Correct a draft. What was not sent stays."""
    current = found(queries.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_draft(current)
    must_be_current(current, version)
    # Not exclude_unset: it would also drop the defaults inside the buyer and the lines.
    sent = changes.model_dump(include=changes.model_fields_set)
    buyer = sent.get("buyer", current["buyer"])
    known = {name: current[name] for name in ("patient_id", "patient_document")}
    if "patient_id" in sent:
        known = patient_columns(patient)
    lines = rules.price_lines(sent.get("lines") or queries.lines(tx, id), series.rates_on(tx, clinic_today()))
    queries.update_draft(
        tx,
        id,
        notes=sent.get("notes", current["notes"]),
        **known,
        **buyer_columns(buyer),
        **rules.totals_of(lines),
    )
    queries.replace_lines(tx, id, lines)
    events.corrected(tx, queries.get(tx, id))
    return reads.detail(tx, id)


def follow_patient(tx, patient_id, buyer):
    """Give the drafts made out to the patient their newest details; what was issued stays as it was."""
    for invoice in queries.follow_patient(tx, patient_id, **buyer):
        events.followed(tx, invoice)


def buyer_columns(buyer):
    return {f"buyer_{name}": value for name, value in buyer.items()}


def patient_columns(patient):
    """The document tells whether the invoice is made out to the patient, whose new details it then follows."""
    return {
        "patient_id": patient and patient["id"],
        "patient_document": patient and patient["document_number"],
    }
