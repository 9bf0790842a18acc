"""Expenses: recorded, corrected, voided."""

from common.messages import events
from common.web.auth import me
from facturacion import rules
from facturacion.queries import expenses as queries

NOT_FOUND = "No existe ese gasto."


def record(tx, new):
    expense = queries.insert(tx, me(), **new.model_dump())
    tell(tx, "recorded", expense, "Registró el gasto")
    return expense


def change(tx, id, version, changes):
    """What was not sent stays; `active: false` voids the expense, which then never changes again."""
    current = rules.must_exist(queries.lock(tx, id), NOT_FOUND)
    rules.must_be_current(current, version)
    expense = queries.update(tx, **current | changes.model_dump(exclude_unset=True))
    if expense["active"]:
        tell(tx, "updated", expense, "Corrigió el gasto")
    else:
        tell(tx, "voided", expense, "Anuló el gasto", level="WARNING")
    return expense


def tell(tx, what, expense, deed, **how):
    events.publish(
        tx,
        f"expense.{what}",
        f"expense:{expense['id']}",
        f"{deed} «{expense['description']}» de {expense['category']} por {rules.money(expense['amount'])}",
        expense_id=expense["id"],
        amount=expense["amount"],
        **how,
    )
