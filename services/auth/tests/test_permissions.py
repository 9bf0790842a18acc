from auth.permissions import CLIENTS_ONLY, FOR_ROLES, MENU_ITEMS, PERMISSIONS, ROLES, SIGN


def test_the_roles_of_the_start_hold_what_there_is():
    for name, role in ROLES.items():
        assert set(role["permissions"]) <= set(FOR_ROLES), name
        menu = role["menu_config"]
        assert {menu["home"], *(item for section in menu["sections"] for item in section["items"])} <= set(
            MENU_ITEMS
        )
    assert set(ROLES["Administrador"]["permissions"]) == set(PERMISSIONS) - CLIENTS_ONLY
    assert [name for name, role in ROLES.items() if SIGN in role["permissions"]] == [
        "Administrador",
        "Odontólogo/Médico",
    ]
