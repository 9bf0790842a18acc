"""Treatments and their recipes: create and change."""

from common.clock import clinic_today
from common.messages import events
from inventario import rules
from inventario.queries import products, treatments


def create(tx, new):
    id = treatments.insert(tx, **new.model_dump())
    tell(tx, "treatment.created", id, f"Creó el tratamiento {new.name} ({new.code})")
    return treatments.get(tx, id, clinic_today())


def change(tx, id, version, changes):
    current = lock(tx, id, version)
    wanted = current | changes.model_dump(exclude_unset=True)
    treatments.update(tx, **wanted)
    tell(tx, "treatment.updated", id, f"Cambió el tratamiento {wanted['name']} ({wanted['code']})")
    return treatments.get(tx, id, clinic_today())


def replace_recipe(tx, id, version, items):
    """All lines at once: a recipe is judged as a whole."""
    product_ids = [item.product_id for item in items]
    rules.must_name_each_product_once(product_ids)
    treatment = lock(tx, id, version)
    rules.must_be_known(product_ids, products.known(tx, product_ids))
    treatments.clear_recipe(tx, id)
    treatments.insert_recipe(tx, id, product_ids, [item.quantity for item in items])
    treatments.touch(tx, id)
    tell(tx, "recipe.updated", id, f"Cambió la receta de {treatment['name']} ({treatment['code']})")
    return rules.recipe(treatments.get(tx, id, clinic_today()), treatments.recipe(tx, id, clinic_today()))


def lock(tx, id, version):
    treatment = rules.must_exist(treatments.lock(tx, id), f"No existe el tratamiento {id}.")
    rules.must_be_current(treatment, version)
    return treatment


def tell(tx, type, id, summary):
    events.publish(tx, type, f"treatment:{id}", summary, treatment_id=id)
    tx.changed("treatments")
