"""Events published about an expense: `expense.recorded`, `.updated`, `.voided`, `.documented`; about a category:
`expense_category.renamed`; and about a file of them: `expense_import.recorded`, `.undone`.
"""

from common.messages.events import publish
from common.money import money


def recorded(tx, expense):
    about(tx, "recorded", expense, "Registró")


def updated(tx, expense):
    about(tx, "updated", expense, "Corrigió")


def voided(tx, expense):
    about(tx, "voided", expense, "Anuló", level="WARNING")


def category_renamed(tx, before, after):
    publish(
        tx,
        "expense_category.renamed",
        f"expense_category:{after}",
        f"Cambió el nombre de la categoría de gastos «{before}» a «{after}»",
        before=before,
        after=after,
    )


def documented(tx, expense):
    about(tx, "documented", expense, "Guardó el comprobante de")


def about(tx, what, expense, deed, **how):
    kind = "la nota de crédito" if expense["amount"] < 0 else "el gasto"
    deed = f"{deed} {kind}".replace("de el", "del")
    publish(
        tx,
        f"expense.{what}",
        f"expense:{expense['id']}",
        f"{deed} «{expense['description']}» de {expense['category']} por {money(abs(expense['amount']))}",
        expense_id=expense["id"],
        amount=expense["amount"],
        **how,
    )


def imported(tx, done):
    said = f"Importó {counted(done['expenses'])} por {money(done['total'])} del archivo «{done['name']}»"
    of_import(tx, "recorded", done, said)


def import_undone(tx, done, voided):
    said = f"Deshizo la importación de «{done['name']}»: anuló {counted(voided['expenses'])} por {money(voided['total'])}"
    of_import(tx, "undone", done, said, level="WARNING")


def of_import(tx, what, done, said, **how):
    publish(tx, f"expense_import.{what}", f"expense_import:{done['id']}", said, import_id=done["id"], **how)


def counted(expenses):
    return "1 gasto" if expenses == 1 else f"{expenses} gastos"


def recurring(tx, what, rule, deed):
    said = f"{deed} «{rule['description']}» de {rule['category']} por {money(rule['amount'])}"
    of_recurring(tx, what, rule, said)


def month(tx, what, rule, month, deed):
    of_recurring(tx, what, rule, f"{deed} «{rule['description']}» de {month:%m/%Y}", month=month)


def of_recurring(tx, what, rule, said, **more):
    publish(
        tx,
        f"recurring_expense.{what}",
        f"recurring_expense:{rule['id']}",
        said,
        recurring_id=rule["id"],
        **more,
    )
