"""Numbers, days and ages in words."""

from datetime import date

import pytest

from historia_clinica import spanish


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "cero"),
        (21, "veintiuno"),
        (31, "treinta y uno"),
        (40, "cuarenta"),
        (100, "cien"),
        (115, "ciento quince"),
        (999, "novecientos noventa y nueve"),
        (1000, "mil"),
        (2026, "dos mil veintiséis"),
    ],
)
def test_numbers_are_written_out(value, words):
    assert spanish.number(value) == words


def test_a_day_is_written_out():
    assert spanish.day(date(2026, 11, 24)) == "veinticuatro de noviembre de dos mil veintiséis"


@pytest.mark.parametrize(
    ("birth", "words"),
    [
        (date(1990, 5, 17), "36 años"),
        (date(2021, 11, 29), "5 años"),
        (date(2021, 11, 30), "4 años y 11 meses"),
        (date(2025, 10, 29), "1 año y 1 mes"),
        (date(2026, 11, 29), "0 años y 0 meses"),
        (None, "edad no registrada"),
    ],
)
def test_below_five_years_months_are_counted(birth, words):
    assert spanish.age(birth, date(2026, 11, 29)) == words
