"""Sums and quantities as people read them."""


def money(amount):
    """An amount as people in Ecuador write it: $1.234,50."""
    return "$" + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def plain(value):
    """A quantity or a percentage as people write it: 2, not 2.000; 1,5."""
    return f"{value.normalize():f}".replace(".", ",")
