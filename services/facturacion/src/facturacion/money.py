"""Amounts: how they are rounded, how large one may be, how it is written."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
# The largest that numeric(12,2) holds.
LARGEST = Decimal("9999999999.99")


def cents(amount):
    """Rounded to the cent, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def money(amount):
    """An amount as people in Ecuador write it: $1.234,50."""
    return "$" + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
