"""Lots: recall and expiry."""

from common.clock import clinic_today
from common.web.http import found, must_be_current
from inventario.catalogue import queries as products
from inventario.chairside.queries import lots as chairside
from inventario.stock import events
from inventario.stock.queries import lots


def change(tx, id, version, changes):
    day = clinic_today()
    product = products.lock(tx, found(lots.product_of(tx, id), f"No existe el lote {id}."))
    lot = lots.get(tx, id, product["id"], day)
    must_be_current(lot, version)
    wanted = lot | changes.model_dump(exclude_unset=True)
    # A movement may have locked the lot's row meanwhile, never changed its version: the product is ours.
    was_recalled = lot["recalled"]
    lot = lots.update(tx, id, version, wanted["recalled"], wanted["expiry_date"], day)
    events.lot_updated(tx, product, lot)
    if lot["recalled"] and not was_recalled:
        events.lot_recalled(tx, product, lot, chairside.patients_of(tx, id))
    tx.changed("products", "treatments")
    return lot
