from decimal import Decimal

import pytest

from common.money import money
from facturacion.money import spread


@pytest.mark.parametrize(
    ("amount", "written"), [("0.5", "$0,50"), ("1234.50", "$1.234,50"), ("1000000", "$1.000.000,00")]
)
def test_money_is_written_as_people_here_write_it(amount, written):
    assert money(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        ("100", "30 60 60", "20 40 40"),
        ("0.05", "1 1 1 1 1 1 1 1 1 1", "0.05 0 0 0 0 0 0 0 0 0"),
        ("100", "40 60 60 10", "23.52 35.31 35.29 5.88"),
        ("10", "0 0", "0 0"),
        ("10", "", ""),
        ("-10", "1 2", "-3.33 -6.67"),
    ],
)
def test_what_is_spread_comes_to_the_amount_and_the_rest_is_on_the_largest(amount, weights, parts):
    expected = [Decimal(part) for part in parts.split()]
    assert spread(Decimal(amount), [Decimal(weight) for weight in weights.split()]) == expected


def test_no_part_is_more_than_it_has_room_for():
    most = [Decimal("0.02"), Decimal("0.01"), Decimal("0.01")]
    assert spread(Decimal("0.04"), [Decimal(2), Decimal(1), Decimal(1)], most) == most
