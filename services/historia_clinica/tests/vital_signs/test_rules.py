"""What is plausible at an age, BMI and growth."""

from datetime import date
from decimal import Decimal

import pytest

from common.problems import Invalid
from historia_clinica.vital_signs.rules import (
    GROWTH,
    MEASURES,
    bmi,
    growth,
    months_between,
    must_measure_something,
    scored,
    unusual,
)

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


# WHO Child Growth Standards, z-score tables: the median, -2 SD and +2 SD as printed there, to a tenth.
@pytest.mark.parametrize(
    ("key", "month", "value", "z"),
    [
        ("male weight", 0, 3.3, -0.1),
        ("male weight", 12, 9.6, 0.0),
        ("male weight", 12, 7.7, -2.0),
        ("female height", 24, 85.7, 0.0),
        ("female height", 24, 92.2, 2.0),
    ],
)
def test_growth_is_what_the_tables_of_the_who_print(key, month, value, z):
    assert float(scored(value, *GROWTH[key][month])["z"]) == pytest.approx(z, abs=0.08)


def test_growth_needs_a_sex_and_ends_at_five_years():
    measured = NONE | {"weight": Decimal("9.648")}
    assert growth(measured, "male", 12) == {"weight": {"z": "0.00", "percentile": "50.0"}}
    assert growth(measured, "unknown", 12) is None
    assert growth(measured, "male", 61) is None
    assert growth(NONE | {"pulse": 90}, "male", 12) is None


def test_a_weight_beyond_three_deviations_is_measured_in_that_of_two_to_three():
    assert float(scored(18.0, *GROWTH["male weight"][12])["z"]) > 4
    assert float(scored(4.0, *GROWTH["male weight"][12])["z"]) < -4


@pytest.mark.parametrize("measured", [{}, {"systolic": 120}, {"systolic": 80, "diastolic": 120}])
def test_what_is_no_measurement_is_refused(measured):
    with pytest.raises(Invalid):
        must_measure_something(NONE | measured)
