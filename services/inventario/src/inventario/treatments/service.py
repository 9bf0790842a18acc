"""Treatments and their recipes: create and change."""

from common.clock import clinic_today
from common.web.http import found, must_be_current
from inventario.catalogue import queries as products
from inventario.treatments import events, queries, rules


def create(tx, new):
    treatment = queries.get(tx, queries.insert(tx, **new.model_dump()), clinic_today())
    events.created(tx, treatment)
    tx.changed("treatments")
    return treatment


def change(tx, id, version, changes):
    queries.update(tx, **lock(tx, id, version) | changes.model_dump(exclude_unset=True))
    treatment = queries.get(tx, id, clinic_today())
    events.updated(tx, treatment)
    tx.changed("treatments")
    return treatment


def replace_recipe(tx, id, version, items):
    """All lines at once: a recipe is judged as a whole."""
    product_ids = [item.product_id for item in items]
    rules.must_name_each_product_once(product_ids)
    lock(tx, id, version)
    rules.must_be_known(product_ids, products.known(tx, product_ids))
    queries.clear_recipe(tx, id)
    queries.insert_recipe(tx, id, product_ids, [item.quantity for item in items])
    queries.touch(tx, id)
    treatment = queries.get(tx, id, clinic_today())
    events.recipe_updated(tx, treatment)
    tx.changed("treatments")
    return rules.recipe(treatment, queries.recipe(tx, id, clinic_today()))


def lock(tx, id, version):
    treatment = found(queries.lock(tx, id), f"No existe el tratamiento {id}.")
    must_be_current(treatment, version)
    return treatment
