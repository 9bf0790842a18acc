"""Treatments and their recipes: create and change."""

from common.clock import clinic_today
from common.web.auth import me
from common.web.http import found, must_be_current
from inventario.catalogue import queries as products
from inventario.treatments import events, queries, rules


def create(tx, new):
    today = clinic_today()
    treatment = queries.get(tx, queries.insert(tx, **new.model_dump(), priced_on=today), today)
    events.created(tx, treatment)
    tx.changed("treatments")
    return treatment


def change(tx, id, version, changes):
    """A price set by hand holds from today, also where another was announced for today or before."""
    today, changed = clinic_today(), changes.model_dump(exclude_unset=True)
    priced = {"priced_on": today} if "price" in changed else {}
    queries.update(tx, **lock(tx, id, version) | changed | priced)
    treatment = queries.get(tx, id, today)
    events.updated(tx, treatment)
    tx.changed("treatments")
    return treatment


def announce_price(tx, id, new):
    """A price that will hold from a later day on. What was booked, quoted or drafted keeps the price it was told."""
    today = clinic_today()
    rules.must_be_to_come(new.valid_from, today)
    lock(tx, id)
    price = queries.insert_price(
        tx,
        **new.model_dump(),
        treatment_id=id,
        announced_on=today,
        announced_by_id=me().id,
        announced_by_name=me().name,
    )
    return _with_other_prices(tx, id, today, price, events.price_announced)


def withdraw_price(tx, id, price_id):
    """Take back a price whose day has not come."""
    today = clinic_today()
    lock(tx, id)
    withdrawn = queries.withdraw_price(
        tx, id=price_id, treatment_id=id, today=today, by_id=me().id, by_name=me().name
    )
    price = found(withdrawn, "No existe ese precio, o ya se retiró.")
    return _with_other_prices(tx, id, today, price, events.price_withdrawn)


def _with_other_prices(tx, id, today, price, event):
    queries.touch(tx, id)
    treatment = queries.get(tx, id, today)
    event(tx, treatment, price)
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


def lock(tx, id, version=None):
    treatment = found(queries.lock(tx, id), f"No existe el tratamiento {id}.")
    must_be_current(treatment, version)
    return treatment
