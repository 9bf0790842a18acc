"""Consumption: what an attended appointment used leaves the stock, the first to expire first (FEFO), and comes back
into the same lots when its completion is undone.

What is missing never blocks care.
"""

from collections import defaultdict
from decimal import Decimal

from common.clock import clinic_today
from common.messages.events import act_for
from inventario.catalogue import queries as products
from inventario.chairside.queries import uses as chairside
from inventario.stock import events, rules
from inventario.stock.queries import consumptions, ledger, lots, shortages
from inventario.stock.service.ledger import actor
from inventario.treatments import queries as treatments


def consume(tx, reported):
    """What completions used leaves the stock, once per completion, however often and by however many events it is reported.

    Of a product whose lots were noted at the chair, those lots leave first, and as much as was noted even where the recipe
    says less.

    `reported` holds pairs of an event and its completion, in their order. What all of them need is locked and written at
    once.
    """
    done_now = first_reports(tx, reported)
    if not done_now:
        return
    recipes, known = recipes_of(tx, [done for _, done in done_now])
    declared = declared_of(tx, [done.appointment_id for _, done in done_now])
    uses = [
        rules.with_declared(uses_of(recipes, done), declared[done.appointment_id]) for _, done in done_now
    ]
    needs = [rules.needs(used) for used in uses]
    locked = products.lock_many(tx, sorted({id for needed in needs for id in needed}))
    locked = {product["id"]: product for product in locked}
    usable = defaultdict(list)
    for lot in lots.lock_usable(tx, list(locked), clinic_today()):
        usable[lot["product_id"]].append(lot)
    movements, missed, costs = [], [], []
    for (event, done), used, needed in zip(done_now, uses, needs, strict=True):
        act_for(event)
        tell_unmatched(tx, done, known, needed.keys() - locked.keys())
        whose = {"appointment_id": done.appointment_id, "completion": done.completion}
        cost, lines, parts = Decimal(0), [], []
        for id in [id for id in needed if id in locked]:
            product = locked[id]
            said = [(lot_id, quantity) for lot_id, of, quantity in declared[done.appointment_id] if of == id]
            taken, missing = rules.take_declared(usable[id], said, needed[id])
            for lot, quantity in taken:
                movements.append(whose | taken_from(lot, quantity))
            if missing:
                missed.append(whose | {"product_id": id, "quantity": missing})
                events.short(tx, done, product, missing)
            worth = sum((quantity * lot["unit_cost"] for lot, quantity in taken), Decimal(0))
            cost += worth
            own_uses = [use for use in used if use[2] == id]
            parts += [
                part_of(product, lot, kind, reference_id, quantity)
                for kind, reference_id, lot, quantity in rules.attribute(taken, own_uses)
            ]
            line = {"product_id": id, "name": product["name"], "quantity": needed[id] - missing}
            lines.append(line | {"cost": rules.money(worth)})
        whom = {"patient_id": done.patient_id, "patient_name": done.patient and done.patient.name}
        costs.append(whose | whom | {"cost": rules.money(cost)})
        events.consumed(tx, done, rules.money(cost), [line for line in lines if line["quantity"]], parts)
    ledger.insert_consumed(tx, movements)
    shortages.insert(tx, missed)
    consumptions.set_costs(tx, costs)
    tx.changed("products", "treatments")


def declared_of(tx, appointment_ids):
    """What was said at the chair of each visit: {appointment_id: [(lot_id, product_id, quantity)]}."""
    chairside.lock_visits(tx, appointment_ids)
    declared = defaultdict(list)
    for row in chairside.declared(tx, appointment_ids):
        declared[row["appointment_id"]].append((row["lot_id"], row["product_id"], row["quantity"]))
    return declared


def first_reports(tx, reported):
    """Of each completion that was not consumed yet, the first of `reported`."""
    new = consumptions.claim(tx, [(done.appointment_id, done.completion) for _, done in reported])
    first = {}
    for event, done in reported:
        key = (done.appointment_id, done.completion)
        if key in new:
            first.setdefault(key, (event, done))
    return list(first.values())


def taken_from(lot, quantity):
    """The movement by which so much leaves a lot."""
    return {
        "product_id": lot["product_id"],
        "lot_id": lot["id"],
        "quantity": -quantity,
        "unit_cost": lot["unit_cost"],
        "actor": actor(),
        "occurred_on": clinic_today(),
    }


def tell_unmatched(tx, done, known, unknown_products):
    unknown = {line.treatment_id for line in done.treatments} - known
    if unknown:
        events.unmatched(tx, done, "treatment", "tratamientos", sorted(unknown))
    if unknown_products:
        events.unmatched(tx, done, "product", "productos", sorted(unknown_products))


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


def recipes_of(tx, completions):
    """The recipes of today of all their treatments, as rules.wanted takes them, and which treatments are known."""
    ids = sorted({line.treatment_id for done in completions for line in done.treatments})
    rows = treatments.recipes_of(tx, ids)
    recipes = [(row["treatment_id"], row["product_id"], row["quantity"]) for row in rows]
    return recipes, set(treatments.known(tx, ids))


def uses_of(recipes, done):
    """What each line of the appointment used (rules.wanted)."""
    return rules.wanted(
        recipes,
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
