from decimal import Decimal

import pytest

from common.money import plain


@pytest.mark.parametrize(
    ("value", "words"), [("2.000", "2"), ("0.500", "0,5"), ("100", "100"), ("12.50", "12,5")]
)
def test_quantities_are_written_as_people_do(value, words):
    assert plain(Decimal(value)) == words
