import pytest

from auth import passwords, rules
from auth.permissions import CLIENTS_ONLY, FOR_ROLES, MENU_ITEMS, PERMISSIONS, PRACTITIONER, ROLES
from common.problems import Conflict, Invalid, Stale


@pytest.mark.parametrize("password", ["diez letra", "x" * 72, "ñ" * 36])
def test_a_password_is_ten_characters_to_seventy_two_bytes(password):
    rules.must_be_a_good_password(password, "ana@example.com")


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
        rules.must_be_a_good_password(password, "ana@example.com", "new_password")
    assert refusal.value.errors[0]["field"] == "new_password"


def test_the_same_password_is_not_new():
    with pytest.raises(Invalid, match="distinta"):
        rules.must_be_another_password("una frase", "una frase")


def test_an_older_version_is_stale():
    rules.must_be_current({"version": 3}, 3)
    with pytest.raises(Stale, match="mientras usted lo editaba"):
        rules.must_be_current({"version": 3}, 2)


def test_only_the_administrators_role_keeps_everything():
    rules.must_keep_every_permission({"code": None}, [])
    rules.must_keep_every_permission({"code": "administrator"}, FOR_ROLES)
    with pytest.raises(Conflict):
        rules.must_keep_every_permission({"code": "administrator"}, FOR_ROLES[1:])


def test_the_roles_of_the_start_hold_what_there_is():
    for name, role in ROLES.items():
        assert set(role["permissions"]) <= set(FOR_ROLES), name
        menu = role["menu_config"]
        assert {menu["home"], *(item for section in menu["sections"] for item in section["items"])} <= set(
            MENU_ITEMS
        )
    assert set(ROLES["Administrador"]["permissions"]) == set(PERMISSIONS) - CLIENTS_ONLY
    assert [name for name, role in ROLES.items() if PRACTITIONER in role["permissions"]] == [
        "Administrador",
        "Odontólogo/Médico",
    ]


def test_a_one_time_password_can_be_read_out_and_is_good():
    made = {passwords.temporary() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        rules.must_be_a_good_password(password, "ana@example.com")
        assert len(password) == 19 and set(password) <= {*passwords.READABLE, "-"}
    assert not {*"0o1il"} & set(passwords.READABLE)
