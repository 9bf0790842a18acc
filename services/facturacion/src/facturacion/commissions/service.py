"""Use cases of commissions: rules, what is earned when something is charged, paid, credited or undone; settlements."""

from decimal import Decimal

from common.clock import clinic_today
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.commissions import events, queries, rules, sheet

NOT_FOUND = "No existe esa liquidación."
NO_RULE = "No existe esa regla."


def create_rule(tx, new, doctor, treatment):
    rules.must_be_from_today(new.valid_from, clinic_today(), "valid_from")
    rule = queries.insert_rule(
        tx,
        **new.model_dump(),
        doctor_name=doctor["full_name"],
        treatment_name=treatment and treatment["name"],
    )
    events.rule_created(tx, rule)
    return rule


def end_rule(tx, id, version, valid_to):
    """Give a rule its last day. What it was earned under keeps it."""
    current = found(queries.lock_rule(tx, id), NO_RULE)
    must_be_current(current, version)
    rules.must_be_from_today(valid_to, clinic_today(), "valid_to")
    rule = queries.end_rule(tx, id, valid_to)
    events.rule_ended(tx, rule)
    return rule


def remove_rule(tx, id, version):
    """Take back a rule that was written by mistake, before anything was earned under it."""
    current = found(queries.lock_rule(tx, id), NO_RULE)
    must_be_current(current, version)
    queries.remove_rule(tx, id)
    events.rule_removed(tx, current)


def of_invoice(tx, invoice_id):
    """An invoice was just issued: under which rules its treatments earn, and what on what is charged."""
    queries.open_lines(tx, invoice_id, clinic_today())
    queries.accrue(tx, clinic_today(), invoice_id=invoice_id)


def follow_invoice(tx, invoice_id, today=None):
    """An invoice was paid, credited or annulled, or its money moved: what it earns changes from today, which a relay says."""
    queries.accrue(tx, today or clinic_today(), invoice_id=invoice_id)


def follow_visit(tx, appointment_id):
    """The materials of a visit are known, or came back."""
    queries.accrue(tx, clinic_today(), appointment_id=appointment_id)


def of_session(tx, redemption_id, day):
    """A session of a package was given on that day."""
    queries.open_session(tx, redemption_id)
    queries.accrue(tx, day, redemption_id=redemption_id)


def follow_session(tx, redemption_id):
    """A session of a package was undone: it earns nothing, from today."""
    queries.accrue(tx, clinic_today(), redemption_id=redemption_id)


def settle(tx, new, clinic):
    """Freeze what a professional earned up to a day and was not settled yet, and print it; `clinic` is the letterhead."""
    rules.must_have_come(new.last, clinic_today())
    entries = queries.lock_pending(tx, new.doctor_id, new.last)
    amount = sum((entry["amount"] for entry in entries), Decimal(0))
    rules.must_be_worth_paying(amount)
    id = queries.insert_settlement(
        tx,
        [entry["id"] for entry in entries],
        doctor_id=new.doctor_id,
        doctor_name=entries[-1]["doctor_name"],
        first=min(entry["day"] for entry in entries),
        last=new.last,
        entries=len(entries),
        amount=amount,
        made_by_id=me().id,
        made_by_name=me().name,
    )
    settlement = queries.get_settlement(tx, id)
    queries.keep_document(tx, id, sheet.printed(settlement, queries.of_settlement(tx, id), clinic))
    events.settled(tx, settlement)
    return settlement


def undo(tx, id, reason):
    settlement = to_pay(tx, id)
    queries.undo_settlement(tx, id, reason, me().name)
    events.undone(tx, settlement, reason)
    return queries.get_settlement(tx, id)


def to_pay(tx, id):
    """A settlement that is neither paid nor undone, locked."""
    settlement = found(queries.lock_settlement(tx, id), NOT_FOUND)
    rules.must_stand(settlement)
    return settlement


def pay(tx, settlement, expense_id):
    queries.pay_settlement(tx, settlement["id"], expense_id)
    events.paid(tx, settlement)
    return queries.get_settlement(tx, settlement["id"])
