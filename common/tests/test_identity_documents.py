import pytest

from common.identity_documents import check_cedula, check_foreign_card, check_passport, check_ruc


@pytest.mark.parametrize("text", ["1710034065", " 1710034065 ", "0926687856"])
def test_a_good_cedula_is_returned_clean(text):
    assert check_cedula(text) == text.strip()


@pytest.mark.parametrize("text", ["", "171003406", "17100340655", "171003406x", "１７１００３４０６５"])
def test_a_cedula_has_ten_digits(text):
    with pytest.raises(ValueError, match="10 dígitos"):
        check_cedula(text)


@pytest.mark.parametrize("text", ["1710034066", "2510034065", "0010034065", "1790034065"])
def test_a_cedula_has_a_province_and_a_check_digit(text):
    with pytest.raises(ValueError, match="revise"):
        check_cedula(text)


@pytest.mark.parametrize("text", ["1710034065001", " 1790016919001", "1760001550001", "1799999999001"])
def test_a_good_ruc_is_returned_clean(text):
    assert check_ruc(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1710034065", "13 dígitos"),
        ("1710034065002", "001"),
        ("1710034066001", "revise"),
        ("9990016919001", "revise"),
    ],
)
def test_a_bad_ruc_says_why(text, reason):
    with pytest.raises(ValueError, match=reason):
        check_ruc(text)


def test_a_passport_is_letters_and_digits_in_capitals():
    assert check_passport(" ab12345 ") == "AB12345"
    for text in ("", "AB-123", "A" * 21, "1234"):
        with pytest.raises(ValueError, match="pasaporte"):
            check_passport(text)


@pytest.mark.parametrize("text", ["171003406-5", "1710 0340 65", "17.10034065", "\u202a1710034065\u202c"])
def test_a_cedula_is_read_as_it_is_printed(text):
    assert check_cedula(text) == "1710034065"
    assert check_ruc(f"{text} 001") == "1710034065001"


@pytest.mark.parametrize("text", ["ı23456", "ß12345", "ſ12345", "１２３４５６"])
def test_a_passport_of_other_letters_does_not_become_another_number(text):
    with pytest.raises(ValueError, match="pasaporte"):
        check_passport(text)


def test_a_foreign_card_is_letters_and_digits_in_capitals():
    assert check_foreign_card(" 12.345.678-k ") == "12345678K"
    for text in ("", "123", "A" * 21, "ı2345", "12/345"):
        with pytest.raises(ValueError, match="identificación"):
            check_foreign_card(text)
