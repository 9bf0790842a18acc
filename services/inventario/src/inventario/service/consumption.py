"""What an attended appointment used leaves the stock, the first to expire first. What is missing never blocks care."""

from decimal import Decimal

from common.clock import clinic_today
from common.messages import events
from inventario import rules
from inventario.queries import products, stock, treatments
from inventario.service.stock import actor


def consume(tx, done):
    """Once per appointment, however often and by however many events it is told."""
    if not stock.claim_consumption(tx, done.appointment_id):
        return
    needed = needs(tx, done)
    locked = products.lock_many(tx, list(needed))
    report_unknown(tx, done, "product", "productos", needed.keys() - {product["id"] for product in locked})
    lots = stock.lock_usable_lots(tx, [product["id"] for product in locked], clinic_today())
    cost, lines = Decimal(0), []
    for product in locked:
        own = [lot for lot in lots if lot["product_id"] == product["id"]]
        taken, missing = rules.take(own, needed[product["id"]])
        for lot, quantity in taken:
            stock.move(
                tx,
                product_id=product["id"],
                lot_id=lot["id"],
                kind="CONSUMPTION",
                quantity=-quantity,
                unit_cost=lot["unit_cost"],
                appointment_id=done.appointment_id,
                actor=actor(),
                today=clinic_today(),
            )
        if missing:
            report_short(tx, done, product, missing)
        used = sum((quantity * lot["unit_cost"] for lot, quantity in taken), Decimal(0))
        cost += used
        lines.append(
            {
                "product_id": product["id"],
                "name": product["name"],
                "quantity": needed[product["id"]] - missing,
                "cost": rules.money(used),
            }
        )
    events.publish(
        tx,
        "stock.consumed",
        f"appointment:{done.appointment_id}",
        f"La cita {done.appointment_id} usó insumos por {rules.money(cost)}",
        patient_id=done.patient_id,
        appointment_id=done.appointment_id,
        cost=rules.money(cost),
        lines=[line for line in lines if line["quantity"]],
    )
    tx.changed("products", "treatments")


def needs(tx, done):
    """{product_id: quantity} by the recipes of today."""
    ids = sorted({line.treatment_id for line in done.treatments})
    report_unknown(tx, done, "treatment", "tratamientos", set(ids) - set(treatments.known(tx, ids)))
    return rules.needs(
        [(row["treatment_id"], row["product_id"], row["quantity"]) for row in treatments.recipes_of(tx, ids)],
        [(line.treatment_id, line.quantity) for line in done.treatments],
        [(line.product_id, line.quantity) for line in done.extras],
    )


def report_short(tx, done, product, missing):
    stock.insert_shortage(tx, product["id"], done.appointment_id, missing)
    events.publish(
        tx,
        "stock.short",
        f"product:{product['id']}",
        f"Faltaron {rules.words(missing)} {product['unit']} de {product['name']} en la cita {done.appointment_id}",
        patient_id=done.patient_id,
        level="WARNING",
        appointment_id=done.appointment_id,
        product_id=product["id"],
        name=product["name"],
        quantity=missing,
    )


def report_unknown(tx, done, noun, words, ids):
    """What was never in the catalogue cannot leave the stock; somebody should look why it was named."""
    if ids:
        named = ", ".join(str(id) for id in sorted(ids))
        events.publish(
            tx,
            "stock.unmatched",
            f"appointment:{done.appointment_id}",
            f"La cita {done.appointment_id} nombra {words} que inventario no conoce: {named}",
            patient_id=done.patient_id,
            level="WARNING",
            appointment_id=done.appointment_id,
            **{f"{noun}_ids": sorted(ids)},
        )
