"""Expenses: recorded, corrected, voided."""

from common.clock import clinic_today
from common.files import own
from common.problems import NotFound
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.cash import service as cash
from facturacion.commissions import service as commissions
from facturacion.days import must_be_recent
from facturacion.expenses import events, rules
from facturacion.expenses.queries import expenses as queries
from facturacion.expenses.schemas.expenses import NewExpense

# Under which category settlements are paid.
COMMISSIONS = "Comisiones"
NOT_FOUND = "No existe ese gasto."


def rename_category(tx, name, new_name):
    """Give a category another name, or the same in other letters; its expenses have it at once.

    No-op where it is called so. Another category of that name refuses it (`expense_categories_one`).
    """
    before = queries.lock_category(tx, name)
    if before is None:
        raise NotFound("No existe esa categoría.")
    if before != new_name:
        queries.rename_category(tx, before, new_name)
        events.category_renamed(tx, before, new_name)
    return queries.category(tx, new_name)


def record(tx, new, of_commissions=False):
    """Raises Conflict for a repeated document, unless the caller confirmed it."""
    must_be_recent(new.date, clinic_today(), "date")
    row = new.model_dump(exclude={"confirm_repeated"})
    rules.must_be_of_today(row, clinic_today())
    rules.must_hold_its_parts(row)
    row = as_document(tx, row)
    known = only(row, *rules.DOCUMENT) | {"note": rules.is_note(row)}
    twin = queries.twin(tx, **known)
    expense = queries.insert(
        tx,
        **row,
        of_commissions=of_commissions,
        repeated=new.confirm_repeated and twin is not None,
        recorded_by_id=me().id,
        recorded_by_name=me().name,
    )
    if expense is None:
        # Nobody else's can have come between: the index made this one wait for it.
        rules.must_not_repeat(twin or queries.twin(tx, **known))
    if expense["from_till"]:
        said = f"Gasto: {expense['description']}"
        cash.land(tx, "EXPENSE", "CASH", -rules.handed_over(expense), source_of(expense), said)
    events.recorded(tx, expense)
    return expense


def as_document(tx, row, id=None):
    """The row as it is kept, with `stocked`: a credit note takes off what it modifies, where the books have that."""
    rules.must_say_what_it_modifies(row)
    if not rules.is_note(row):
        return row | {"modifies_id": None}
    bought = queries.modified(tx, row["supplier_name"], row["modified_number"])
    rules.must_fit(row, bought, queries.credited(tx, bought["id"], id) if bought else 0)
    return rules.taken_off(row) | {
        "modifies_id": bought and bought["id"],
        "modified_authorisation": row["modified_authorisation"] or (bought and bought["authorisation"]),
        "stocked": -rules.of_lots(row, bought),
    }


def change(tx, id, version, changes):
    """What was not sent stays; `active: false` voids the expense, which then never changes again."""
    current = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(current, version)
    sent = changes.model_dump(exclude_unset=True, exclude={"confirm_repeated"})
    row = rules.as_written(only(current, *queries.EDITED, "stocked")) | sent
    rules.must_pay_as_settled(current, row)
    rules.must_be_corrected_in_its_receipt(rules.as_written(current), row)
    if row["date"] != current["date"]:
        must_be_recent(row["date"], clinic_today(), "date")
    if row["active"] and only(row, *rules.DOCUMENT) != only(current, *rules.DOCUMENT):
        twin = queries.twin(tx, **only(row, *rules.DOCUMENT), id=id, note=rules.is_note(row))
        if not changes.confirm_repeated:
            rules.must_not_repeat(twin)
        row["repeated"] = twin is not None
    rules.must_hold_its_parts(row)
    rules.must_keep_its_notes(row, queries.credited(tx, id))
    if row["active"]:
        row = as_document(tx, row, id)
    elif rules.is_note(row):
        row = rules.taken_off(row)
    expense = queries.update(tx, id, **row)
    if not expense["active"]:
        said = f"Gasto anulado: {expense['description']}"
        cash.take_back(tx, "EXPENSE_VOIDED", "EXPENSE", source_of(expense), said)
    (events.updated if expense["active"] else events.voided)(tx, expense)
    return expense


def pay_commissions(tx, settlement_id, wish):
    """Pay a settlement: an expense that the results do not count again."""
    settlement = commissions.to_pay(tx, settlement_id)
    said = f"Comisiones de {settlement['doctor_name']}, liquidación {settlement['number']}"
    new = NewExpense(category=COMMISSIONS, description=said, amount=settlement["amount"], **wish.model_dump())
    expense = record(tx, new, of_commissions=True)
    return commissions.pay(tx, settlement, expense["id"])


def set_receipt(tx, id, file_id):
    """Keep the photo or PDF of its document, which the caller uploaded; a newer one takes its place."""
    expense = found(queries.lock(tx, id), NOT_FOUND)
    file = own(tx, file_id, me())
    rules.must_be_shown(file["media_type"])
    queries.set_receipt(tx, id, file["id"])
    events.documented(tx, expense)
    return queries.get(tx, id)


def source_of(expense):
    """How the cashier's till names what was spent from it."""
    return f"expense:{expense['id']}"
