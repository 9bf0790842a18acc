from datetime import date
from decimal import Decimal

import pytest

from common.problems import Invalid
from facturacion.reports.rules import margin
from facturacion.reports.rules import spans as rules

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (None, None, (date(2026, 11, 1), TODAY)),
        (date(2026, 1, 5), None, (date(2026, 1, 5), TODAY)),
        (date(2027, 1, 5), None, (date(2027, 1, 5), date(2027, 1, 5))),
        (None, date(2025, 3, 9), (date(2025, 3, 1), date(2025, 3, 9))),
    ],
)
def test_a_report_is_by_default_about_the_month_so_far(first, last, span):
    assert rules.report_span(first, last, TODAY) == span


@pytest.mark.parametrize(("first", "last"), [(date(2000, 1, 1), None), (date(2026, 2, 2), date(2026, 2, 1))])
def test_a_report_is_about_five_years_at_most_and_forwards(first, last):
    with pytest.raises(Invalid):
        rules.report_span(first, last, TODAY)


def test_months_are_whole_and_end_with_the_current_one():
    assert rules.months_until(date(2026, 3, 31), 3) == [
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 31)),
    ]


def test_an_average_of_nothing_is_zero():
    assert str(rules.average(Decimal(10), 3)) == "3.33"
    assert str(rules.average(Decimal(0), 0)) == "0.00"


def test_what_a_recipe_asks_for_stands_beside_what_left_the_lots():
    items = [{"product_id": 1, "name": "Resina", "unit": "g", "quantity": "0.750", "cost": "3.75"}]
    used = [
        {
            "product_id": 1,
            "product_name": "Resina",
            "unit": "g",
            "quantity": Decimal("1"),
            "cost": Decimal("5.00"),
        },
        {
            "product_id": 1,
            "product_name": "Resina",
            "unit": "g",
            "quantity": Decimal("1"),
            "cost": Decimal("6.00"),
        },
        {
            "product_id": 9,
            "product_name": "Gasa",
            "unit": "sobre",
            "quantity": Decimal("2"),
            "cost": Decimal("0.22"),
        },
        {"product_id": None, "product_name": None, "unit": None, "quantity": None, "cost": Decimal("4.00")},
    ]
    resin, gauze = margin.projected(items, Decimal(2), used)
    assert (resin["projected"], resin["used"], resin["difference"]) == (Decimal("1.5"), 2, Decimal("0.5"))
    assert (resin["projected_cost"], resin["used_cost"]) == (Decimal("7.50"), Decimal("11.00"))
    assert (gauze["name"], gauze["projected"], gauze["difference"]) == ("Gasa", 0, 2)
