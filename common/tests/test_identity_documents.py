import pytest

from common.identity_documents import check_cedula, check_passport, check_ruc


@pytest.mark.parametrize("number", ["1714307103", "0926687856", "3050000003", " 1714307103 "])
def test_a_good_cedula_passes_clean(number):
    assert check_cedula(number) == number.strip()


@pytest.mark.parametrize(
    "number", ["", "171430710", "17143071033", "171430710A", "１７１４３０７１０３", "1714-307103"]
)
def test_a_cedula_has_ten_digits(number):
    with pytest.raises(ValueError, match="10 dígitos"):
        check_cedula(number)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("1714307104", id="check digit"),
        pytest.param("0014307102", id="province 00"),
        pytest.param("2514307103", id="province 25"),
        pytest.param("5014307101", id="province 50"),
        pytest.param("1774307100", id="third digit"),
    ],
)
def test_a_cedula_with_wrong_digits_is_refused(number):
    with pytest.raises(ValueError, match="revise los dígitos"):
        check_cedula(number)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("1714307103001", id="person"),
        pytest.param("1760001550001", id="institution"),
        pytest.param("1793213150001", id="company that fails the published check digit"),
        pytest.param("0993381762001", id="company printed by the SRI"),
    ],
)
def test_a_good_ruc_passes(number):
    assert check_ruc(number) == number


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("1714307103", "13 dígitos"),
        ("1714307103A01", "13 dígitos"),
        ("1714307103002", "001"),
        ("1714307104001", "revise los dígitos"),
        ("9993381762001", "revise los dígitos"),
        ("1783213150001", "revise los dígitos"),
        ("9999999999999", "001"),
    ],
)
def test_a_wrong_ruc_is_refused_with_the_reason(number, reason):
    with pytest.raises(ValueError, match=reason):
        check_ruc(number)


def test_a_passport_is_kept_in_capitals():
    assert check_passport(" ab123456 ") == "AB123456"


@pytest.mark.parametrize("number", ["", "AB12", "A" * 21, "AB 12345", "ÑÑ12345", "AB-12345"])
def test_a_passport_is_letters_and_digits(number):
    with pytest.raises(ValueError, match="pasaporte"):
        check_passport(number)
