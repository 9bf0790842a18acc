from decimal import Decimal

import pytest

from facturacion.money import money


@pytest.mark.parametrize(
    ("amount", "written"), [("0.5", "$0,50"), ("1234.50", "$1.234,50"), ("1000000", "$1.000.000,00")]
)
def test_money_is_written_as_people_here_write_it(amount, written):
    assert money(Decimal(amount)) == written
