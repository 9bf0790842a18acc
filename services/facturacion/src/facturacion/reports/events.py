"""Events published by the reports: how the owner shares the expenses."""

from common.messages.events import publish

WORDS = {"CHAIR_TIME": "por tiempo de sillón", "INCOME": "por ingresos", "NONE": "sin repartir"}


def sharing_updated(tx, sharing):
    publish(
        tx,
        "expense_sharing.updated",
        "expense_sharing:1",
        f"Cambió el reparto de los gastos en los márgenes: {WORDS[sharing['rule']]}",
        rule=sharing["rule"],
    )
