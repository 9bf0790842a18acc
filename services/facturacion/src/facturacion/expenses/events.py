"""Events published about an expense: `expense.recorded`, `.updated`, `.voided`."""

from common.messages.events import publish
from facturacion.money import money


def recorded(tx, expense):
    about(tx, "recorded", expense, "Registró el gasto")


def updated(tx, expense):
    about(tx, "updated", expense, "Corrigió el gasto")


def voided(tx, expense):
    about(tx, "voided", expense, "Anuló el gasto", level="WARNING")


def about(tx, what, expense, deed, **how):
    publish(
        tx,
        f"expense.{what}",
        f"expense:{expense['id']}",
        f"{deed} «{expense['description']}» de {expense['category']} por {money(expense['amount'])}",
        expense_id=expense["id"],
        amount=expense["amount"],
        **how,
    )
