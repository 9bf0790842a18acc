"""Events published about commissions: `commission_rule.created`, `.ended`, `.removed`; `commission_settlement.made`, `.undone`, `.paid`."""

from common.messages.events import publish
from common.money import money


def rule_created(tx, rule):
    of_rule(tx, "created", rule, f"Creó una regla de comisión de {rule['doctor_name']}")


def rule_ended(tx, rule):
    of_rule(tx, "ended", rule, f"Terminó una regla de comisión de {rule['doctor_name']}")


def rule_removed(tx, rule):
    of_rule(tx, "removed", rule, f"Quitó una regla de comisión de {rule['doctor_name']}")


def of_rule(tx, what, rule, sentence):
    publish(
        tx,
        f"commission_rule.{what}",
        f"commission_rule:{rule['id']}",
        sentence,
        rule_id=rule["id"],
        doctor_id=rule["doctor_id"],
    )


def settled(tx, settlement):
    of_settlement(tx, "made", settlement, "Hizo")


def undone(tx, settlement, reason):
    of_settlement(tx, "undone", settlement, "Deshizo", f": {reason}", level="WARNING")


def paid(tx, settlement):
    of_settlement(tx, "paid", settlement, "Pagó")


def of_settlement(tx, what, settlement, deed, end="", **how):
    said = f"{deed} la liquidación {settlement['number']} de {settlement['doctor_name']}"
    publish(
        tx,
        f"commission_settlement.{what}",
        f"commission_settlement:{settlement['id']}",
        f"{said} por {money(settlement['amount'])}{end}",
        settlement_id=settlement["id"],
        doctor_id=settlement["doctor_id"],
        amount=settlement["amount"],
        **how,
    )
