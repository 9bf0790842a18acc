"""What is plausible at an age, BMI and growth."""

from datetime import date
from decimal import Decimal

import pytest

from common.problems import Invalid
from historia_clinica.vital_signs.growth import bmi, chart, growth, months_between, parameters, scored
from historia_clinica.vital_signs.rules import MEASURES, must_measure_something, unusual

NONE = dict.fromkeys(MEASURES)


def test_completed_months():
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2024, 11, 29), date(2026, 11, 29)) == 24
    assert months_between(None, date(2026, 1, 1)) is None


def test_a_pulse_is_plausible_at_its_age():
    assert unusual(NONE | {"pulse": 150}, 3) == []
    assert unusual(NONE | {"pulse": 150, "temperature": Decimal("36.6")}, 400) == ["pulse"]
    assert unusual(NONE | {"weight": Decimal("700")}, None) == ["weight"]


def test_bmi():
    assert f"{bmi(Decimal('68.4'), Decimal('164')):.1f}" == "25.4"
    assert bmi(None, Decimal("164")) is None


# Child Growth Standards (2006) and Growth Reference (2007) of the WHO: median, -2 SD and +2 SD as its tables print them.
@pytest.mark.parametrize(
    ("key", "month", "value", "z"),
    [
        ("male weight", 0, 3.3, -0.1),
        ("male weight", 12, 9.6, 0.0),
        ("male weight", 12, 7.7, -2.0),
        ("female height", 24, 85.7, 0.0),
        ("female height", 24, 92.2, 2.0),
        ("male height", 120, 137.8, 0.0),
        ("female height", 228, 163.2, 0.0),
        ("female height", 228, 150.1, -2.0),
        ("male bmi", 61, 15.3, 0.0),
        ("female bmi", 144, 25.0, 2.0),
        ("male bmi", 228, 29.7, 2.0),
        ("male weight", 120, 31.2, 0.0),
    ],
)
def test_growth_is_what_the_tables_of_the_who_print(key, month, value, z):
    assert float(scored(value, *parameters(*key.split(), month))["z"]) == pytest.approx(z, abs=0.08)


def test_growth_needs_a_sex_and_ends_with_the_tables():
    measured = NONE | {"weight": Decimal("9.648")}
    assert growth(measured, "male", 12) == {"weight": {"z": "0.00", "percentile": "50.0"}}
    assert growth(measured, "unknown", 12) is None
    assert growth(NONE | {"pulse": 90}, "male", 12) is None
    tall = NONE | {"weight": Decimal("60"), "height": Decimal("170")}
    assert growth(tall, "male", 61).keys() == {"weight", "height", "bmi"}
    # The WHO has no weight for age after ten years.
    assert growth(tall, "male", 121).keys() == growth(tall, "male", 228).keys() == {"height", "bmi"}
    assert growth(tall, "male", 229) is None


def test_a_chart_is_of_the_age_of_the_last_measurement():
    rows = [
        {"weight": None, "height": height, "taken_on": date(year, 1, 10)}
        for year, height in ((2019, 85.0), (2025, 120.0), (2026, 125.5))
    ]
    made = chart(rows, date(2017, 1, 10), "female", "height")
    assert (made["reference"], made["curves"][0]["month"], made["curves"][-1]["month"]) == (
        "WHO_2007",
        61,
        228,
    )
    assert [point["month"] for point in made["points"]] == [96, 108]
    assert made["curves"][0]["p3"] < made["curves"][0]["p50"] < made["curves"][0]["p97"]
    early = chart(rows[:1], date(2017, 1, 10), "female", "height")
    assert (early["reference"], early["curves"][-1]["month"]) == ("WHO_2006", 60)
    assert chart(rows, date(1980, 1, 10), "female", "height") is None
    assert chart(rows, date(2017, 1, 10), "female", "bmi") is None


def test_a_weight_beyond_three_deviations_is_measured_in_that_of_two_to_three():
    assert float(scored(18.0, *parameters("male", "weight", 12))["z"]) > 4
    assert float(scored(4.0, *parameters("male", "weight", 12))["z"]) < -4


@pytest.mark.parametrize("measured", [{}, {"systolic": 120}, {"systolic": 80, "diastolic": 120}])
def test_what_is_no_measurement_is_refused(measured):
    with pytest.raises(Invalid):
        must_measure_something(NONE | measured)
