"""The access key: the vectors that are published, right and wrong."""

import json
from datetime import date
from pathlib import Path

import pytest

from facturacion.einvoice.ecuador import access_key

VECTORS = json.loads(Path(__file__).with_name("access_key_vectors.json").read_text())
MADE = {
    "issue_date": date(2026, 11, 29),
    "document_code": "01",
    "ruc": "1790016919001",
    "environment": "1",
    "establishment": "001",
    "emission_point": "002",
    "sequential": 7,
    "code": "00000042",
}


@pytest.mark.parametrize("vector", VECTORS["valid"], ids=lambda vector: vector["key"])
def test_a_published_key_reads(vector):
    assert "".join(access_key.parts_of(vector["key"])) == vector["key"][:48]


@pytest.mark.parametrize("vector", VECTORS["invalid"], ids=lambda vector: vector["key"])
def test_a_misprinted_key_stays_wrong(vector):
    assert access_key.check_digit(vector["key"][:48]) == vector["expected_dv"]
    with pytest.raises(ValueError, match="verificador"):
        access_key.parts_of(vector["key"])


@pytest.mark.parametrize("vector", VECTORS["edge"], ids=lambda vector: vector["why"])
def test_the_edges_of_the_check_digit(vector):
    assert access_key.check_digit(vector["base48"]) == vector["dv"]


def test_any_other_last_digit_is_wrong():
    for vector in VECTORS["valid"]:
        for digit in set("0123456789") - {vector["key"][48]}:
            with pytest.raises(ValueError, match="verificador"):
                access_key.parts_of(vector["key"][:48] + digit)


@pytest.mark.parametrize("key", ["", "1" * 48, "1" * 50, "x" * 49, "１" * 49])
def test_a_key_has_49_digits(key):
    with pytest.raises(ValueError, match="49 dígitos"):
        access_key.parts_of(key)


def test_a_key_says_what_it_was_built_of():
    key = access_key.build(**MADE)
    assert key[:48] == "291120260117900169190011001002000000007000000421"
    assert access_key.parts_of(key).sequential == "000000007"


@pytest.mark.parametrize(
    "change",
    [{"ruc": "1"}, {"sequential": 10**9}, {"code": "42"}, {"environment": "12"}, {"establishment": "1"}],
)
def test_what_has_another_width_is_no_part_of_a_key(change):
    with pytest.raises(ValueError, match="digits"):
        access_key.build(**MADE | change)


def test_the_code_keeps_its_leading_zeros_and_is_not_foreseen():
    codes = {access_key.new_code() for _ in range(2000)}
    assert len(codes) > 1990 and all(len(code) == 8 and code.isdigit() for code in codes)
    assert any(code.startswith("0") for code in codes)


def test_a_key_has_a_date():
    digits = "32132026" + VECTORS["valid"][0]["key"][8:48]
    with pytest.raises(ValueError, match="fecha"):
        access_key.parts_of(f"{digits}{access_key.check_digit(digits)}")
