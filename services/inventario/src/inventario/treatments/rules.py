"""Decisions about recipes. No HTTP, no SQL: only values in, values or Problems out."""

from common.problems import Invalid


def must_name_each_product_once(product_ids):
    seen = set()
    for position, id in enumerate(product_ids):
        if id in seen:
            raise Invalid.field(f"items.{position}.product_id", "Este producto ya está en la receta.")
        seen.add(id)


def must_be_known(product_ids, known):
    for position, id in enumerate(product_ids):
        if id not in known:
            raise Invalid.field(f"items.{position}.product_id", f"No existe el producto {id}.")


def must_be_to_come(day, today):
    if day <= today:
        raise Invalid.field("valid_from", "Un precio se anuncia para un día que aún no llega.")


def recipe(treatment, items):
    """A recipe with its sums, which are those of its treatment."""
    sums = ("cost", "price", "margin", "margin_percent", "version")
    return {"treatment_id": treatment["id"], "items": items, **{name: treatment[name] for name in sums}}
