"""Events of the stock: their payloads and the sentences of the log."""

from common.messages.events import publish
from common.store.sql import only
from inventario.stock import rules

# The event of each kind of movement made by hand, and the verb of its sentence.
MOVED = {
    "PURCHASE": ("stock.received", "Recibió"),
    "ADJUSTMENT": ("stock.adjusted", "Ajustó"),
    "WRITE_OFF": ("stock.written_off", "Dio de baja"),
    "RETURN": ("stock.sent_back", "Devolvió al proveedor"),
    "ANNULMENT": ("stock.annulled", "Anuló el ingreso de"),
}
MOVEMENT = ("product_id", "lot_id", "lot_number", "quantity", "unit_cost", "balance_after", "reason")


# What facturacion keeps of a movement that is no visit's, besides MOVEMENT.
TOLD = ("kind", "cause")


def moved(tx, product, movement, quantity, day):
    type, verb = MOVED[movement["kind"]]
    publish(
        tx,
        type,
        f"product:{product['id']}",
        f"{verb} {rules.with_unit(quantity, product['unit'])} de {product['name']} (lote {movement['lot_number']})",
        **told(product, movement, day),
    )


def put_back(tx, product, wrong, movement):
    """`wrong` is the write-off or return that `movement` undoes: facturacion takes it out of its results."""
    what = "la baja" if wrong["kind"] == "WRITE_OFF" else "la devolución"
    quantity = rules.with_unit(movement["quantity"], product["unit"])
    publish(
        tx,
        "stock.restored",
        f"product:{product['id']}",
        f"Anuló {what} de {quantity} de {product['name']} (lote {wrong['lot_number']})",
        level="WARNING",
        **told(product, wrong, wrong["occurred_on"]) | only(movement, "balance_after"),
        undone_reason=movement["reason"],
    )


def told(product, movement, day):
    """`cost` is what left the stock in money; below zero, what came in."""
    return {
        "movement_id": movement["id"],
        "day": day,
        "name": product["name"],
        "unit": product["unit"],
        "cost": rules.taken_out(movement),
        **only(movement, *MOVEMENT, *TOLD),
    }


def lot_updated(tx, product, lot):
    state = "retirado" if lot["recalled"] else "en uso"
    publish(
        tx,
        "lot.updated",
        f"product:{product['id']}",
        f"Cambió el lote {lot['lot_number']} de {product['name']}: {state}",
        product_id=product["id"],
        lot_id=lot["id"],
        **only(lot, "recalled", "expiry_date"),
    )


def lot_recalled(tx, product, lot, visits):
    """`visits` is in how many visits it was used: those patients are to be called."""
    times = (
        "en ninguna atención"
        if visits == 0
        else "en una atención" if visits == 1 else f"en {visits} atenciones"
    )
    publish(
        tx,
        "lot.recalled",
        f"product:{product['id']}",
        f"Retiró el lote {lot['lot_number']} de {product['name']}: se usó {times}",
        level="WARNING",
        product_id=product["id"],
        lot_id=lot["id"],
        visits=visits,
    )


def shortage_resolved(tx, shortage):
    publish(
        tx,
        "shortage.resolved",
        f"shortage:{shortage['id']}",
        f"Resolvió el faltante de {shortage['product_name']}: {shortage['resolution']}",
        **only(shortage, "product_id", "appointment_id"),
    )


def consumed(tx, done, cost, lines, parts):
    """`lines` hold product_id, name, quantity and cost; `cost` is that of the lots really used.

    `parts` say which treatment or extra used how much of which lot, for the margins of facturacion.
    """
    publish(
        tx,
        "stock.consumed",
        f"appointment:{done.appointment_id}",
        f"La cita {done.whose} usó insumos por {cost}",
        patient_id=done.patient_id,
        appointment_id=done.appointment_id,
        completion=done.completion,
        cost=cost,
        lines=lines,
        doctor=done.doctor and done.doctor.model_dump(),
        parts=parts,
    )


def returned(tx, undone, cost):
    """`cost` is what `consumed` had published of the same completion."""
    publish(
        tx,
        "stock.returned",
        f"appointment:{undone.appointment_id}",
        f"Los insumos de la cita {undone.whose} volvieron al inventario por {cost}",
        patient_id=undone.patient_id,
        appointment_id=undone.appointment_id,
        completion=undone.completion,
        cost=cost,
    )


def short(tx, done, product, missing):
    publish(
        tx,
        "stock.short",
        f"product:{product['id']}",
        f"{'Faltó' if missing == 1 else 'Faltaron'} {rules.with_unit(missing, product['unit'])} de {product['name']}"
        f" en la cita {done.whose}",
        patient_id=done.patient_id,
        level="WARNING",
        appointment_id=done.appointment_id,
        product_id=product["id"],
        name=product["name"],
        quantity=missing,
    )


def unmatched(tx, done, noun, words, ids):
    """What was never in the catalogue cannot leave the stock; somebody should look why it was named."""
    publish(
        tx,
        "stock.unmatched",
        f"appointment:{done.appointment_id}",
        f"La cita {done.whose} nombra {words} que inventario no conoce: {', '.join(map(str, ids))}",
        patient_id=done.patient_id,
        level="WARNING",
        appointment_id=done.appointment_id,
        **{f"{noun}_ids": ids},
    )
