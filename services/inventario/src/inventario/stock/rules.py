"""Decisions about stock. No HTTP, no SQL: only values in, values or Problems out."""

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from common.money import plain
from common.problems import Conflict, Invalid

CENT, THOUSANDTH = Decimal("0.01"), Decimal("0.001")
# What numeric(14,3) and numeric(12,2) hold. Data of before the bounds below may come to more; no event fails for it.
MOST_QUANTITY, MOST_MONEY = Decimal("99999999999.999"), Decimal("9999999999.99")
# The stock of a product stays a hundred times below what can be stored, so that what is undone always fits.
MOST_STOCK = Decimal(1_000_000_000)
TAKES_OUT = frozenset(("WRITE_OFF", "RETURN"))
# Of these a mistake is annulled; a count is corrected by counting again.
ANNULLED = TAKES_OUT
NEEDED = {"PURCHASE": ("lot_number", "unit_cost"), "other": ("lot_id", "reason")}
FOREIGN = {"PURCHASE": ("lot_id",), "other": ("lot_number", "unit_cost", "expiry_date")}


def must_be_complete(movement, today):
    """A purchase brings its lot; whatever else moves names a lot at hand and says why."""
    kind = "PURCHASE" if movement["kind"] == "PURCHASE" else "other"
    errors = [
        {"field": field, "message": "Este campo es obligatorio para este tipo de movimiento"}
        for field in NEEDED[kind]
        if movement[field] is None
    ]
    errors += [
        {"field": field, "message": "Este campo no corresponde a este tipo de movimiento"}
        for field in FOREIGN[kind]
        if movement[field] is not None
    ]
    if movement["cause"] is not None and movement["kind"] != "WRITE_OFF":
        errors.append({"field": "cause", "message": "Solo una baja tiene causa"})
    if movement["kind"] == "ADJUSTMENT" and movement["quantity"] == 0:
        errors.append({"field": "quantity", "message": "Debe ser distinta de cero"})
    if movement["kind"] != "ADJUSTMENT" and movement["quantity"] <= 0:
        errors.append({"field": "quantity", "message": "Debe ser mayor que 0"})
    if kind == "PURCHASE" and expired(movement["expiry_date"], today):
        errors.append({"field": "expiry_date", "message": "Ese lote ya está vencido"})
    if kind == "PURCHASE" and not errors and movement["quantity"] * movement["unit_cost"] > MOST_MONEY:
        errors.append({"field": "unit_cost", "message": "Por esa cantidad, el costo es demasiado alto"})
    if errors:
        raise Invalid("Revise los campos señalados.", errors=errors)


def signed(kind, quantity):
    """The quantity as the ledger holds it: what leaves is negative."""
    return -quantity if kind in TAKES_OUT else quantity


def cause_of(kind, cause, lot):
    """Why it is written off: what nobody says of an expired lot is that it expired."""
    if kind != "WRITE_OFF":
        return None
    return cause or ("EXPIRED" if lot["expired"] else "OTHER")


def must_be_annullable(movement):
    if movement["kind"] not in ANNULLED:
        raise Conflict("Solo se anula una baja o una devolución al proveedor.")
    if movement["undone"]:
        raise Conflict("Ese movimiento ya está anulado.")


def must_fit(stock_quantity, quantity):
    """What comes in leaves the product's stock within what is believable."""
    if quantity > 0 and stock_quantity + quantity > MOST_STOCK:
        raise Invalid.field("quantity", "La existencia de un producto no puede pasar de mil millones.")


def must_be_the_same_lot(lot, expiry_date):
    """One number is one lot of the maker: it cannot expire on two days."""
    if lot and expiry_date and lot["expiry_date"] not in (None, expiry_date):
        raise Conflict(
            f"El lote {lot['lot_number']} ya está registrado y vence el {lot['expiry_date']:%d/%m/%Y}.",
            errors=[{"field": "expiry_date", "message": "No coincide con el vencimiento ya registrado"}],
        )


def must_be_open(shortage):
    if shortage["resolved_at"] is not None:
        raise Conflict("Ese faltante ya está resuelto.")


def expired(expiry_date, today):
    """A lot may be used through the day on which it expires."""
    return expiry_date is not None and expiry_date < today


def wanted(recipes, treatments, extras):
    """What each line of an appointment uses of each product: (kind, reference_id, product_id, quantity), in their order.

    `recipes` holds (treatment_id, product_id, quantity) of one treatment each; `treatments` and `extras` hold pairs
    of id and quantity.
    """
    of_treatments = [
        ("TREATMENT", treatment_id, product_id, quantity * times)
        for treatment_id, times in treatments
        for recipe_of, product_id, quantity in recipes
        if recipe_of == treatment_id
    ]
    return of_treatments + [("PRODUCT", product_id, product_id, quantity) for product_id, quantity in extras]


