"""Movements by hand: purchases, corrections, write-offs and returns to the supplier."""

from common.clock import clinic_today
from common.messages.events import current_actor
from common.problems import Conflict, Invalid, NotFound
from common.store.sql import only
from common.web.http import found
from inventario.catalogue import queries as products
from inventario.stock import events, rules
from inventario.stock.queries import ledger, lots
from inventario.stock.schemas import NewMovement


def move(tx, product_id, new, receipt_id=None):
    """Write one movement of one lot; with `receipt_id`, as a line of what came in together."""
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
        cause=rules.cause_of(new.kind, new.cause, lot),
        receipt_id=receipt_id,
        actor=actor(),
        occurred_on=day,
    )
    events.moved(tx, product, movement, new.quantity, day)
    tx.changed("products", "treatments")
    return movement


def receive(tx, lines, receipt_id):
    """Write what came in together; a problem names its line."""
    # In the order in which everybody locks them.
    products.lock_many(tx, [line.product_id for line in lines])
    for place, line in enumerate(lines):
        purchase = NewMovement(kind="PURCHASE", **line.model_dump(exclude={"product_id"}))
        try:
            move(tx, line.product_id, purchase, receipt_id)
        except NotFound as problem:
            raise Invalid.field(f"lines.{place}.product_id", str(problem)) from None
        except (Invalid, Conflict) as problem:
            problem.errors = [
                error | {"field": f"lines.{place}.{error['field']}"} for error in problem.errors
            ]
            raise


def take_back(tx, receipt_id, reason):
    """Each lot gives back what this receipt brought, at the cost at which it came."""
    lines = ledger.to_annul(tx, receipt_id)
    known = {
        product["id"]: product for product in products.lock_many(tx, [line["product_id"] for line in lines])
    }
    for line in lines:
        movement = mirror(tx, line, reason)
        events.moved(tx, known[line["product_id"]], movement, line["quantity"], clinic_today())
    tx.changed("products", "treatments")


def annul(tx, id, reason):
    """Put back into its lot what a write-off or a return took out by mistake."""
    wrong = found(ledger.lock_taken_out(tx, id), f"No existe el movimiento {id}.")
    rules.must_be_annullable(wrong)
    product = products.lock(tx, wrong["product_id"])
    movement = mirror(tx, wrong, reason)
    events.put_back(tx, product, wrong, movement)
    tx.changed("products", "treatments")
    return movement


def mirror(tx, wrong, reason):
    """The annulment of a movement: as much of the same lot at the same cost, the other way round."""
    return ledger.insert(
        tx,
        kind="ANNULMENT",
        quantity=-wrong["quantity"],
        reason=reason,
        reverses=wrong["id"],
        actor=actor(),
        occurred_on=clinic_today(),
        **only(wrong, "product_id", "lot_id", "unit_cost", "receipt_id"),
    )


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
