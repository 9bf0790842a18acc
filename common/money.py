"""Sums as people read them."""


def money(amount):
    """An amount as people in Ecuador write it: $1.234,50."""
    return "$" + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
