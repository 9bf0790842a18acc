"""Events of treatments: their payloads and the sentences of the log."""

from common.messages.events import publish


def created(tx, treatment):
    _publish(tx, "treatment.created", "Creó el tratamiento", treatment)


def updated(tx, treatment):
    _publish(tx, "treatment.updated", "Cambió el tratamiento", treatment)


def recipe_updated(tx, treatment):
    _publish(tx, "recipe.updated", "Cambió la receta de", treatment)


def _publish(tx, type, what, treatment):
    publish(
        tx,
        type,
        f"treatment:{treatment['id']}",
        f"{what} {treatment['name']} ({treatment['code']})",
        treatment_id=treatment["id"],
        category=treatment["category"],
    )
