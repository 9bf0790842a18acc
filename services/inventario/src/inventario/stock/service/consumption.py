"""Consumption: what an attended appointment used leaves the stock, the first to expire first (FEFO), and comes back
into the same lots when its completion is undone.

What is missing never blocks care.
"""

from decimal import Decimal

from common.clock import clinic_today
from inventario.catalogue import queries as products
from inventario.stock import events, rules
from inventario.stock.queries import consumptions, ledger, lots, shortages
from inventario.stock.service.ledger import actor
from inventario.treatments import queries as treatments


def consume(tx, done):
    """Once per completion, however often and by however many events it is reported."""
    if not consumptions.claim(tx, done.appointment_id, done.completion):
        return
    uses = uses_of(tx, done)
    needed = rules.needs(uses)
    locked = products.lock_many(tx, list(needed))
    unknown = needed.keys() - {product["id"] for product in locked}
    if unknown:
        events.unmatched(tx, done, "product", "productos", sorted(unknown))
    usable = lots.lock_usable(tx, [product["id"] for product in locked], clinic_today())
    cost, lines, parts = Decimal(0), [], []
    for product in locked:
        own = [lot for lot in usable if lot["product_id"] == product["id"]]
        taken, missing = rules.take(own, needed[product["id"]])
        for lot, quantity in taken:
            ledger.insert(
                tx,
                product_id=product["id"],
                lot_id=lot["id"],
                kind="CONSUMPTION",
                quantity=-quantity,
                unit_cost=lot["unit_cost"],
                appointment_id=done.appointment_id,
                completion=done.completion,
                actor=actor(),
                occurred_on=clinic_today(),
            )
        if missing:
            shortages.insert(tx, product["id"], done.appointment_id, done.completion, missing)
            events.short(tx, done, product, missing)
        used = sum((quantity * lot["unit_cost"] for lot, quantity in taken), Decimal(0))
        cost += used
        own_uses = [use for use in uses if use[2] == product["id"]]
        parts += [
            part_of(product, lot, kind, id, quantity)
            for kind, id, lot, quantity in rules.attribute(taken, own_uses)
        ]
        lines.append(
            {
                "product_id": product["id"],
                "name": product["name"],
                "quantity": needed[product["id"]] - missing,
                "cost": rules.money(used),
            }
        )
    consumptions.set_cost(tx, done.appointment_id, done.completion, rules.money(cost))
    events.consumed(tx, done, rules.money(cost), [line for line in lines if line["quantity"]], parts)
    tx.changed("products", "treatments")


def give_back(tx, undone):
    """Mirror what the completion consumed into the same lots and close its shortages; once, however often reported."""
    cost = consumptions.undo(tx, undone.appointment_id, undone.completion)
    if cost is None:
        return
    reason = rules.reopened(undone.reason)
    consumed = ledger.to_reverse(tx, undone.appointment_id, undone.completion)
    products.lock_many(tx, sorted({movement["product_id"] for movement in consumed}))
    for movement in consumed:
        ledger.insert(
            tx,
            product_id=movement["product_id"],
            lot_id=movement["lot_id"],
            kind="REVERSAL",
            quantity=-movement["quantity"],
            unit_cost=movement["unit_cost"],
            reason=reason,
            appointment_id=undone.appointment_id,
            completion=undone.completion,
            reverses=movement["id"],
            actor=actor(),
            occurred_on=clinic_today(),
        )
    for id in shortages.lock_open_of(tx, undone.appointment_id, undone.completion):
        events.shortage_resolved(tx, shortages.resolve(tx, id, actor(), reason))
    events.returned(tx, undone, cost)
    tx.changed("products", "treatments")


def uses_of(tx, done):
    """What each line of the appointment used, by the recipes of today (rules.wanted)."""
    ids = sorted({line.treatment_id for line in done.treatments})
    unknown = set(ids) - set(treatments.known(tx, ids))
    if unknown:
        events.unmatched(tx, done, "treatment", "tratamientos", sorted(unknown))
    return rules.wanted(
        [(row["treatment_id"], row["product_id"], row["quantity"]) for row in treatments.recipes_of(tx, ids)],
        [(line.treatment_id, line.quantity) for line in done.treatments],
        [(line.product_id, line.quantity) for line in done.extras],
    )


def part_of(product, lot, kind, reference_id, quantity):
    """What one line of the appointment used of one lot."""
    return {
        "kind": kind,
        "reference_id": reference_id,
        "product_id": product["id"],
        "product_name": product["name"],
        "unit": product["unit"],
        "lot_id": lot["id"],
        "lot_number": lot["lot_number"],
        "expiry_date": lot["expiry_date"],
        "quantity": quantity,
        "unit_cost": lot["unit_cost"],
    }
