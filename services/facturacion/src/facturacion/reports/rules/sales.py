"""Rows of the sales reports: every row has every figure, and what names it. Pure."""

from decimal import Decimal

NAMED = ("day", "kind", "reference_id", "doctor_id", "category", "method", "name")
ZERO = {
    "income": Decimal("0.00"),
    "quantity": Decimal("0.000"),
    "charged": Decimal("0.00"),
    "collected": Decimal("0.00"),
    "count": 0,
}


def whole(row):
    """`row` with what its view does not know left empty."""
    return dict.fromkeys(NAMED) | ZERO | row


def added(rows):
    return {name: sum((row[name] for row in rows), zero) for name, zero in ZERO.items()}
