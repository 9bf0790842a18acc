"""Events of treatments: their payloads and the sentences of the log."""

from common.messages.events import publish


def created(tx, treatment):
    _publish(tx, "treatment.created", "Creó el tratamiento", treatment)


def updated(tx, treatment):
    _publish(tx, "treatment.updated", "Cambió el tratamiento", treatment)


def recipe_updated(tx, treatment):
    _publish(tx, "recipe.updated", "Cambió la receta de", treatment)


def price_announced(tx, treatment, price):
    what = f"Anunció que desde el {price['valid_from']:%d/%m/%Y} costará {price['price']} USD"
    _publish(tx, "price.announced", what, treatment)


def price_withdrawn(tx, treatment, price):
    what = f"Retiró el precio de {price['price']} USD anunciado desde el {price['valid_from']:%d/%m/%Y} para"
    _publish(tx, "price.withdrawn", what, treatment)


def _publish(tx, type, what, treatment):
    publish(
        tx,
        type,
        f"treatment:{treatment['id']}",
        f"{what} {treatment['name']} ({treatment['code']})",
        treatment_id=treatment["id"],
        category=treatment["category"],
        aesthetic=treatment["aesthetic"],
    )
