"""Instalments: how an agreed plan stands against what is owed now. Pure.

What is paid or credited goes to the instalments in the order in which they are due, so what is left is in the last ones.
"""

from decimal import Decimal

from common.money import money
from common.problems import Conflict, Invalid


def must_be_payable(invoice, annulment):
    """`annulment` is the request that it waits for; None where it waits for none."""
    if invoice["status"] != "ISSUED":
        raise Conflict("Solo se acuerdan cuotas de una factura emitida.")
    if annulment:
        raise Conflict("Su anulación espera al portal del SRI: retire el pedido para acordar cuotas.")
    if invoice["balance"] <= 0:
        raise Conflict("Esta factura ya está pagada: no hay nada que acordar.")


def must_add_up(parts, balance):
    """`parts` are the instalments, each with its day and amount."""
    total = sum(part["amount"] for part in parts)
    if total != balance:
        raise Invalid.field(
            "instalments", f"Las cuotas suman {money(total)} y se deben {money(balance)}: ajuste un valor."
        )


def must_say_why(reason):
    if reason is None:
        raise Invalid.field("reason", "Escriba por qué cambia lo acordado.")


def standing(parts, balance, today):
    """Each instalment with what is `left` of it and whether it is `overdue`.

    One of today is not overdue yet. Of a payment voided since, more may be owed than was agreed: see `overdue`.
    """
    rest, standing = balance, []
    for part in reversed(parts):
        left = min(part["amount"], rest)
        rest -= left
        standing.append(part | {"left": left, "overdue": left > 0 and part["due_on"] < today})
    return standing[::-1]


def overdue(parts, balance, today):
    """What should have been paid by now: all that is owed but what is due from today on."""
    to_come = sum((part["amount"] for part in parts if part["due_on"] >= today), Decimal(0))
    return max(balance - to_come, Decimal("0.00"))
