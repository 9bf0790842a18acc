"""Expenses that come back each month: kept, proposed, recorded or skipped."""

from common.clock import clinic_today
from common.problems import Conflict, Invalid
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.expenses import events, rules
from facturacion.expenses.queries import recurring as queries
from facturacion.expenses.schemas.expenses import NewExpense
from facturacion.expenses.service import expenses

NOT_FOUND = "No existe ese gasto recurrente."


def create(tx, new):
    row = new.model_dump()
    rules.must_hold_its_parts(rules.NOTHING_WITHHELD | row)
    made = queries.insert(tx, **row, created_by_id=me().id, created_by_name=me().name)
    events.recurring(tx, "created", made, "Puso como gasto de cada mes")
    return made


def change(tx, id, version, changes):
    current = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(current, version)
    row = only(current, *queries.EDITED) | changes.model_dump(exclude_unset=True)
    rules.must_hold_its_parts(rules.NOTHING_WITHHELD | row)
    changed = queries.update(tx, id, **row)
    deed = "Cambió el gasto de cada mes" if changed["active"] else "Dejó de proponer el gasto de cada mes"
    events.recurring(tx, "updated", changed, deed)
    return changed


def proposals(db):
    """What is to be decided of this month and of the eleven before it."""
    span = rules.proposed(clinic_today())
    return {"data": queries.proposals(db, *span), "skipped": queries.skipped(db, *span)}


def accept(tx, id, wish):
    """Record the month's expense: as its rule says, but for what the caller says otherwise."""
    rule = undecided(tx, id, wish.month)
    amount = wish.amount or rule["amount"]
    row = only(rule, "category", "description", "supplier_name", "supplier_ruc", "document_type") | {
        "amount": amount,
        "iva": rules.in_proportion(rule["iva"], rule["amount"], amount),
        "date": wish.date or min(queries.due_on(tx, id, wish.month), clinic_today()),
        "payment_method": wish.payment_method or rule["payment_method"],
    }
    new = NewExpense(**row, **wish.model_dump(include={"document_number", "from_till", "confirm_repeated"}))
    expense = expenses.record(tx, new)
    queries.decide(tx, id, wish.month, expense["id"], me())
    return expense


def skip(tx, id, month):
    rule = undecided(tx, id, month)
    queries.decide(tx, id, month, None, me())
    events.month(tx, "skipped", rule, month, "Omitió el gasto")


def unskip(tx, id, month):
    """A month skipped by mistake is proposed again."""
    rule = found(queries.lock(tx, id), NOT_FOUND)
    if not queries.unskip(tx, id, month):
        raise Conflict("Ese mes no estaba omitido.")
    events.month(tx, "proposed", rule, month, "Volvió a proponer el gasto")


def undecided(tx, id, month):
    """The rule, locked, where that month is to be decided."""
    rule = found(queries.lock(tx, id), NOT_FOUND)
    first, last = rules.proposed(clinic_today())
    if not max(first, rule["first_month"]) <= month <= last:
        raise Invalid.field("month", "Ese mes no está propuesto.")
    if not rule["active"]:
        raise Conflict("Ese gasto ya no se propone.")
    decided = queries.decided(tx, id, month)
    if decided:
        raise Conflict("Ese mes ya se registró." if decided["expense_id"] else "Ese mes ya se omitió.")
    return rule
