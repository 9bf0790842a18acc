import pytest

from auth import passwords
from common.problems import Invalid


@pytest.mark.parametrize("password", ["diez letra", "x" * 72, "ñ" * 36])
def test_a_password_is_ten_characters_to_seventy_two_bytes(password):
    passwords.must_be_good(password, "ana@example.com")


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("nueve let", "al menos 10"),
        ("x" * 73, "como máximo 72"),
        ("ñ" * 37, "como máximo 72"),
        (" Ana@Example.com", "no puede ser el correo"),
    ],
)
def test_other_passwords_are_refused_with_the_reason(password, message):
    with pytest.raises(Invalid, match=message) as refusal:
        passwords.must_be_good(password, "ana@example.com", "new_password")
    assert refusal.value.errors[0]["field"] == "new_password"


def test_the_same_password_is_not_new():
    with pytest.raises(Invalid, match="distinta"):
        passwords.must_be_another("una frase", "una frase")


def test_a_one_time_password_can_be_read_out_and_is_good():
    made = {passwords.temporary() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        passwords.must_be_good(password, "ana@example.com")
        assert len(password) == 19 and set(password) <= {*passwords.READABLE, "-"}
    assert not {*"0o1il"} & set(passwords.READABLE)