def with_declared(uses, declared):
    """Those lines, and what was noted at the chair beyond them: `declared` holds (lot_id, product_id, quantity)."""
    noted = defaultdict(Decimal)
    for _, product_id, quantity in declared:
        noted[product_id] += quantity
    planned = needs(uses)
    more = {id: quantity - planned.get(id, 0) for id, quantity in noted.items()}
    return uses + [("PRODUCT", id, id, quantity) for id, quantity in sorted(more.items()) if quantity > 0]


def needs(uses):
    """How much of each product those lines used together: {product_id: quantity}."""
    total = defaultdict(Decimal)
    for _, _, product_id, quantity in uses:
        total[product_id] += quantity
    rounded = {
        id: min(quantity, MOST_QUANTITY).quantize(THOUSANDTH, ROUND_HALF_UP) for id, quantity in total.items()
    }
    return {id: quantity for id, quantity in sorted(rounded.items()) if quantity}


def attribute(taken, uses):
    """Which line used which lot, in their order: [(kind, reference_id, lot, quantity)], together all that was taken.

    `uses` are those of one product. What was missing is missing to the last; what rounding took beyond is the last's.
    """
    left = [quantity for *_, quantity in uses]
    parts, place = [], 0
    for lot, quantity in taken:
        while quantity > 0:
            last = place == len(uses) - 1
            part = quantity if last else min(quantity, left[place])
            if part > 0:
                parts.append((*uses[place][:2], lot, part))
            quantity -= part
            left[place] -= part
            if left[place] <= 0 and not last:
                place += 1
    return parts


def take(lots, needed):
    """From `lots`, the first to expire first, what covers `needed`: ([(lot, quantity)], what is missing)."""
    taken = []
    for lot in lots:
        quantity = min(lot["quantity"], needed)
        if quantity > 0:
            taken.append((lot, quantity))
            needed -= quantity
    return taken, needed


def take_off(lots, needed):
    """What `take` says, and less is left in those lots."""
    taken, missing = take(lots, needed)
    for lot, quantity in taken:
        lot["quantity"] -= quantity
    return taken, missing


def take_declared(lots, declared, needed):
    """Like `take_off`, but first what was noted at the chair: `declared` holds (lot_id, quantity).

    A noted lot that has less left than was noted is not made up for by another: that is missing.
    """
    taken, missing = [], Decimal(0)
    for lot_id, quantity in declared:
        quantity = min(quantity, needed)
        parts, lacking = take_off([lot for lot in lots if lot["id"] == lot_id], quantity)
        taken += parts
        missing += lacking
        needed -= quantity
    more, lacking = take_off(lots, needed)
    return merged(taken + more), missing + lacking


def merged(taken):
    """Each lot once: an appointment consumes a lot in one movement."""
    total = {}
    for lot, quantity in taken:
        total[lot["id"]] = (lot, total.get(lot["id"], (lot, Decimal(0)))[1] + quantity)
    return list(total.values())


def money(amount):
    return min(amount, MOST_MONEY).quantize(CENT, ROUND_HALF_UP)


def taken_out(movement):
    """What a movement took out of the stock, in money; below zero where it brought something."""
    cost = money(abs(movement["quantity"]) * movement["unit_cost"])
    return cost if movement["quantity"] < 0 else -cost


def with_unit(quantity, unit):
    """A quantity with its unit as it is said: 1 unidad, 2 unidades, 1,5 tubos, 3 cajas x 100, 20 ml."""
    first, *rest = unit.split(" ")
    return " ".join([plain(quantity), first if abs(quantity) == 1 else plural(first), *rest])


def plural(word):
    """The plural of a unit in Spanish; a symbol (ml, kg) has none."""
    if (
        len(word) < 3
        or not re.search("[aeiouáéíóú]", word, re.I)
        or not word[-1].isalpha()
        or word[-1] in "sxSX"
    ):
        return word
    if word[-1].lower() in "aeiouáéíóú":
        return f"{word}s"
    if word[-1].lower() == "z":
        return f"{word[:-1]}ces"
    accented = re.search("([áéíóú])n$", word)
    if accented:
        return f"{word[:-2]}{'aeiou'['áéíóú'.index(accented[1])]}nes"
    return f"{word}es" if word[-1].lower() in "lrndj" else f"{word}s"


def reopened(reason):
    """Why movements are undone and shortages closed, in one line of at most 300 characters like any other reason."""
    reason = " ".join(reason.split())
    return f"Se reabrió la cita: {reason}"[:300] if reason else "Se reabrió la cita"
