"""Products: create and change."""

from common.clock import clinic_today
from common.web.http import found, must_be_current
from inventario.catalogue import events, queries


def create(tx, new):
    product = queries.get(tx, queries.insert(tx, **new.model_dump()), clinic_today())
    events.created(tx, product)
    tx.changed("products")
    return product


def change(tx, id, version, changes):
    current = found(queries.lock(tx, id), f"No existe el producto {id}.")
    must_be_current(current, version)
    queries.update(tx, **current | changes.model_dump(exclude_unset=True))
    product = queries.get(tx, id, clinic_today())
    events.updated(tx, product)
    tx.changed("products")
    return product
