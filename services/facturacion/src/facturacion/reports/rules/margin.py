"""Margins: expenses shared among what was done, and added up so that every view comes to the result of the month.

A *cell* is what one treatment (or product) of one professional came to in one month; without a treatment, or without a
professional, it is what belongs to none. Pure.
"""

from datetime import date
from decimal import Decimal

from facturacion.money import cents, spread

COSTS = ("materials", "commission", "expenses")
MONEY = ("income", *COSTS)
SUMMED = (*MONEY, "minutes", "sessions")
# By what each rule weighs a cell or a visit. What took back more than it brought weighs nothing.
WEIGHTS = {
    "CHAIR_TIME": lambda row: max(row["minutes"], Decimal(0)),
    "INCOME": lambda row: max(row["income"], Decimal(0)),
    "NONE": lambda row: Decimal(0),
}
# What makes a row of each view, and when a cell belongs to none of its rows.
KEYS = {
    "treatment": ("kind", "reference_id"),
    "professional": ("doctor_id",),
    "visit": ("appointment_id", "invoice_id"),
}
PLACED_BY = {"treatment": "kind", "professional": "doctor_id", "visit": "appointment_id"}
IDENTITY = (
    "kind", "reference_id", "name", "doctor_id", "doctor_name", "appointment_id", "invoice_id", "number", "day",
)  # fmt: skip
CELL = ("kind", "reference_id", "doctor_id")


def with_expenses(rows, expenses, rule):
    """`rows` with their share of `expenses`. Where nothing weighs, nothing is shared."""
    shares = spread(expenses, [WEIGHTS[rule](row) for row in rows])
    return [row | {"expenses": share} for row, share in zip(rows, shares, strict=True)]


def projected(items, sessions, used):
    """Each material, as the recipe's `items` ask for it (the answer of inventario) and as it was `used`, lot by lot."""
    rows = {
        item["product_id"]: {
            "name": item["name"],
            "unit": item["unit"],
            "projected": Decimal(item["quantity"]) * sessions,
            "projected_cost": cents(Decimal(item["cost"]) * sessions),
            "used": Decimal(0),
            "used_cost": Decimal(0),
        }
        for item in items
    }
    for lot in used:
        if lot["product_id"] is None:
            continue
        nothing = {"name": lot["product_name"], "unit": lot["unit"]} | dict.fromkeys(
            ("projected", "projected_cost", "used", "used_cost"), Decimal(0)
        )
        row = rows.setdefault(lot["product_id"], nothing)
        row["used"] += lot["quantity"] or 0
        row["used_cost"] += lot["cost"]
    return [row | {"difference": row["used"] - row["projected"]} for row in rows.values()]


def visits_with_expenses(cells, visits, rule):
    """`visits`, each with its share of what its cell was given: together exactly that."""
    given = {key_of(cell, CELL): cell["expenses"] for cell in cells}
    by_cell = {}
    for visit in visits:
        by_cell.setdefault(key_of(visit, CELL), []).append(visit)
    return [
        visit
        for cell, own in by_cell.items()
        for visit in with_expenses(own, given.get(cell, Decimal(0)), rule)
    ]


def view(rows, by, expenses, losses=Decimal("0.00")):
    """What belongs to each treatment, professional or visit, what belongs to none of them, and the total.

    `rows` carry their share of `expenses`; what of these was shared with nobody is not allocated either. `losses` of stock
    are of no row: they stand by themselves. The total is the result of the month, to the cent. Its `groups` come in the order
    of the view, and only those that are shown become rows (`row_of`): a month of a large clinic has visits by the thousand.
    """
    groups = {}
    for row in rows:
        groups.setdefault(None if row[PLACED_BY[by]] is None else key_of(row, KEYS[by]), []).append(row)
    unallocated = added(groups.pop(None, []))
    unallocated["expenses"] += expenses - sum(row["expenses"] for row in rows)
    total = added(rows) | {"expenses": expenses}
    return {
        "groups": sorted(groups.values(), key=lambda group: place_of(group, by)),
        "unallocated": unallocated | {"margin": margin(unallocated)},
        "losses": losses,
        "total": total | {"margin": margin(total) - losses},
    }


def row_of(group, by):
    """What a group of a view comes to, as one row of it."""
    row = identity(group, by) | added(group)
    return row | {"margin": margin(row)}


def place_of(group, by):
    """Where it stands in its view: the largest income first."""
    return -sum(row["income"] for row in group), name_of(group, by) or "", *key_of(group[0], KEYS[by])


def day_of(group):
    """Where a visit stands among those of a row, which come by day."""
    return group[0]["day"], group[0]["appointment_id"]


def beyond(groups, cursor):
    """Of the visits of a view, those after the one that the cursor stands for. Raises ValueError or ArithmeticError for none."""
    if cursor[0] is None:
        return groups
    here = (Decimal(cursor[0]), cursor[1], int(cursor[2]))
    return [group for group in groups if place_of(group, "visit")[:3] > here]


def beyond_day(groups, cursor):
    """The same of the visits of a row."""
    if cursor[0] is None:
        return groups
    here = (date.fromisoformat(cursor[0]), int(cursor[1]))
    return [group for group in groups if day_of(group) > here]


def name_of(group, by):
    """The treatment, the professional, or all that was done in a visit."""
    if by == "professional":
        return next((row["doctor_name"] for row in reversed(group) if row["doctor_id"] is not None), None)
    names = list(dict.fromkeys(row["name"] for row in group if row["name"]))
    return next(iter(names), None) if by == "treatment" else ", ".join(names) or None


def identity(group, by):
    """What names the row of a group, and nothing of what its members may differ in."""
    named = (
        dict.fromkeys(IDENTITY)
        | {name: group[0].get(name) for name in KEYS[by]}
        | {"name": name_of(group, by)}
    )
    if by == "treatment":
        return named
    doctors = [row for row in group if row["doctor_id"] is not None]
    named |= {name: doctors[-1][name] if doctors else None for name in ("doctor_id", "doctor_name")}
    return named if by == "professional" else named | {"day": group[0]["day"]}


def margin(row):
    return row["income"] - sum(row[name] for name in COSTS)


def added(rows):
    return {name: sum((row[name] for row in rows), Decimal("0.00")) for name in SUMMED}


def key_of(row, names):
    return tuple(row[name] for name in names)
