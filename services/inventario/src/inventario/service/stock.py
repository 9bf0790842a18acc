"""Stock by hand: purchases, corrections, recalls, and what became of a shortage."""

from common.clock import clinic_today
from common.messages import events
from common.problems import Invalid
from inventario import rules
from inventario.queries import products, stock


def move(tx, product_id, new):
    """Write one movement of one lot. The product is locked first, as everybody does."""
    day = clinic_today()
    rules.must_be_complete(new.model_dump(), day)
    product = rules.must_exist(products.lock(tx, product_id), f"No existe el producto {product_id}.")
    lot = (
        received_lot(tx, product_id, new, day)
        if new.kind == "PURCHASE"
        else lot_at_hand(tx, product_id, new, day)
    )
    movement = stock.move(
        tx,
        product_id=product_id,
        lot_id=lot["id"],
        kind=new.kind,
        quantity=rules.signed(new.kind, new.quantity),
        unit_cost=lot["unit_cost"] if new.unit_cost is None else new.unit_cost,
        reason=new.reason,
        actor=actor(),
        today=day,
    )
    type, verb = rules.TOLD_AS[new.kind]
    told = ("product_id", "lot_id", "lot_number", "quantity", "unit_cost", "balance_after", "reason")
    events.publish(
        tx,
        type,
        f"product:{product_id}",
        f"{verb} {rules.words(new.quantity)} {product['unit']} de {product['name']} (lote {movement['lot_number']})",
        **{name: movement[name] for name in told},
    )
    tx.changed("products", "treatments")
    return movement


def received_lot(tx, product_id, new, day):
    known = stock.lot_by_number(tx, product_id, new.lot_number, day)
    rules.must_be_the_same_lot(known, new.expiry_date)
    id = stock.receive_lot(tx, product_id, new.lot_number, new.expiry_date, new.unit_cost, new.quantity)
    return {"id": id, "unit_cost": new.unit_cost}


def lot_at_hand(tx, product_id, new, day):
    lot = stock.lot(tx, new.lot_id, product_id, day)
    if lot is None:
        raise Invalid.field("lot_id", "Ese lote no es de este producto.")
    return lot


def change_lot(tx, id, version, changes):
    day, missing = clinic_today(), f"No existe el lote {id}."
    product = products.lock(tx, rules.must_exist(stock.product_of_lot(tx, id), missing))
    lot = stock.lot(tx, id, product["id"], day)
    rules.must_be_current(lot, version)
    wanted = lot | changes.model_dump(exclude_unset=True)
    # A movement may have locked the lot's row meanwhile, never changed its version: the product is ours.
    lot = stock.update_lot(tx, id, version, wanted["recalled"], wanted["expiry_date"], day)
    state = "retirado" if lot["recalled"] else "en uso"
    events.publish(
        tx,
        "lot.updated",
        f"product:{product['id']}",
        f"Cambió el lote {lot['lot_number']} de {product['name']}: {state}",
        product_id=product["id"],
        lot_id=id,
        recalled=lot["recalled"],
        expiry_date=lot["expiry_date"],
    )
    tx.changed("products", "treatments")
    return lot


def resolve_shortage(tx, id, reason):
    shortage = rules.must_exist(stock.lock_shortage(tx, id), f"No existe el faltante {id}.")
    rules.must_be_open(shortage)
    shortage = stock.resolve(tx, id, actor(), reason)
    events.publish(
        tx,
        "shortage.resolved",
        f"shortage:{id}",
        f"Resolvió el faltante de {shortage['product_name']} de la cita {shortage['appointment_id']}: {reason}",
        product_id=shortage["product_id"],
        appointment_id=shortage["appointment_id"],
    )
    return shortage


def actor():
    """Who acts, as the ledger names them; the service itself where nobody does."""
    who = events.current_actor()
    return {"id": str(who.get("id")), "name": str(who.get("name"))} if who else None
