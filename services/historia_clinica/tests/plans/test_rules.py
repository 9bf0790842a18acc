"""What an item is in words, and how its price is told by session."""

from decimal import Decimal

import pytest

from historia_clinica.plans.rules import by_session, in_order, place_of

NOWHERE = {"tooth": None, "faces": [], "quadrant": None, "arch": None}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"tooth": 26, "faces": ["M", "O"]}, "26 MO"),
        ({"tooth": 14}, "14"),
        ({"quadrant": 2}, "Cuadrante 2"),
        ({"arch": "LOWER"}, "Arcada inferior"),
        ({}, "Boca"),
    ],
)
def test_where_an_item_is_done(place, said):
    assert place_of(NOWHERE | place) == said


def test_faces_come_as_they_are_drawn():
    assert in_order(["O", "V", "O"]) == ["V", "O"]


@pytest.mark.parametrize(
    ("price", "discount", "sessions"),
    [
        ("100.00", "0.00", 3),
        ("100.00", "10.00", 3),
        ("0.00", "0.00", 4),
        ("0.05", "0.05", 40),
        ("999999.99", "0.01", 7),
    ],
)
def test_its_sessions_come_to_its_price_to_the_cent(price, discount, sessions):
    item = {"unit_price": Decimal(price), "discount": Decimal(discount), "sessions": sessions}
    lines = by_session(item)
    assert sum(quantity for quantity, _, _ in lines) == sessions
    assert sum(quantity * one for quantity, one, _ in lines) == Decimal(price)
    assert sum(part for _, _, part in lines) == Decimal(discount)
    assert all(part <= quantity * one for quantity, one, part in lines)
