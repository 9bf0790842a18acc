"""Amounts: how they are rounded, how large one may be, how it is written."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
# The largest that numeric(12,2) holds.
LARGEST = Decimal("9999999999.99")


def cents(amount):
    """Rounded to the cent, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def spread(amount, weights, most=None):
    """`amount`, to the cent, in proportion to `weights`: a part for each, together exactly the amount.

    What rounding leaves goes to the largest weight, the first of equals; with `most`, to the largest that has room.
    Where all weights are zero nothing can be in proportion, and the parts are zero.
    """
    whole = sum(weights)
    if not whole:
        return [Decimal("0.00")] * len(weights)
    parts = [(amount * weight / whole).quantize(CENT, ROUND_DOWN) for weight in weights]
    rest = amount - sum(parts)
    for place in sorted(range(len(weights)), key=lambda place: -weights[place]):
        more = rest if most is None else min(rest, most[place] - parts[place])
        parts[place] += more
        rest -= more
        if not rest:
            break
    return parts
