"""Movements by hand: purchases, corrections, write-offs and returns to the supplier."""

from common.clock import clinic_today
from common.messages.events import current_actor
from common.problems import Invalid
from common.web.http import found
from inventario.catalogue import queries as products
from inventario.stock import events, rules
from inventario.stock.queries import ledger, lots


def move(tx, product_id, new):
    """Write one movement of one lot."""
    day = clinic_today()
    rules.must_be_complete(new.model_dump(), day)
    product = found(products.lock(tx, product_id), f"No existe el producto {product_id}.")
    rules.must_fit(product["stock_quantity"], rules.signed(new.kind, new.quantity))
    lot = (
        received_lot(tx, product_id, new, day)
        if new.kind == "PURCHASE"
        else lot_at_hand(tx, product_id, new, day)
    )
    movement = ledger.insert(
        tx,
        product_id=product_id,
        lot_id=lot["id"],
        kind=new.kind,
        quantity=rules.signed(new.kind, new.quantity),
        unit_cost=lot["unit_cost"] if new.unit_cost is None else new.unit_cost,
        reason=new.reason,
        actor=actor(),
        occurred_on=day,
    )
    events.moved(tx, product, movement, new.quantity)
    tx.changed("products", "treatments")
    return movement


def received_lot(tx, product_id, new, day):
    known = lots.get_by_number(tx, product_id, new.lot_number, day)
    rules.must_be_the_same_lot(known, new.expiry_date)
    id = lots.receive(tx, product_id, new.lot_number, new.expiry_date, new.unit_cost, new.quantity)
    return {"id": id, "unit_cost": new.unit_cost}


def lot_at_hand(tx, product_id, new, day):
    lot = lots.get(tx, new.lot_id, product_id, day)
    if lot is None:
        raise Invalid.field("lot_id", "Ese lote no es de este producto.")
    return lot


def actor():
    """Who acts, as the ledger names them; None where nobody does."""
    who = current_actor()
    return {"id": str(who.get("id")), "name": str(who.get("name"))} if who else None
