"""How the lines of a visit take what the patient accepted in a quote: its price, its part of the discount, once."""

from facturacion.money import cents


def apply(lines, agreed):
    """`lines` with the agreed price where one is left, the discounts behind them, and what was taken of which quote line.

    A line of which only a part was agreed becomes two. `agreed` are the rows of queries.agreements.lock_left. What was
    done of an item of a treatment plan takes what was agreed for that item, never for another one.
    """
    left = {row["id"]: row["quantity"] - row["billed"] for row in agreed}
    priced, told, taken = [], [], []
    for line in lines:
        rest = line["quantity"]
        item = line.get("plan_item_id")
        for row in sorted(agreed, key=lambda row: item is not None and row["plan_item_id"] != item):
            fits = (row["kind"], row["reference_id"]) == (line["kind"], line["reference_id"])
            if item is not None and row["plan_item_id"] not in (item, None):
                continue
            quantity = min(rest, left[row["id"]])
            if not fits or quantity <= 0 or not line["unit_price"]:
                continue
            discount = part_of_discount(row, quantity, left[row["id"]])
            left[row["id"]] -= quantity
            rest -= quantity
            known = {name: row[name] for name in ("unit_price", "iva_code")}
            priced.append(line | known | {"quantity": quantity, "discount": discount})
            taken.append({"quote_line_id": row["id"], "quantity": quantity, "discount": discount})
            if discount:
                reason = f"Presupuesto {row['number']}"
                told.append({"position": len(priced), "percent": None, "amount": discount, "reason": reason})
        if rest > 0:
            priced.append(line | {"quantity": rest})
    return priced, told, taken


def part_of_discount(row, quantity, left):
    """What of an accepted line's discount goes with `quantity` of it: the last of it takes what is left to the cent."""
    rest = max(row["discount"] - row["discounted"], row["discount"] * 0)
    if quantity == left:
        part = rest
    else:
        part = min(cents(row["discount"] * quantity / row["quantity"]), rest)
    row["discounted"] += part
    return min(part, cents(quantity * row["unit_price"]))


def kept(standing, lines):
    """What of `standing` a corrected draft still bills, as [(billing, quantity)]: all of it, a part, or nothing."""
    left = {}
    for line in lines:
        item = (line["kind"], line["reference_id"])
        left[item] = left.get(item, 0) + line["quantity"]
    answer = []
    for billing in reversed(standing):
        item = (billing["kind"], billing["reference_id"])
        quantity = min(billing["quantity"], left.get(item, 0))
        left[item] = left.get(item, 0) - quantity
        answer.append((billing, quantity))
    return answer
