"""Products: create and change."""

from common.clock import clinic_today
from common.messages import events
from inventario import rules
from inventario.queries import products


def create(tx, new):
    id = products.insert(tx, **new.model_dump())
    tell(tx, "product.created", id, f"Creó el producto {new.name} ({new.sku})")
    return products.get(tx, id, clinic_today())


def change(tx, id, version, changes):
    current = rules.must_exist(products.lock(tx, id), f"No existe el producto {id}.")
    rules.must_be_current(current, version)
    wanted = current | changes.model_dump(exclude_unset=True)
    products.update(tx, **wanted)
    tell(tx, "product.updated", id, f"Cambió el producto {wanted['name']} ({wanted['sku']})")
    return products.get(tx, id, clinic_today())


def tell(tx, type, id, summary):
    events.publish(tx, type, f"product:{id}", summary, product_id=id)
    tx.changed("products")
