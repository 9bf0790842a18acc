"""Events published about recalls: payloads and the sentences of the log."""

from common.messages.events import publish

RULE = {"created": "Creó la rellamada «{name}»", "updated": "Cambió la rellamada «{name}»"}
RECALL = {
    "contacted": "Contactó a {name} por su rellamada «{rule}»",
    "snoozed": "Dejó para después la rellamada «{rule}» de {name}",
    "dismissed": "Descartó la rellamada «{rule}» de {name}",
    "restored": "Devolvió a la lista la rellamada «{rule}» de {name}",
}


def rule(tx, row, what):
    publish(tx, f"recall_rule.{what}", f"recall_rule:{row['id']}", RULE[what].format(name=row["name"]))


def recall(tx, row, what):
    publish(
        tx,
        f"recall.{what}",
        f"recall:{row['id']}",
        RECALL[what].format(name=row["patient"]["name"], rule=row["rule"]["name"]),
        patient_id=row["patient"]["id"],
        recall_id=row["id"],
    )
