"""Roles, menus and permissions of older installations become what a new one has, and the clinic's own stay."""

import json
from contextlib import closing

import psycopg2
import pytest

from auth.permissions import ROLES, menu
from migrations.migrate import migrate
from migrations.tests.conftest import ask

OLD_MENU = {
    "home": "panel",
    "sections": [
        {"title": "Clínica", "items": ["panel", "agenda"]},
        {"title": "Administración", "items": ["usuarios", "roles", "integraciones", "registro"]},
    ],
}


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (
            OLD_MENU["sections"],
            [["panel", "agenda"], ["usuarios", "roles", "integraciones", "clinica", "registro"]],
        ),
        (
            [{"title": "Todo", "items": ["usuarios", "panel"]}, {"title": "Más", "items": ["gastos"]}],
            [["usuarios", "clinica", "panel"], ["gastos"]],
        ),
        (
            [{"title": "Todo", "items": ["panel"]}, {"title": "Más", "items": ["gastos", "agenda"]}],
            [["panel"], ["gastos", "agenda", "clinica"]],
        ),
        ([{"title": "Todo", "items": ["clinica", "roles"]}], [["clinica", "roles"]]),
        # Without sections of its own, a menu shows all that its permissions open.
        ([], []),
    ],
)
def test_an_older_administrators_menu_gains_the_clinics_page(url, sections, expected):
    migrate(url, "0008")
    menu, other = (
        json.dumps({"home": "panel", "sections": given}) for given in (sections, OLD_MENU["sections"])
    )
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO auth.roles (code, name, permissions, menu_config) VALUES"
            " ('administrator', 'Dirección', '{clinic:write}', %s), (NULL, 'Otro', '{}', %s)",
            (menu, other),
        )
    migrate(url, "0009")
    mine, others = menus(url)
    assert [section["items"] for section in mine["sections"]] == expected
    assert others == json.loads(other), "only the administrator's"
    migrate(url, "-1")
    mine, others = menus(url)
    assert "clinica" not in json.dumps(mine) and others == json.loads(other)
    assert len(mine["sections"]) == len(expected)


# The menus that the suite gave its roles before the panel was everybody's.
BEFORE_THE_PANEL = {
    "Odontólogo/Médico": [("Consulta", "agenda pacientes"), ("Catálogo", "tratamientos inventario")],
    "Recepción": [("Recepción", "agenda pacientes facturacion"), ("Catálogo", "tratamientos inventario")],
    "Caja": [("Caja", "facturacion gastos"), ("Clínica", "agenda pacientes tratamientos inventario")],
    "Bodega": [("Bodega", "inventario tratamientos")],
}


def roles_with(url, *roles, version="0010"):
    """The menus, at a version, of an installation of the one before the panel's with these roles: (code, name, menu)."""
    migrate(url, "0009")
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        for code, name, given in roles:
            cursor.execute(
                "INSERT INTO auth.roles (code, name, permissions, menu_config) VALUES (%s, %s, '{}', %s)",
                (code, name, json.dumps(given)),
            )
    migrate(url, version)
    return menus(url)


def test_the_menus_of_older_seeded_roles_become_those_of_a_new_installation(url):
    old = [
        (ROLES[name]["code"], name, menu(ROLES[name]["menu_config"]["home"], **dict(sections)))
        for name, sections in BEFORE_THE_PANEL.items()
    ]
    assert roles_with(url, *old, version="head") == [ROLES[name]["menu_config"] for name in BEFORE_THE_PANEL]


def test_a_menu_that_has_the_panel_or_is_the_clinics_own_stays(url):
    mine = {"home": "agenda", "sections": [{"title": "Día", "items": ["agenda"]}]}
    moved = {
        "home": "panel",
        "sections": [{"title": "Uno", "items": ["agenda"]}, {"title": "Dos", "items": ["panel"]}],
    }
    everything = {"home": "agenda", "sections": []}
    given = [(None, "Higienista", mine), ("reception", "Recepción", moved), ("cashier", "Caja", everything)]
    assert roles_with(url, *given) == [mine, moved, everything]
    migrate(url, "-1")
    migrate(url, "0010")
    assert menus(url) == [mine, moved, everything]


def test_a_menu_without_items_gains_the_panel(url):
    [section] = roles_with(url, ("storekeeper", "Bodega", menu("inventario", Bodega="")))[0]["sections"]
    assert section["items"] == ["panel"]


def menus(url):
    return [menu for (menu,) in ask(url, "SELECT menu_config FROM auth.roles ORDER BY id")]


def test_older_roles_and_programs_gain_the_permissions_of_alerts_and_reopening(url):
    """As a new installation has them; who read the records goes on seeing the alerts, and enters again."""
    migrate(url, "0011")
    new = {"alerts:read", "appointments:reopen"}
    clinics_own = {
        "Auxiliar": (["patients:read", "records:read"], {"alerts:read"}),
        "Portería": (["appointments:write", "patients:read"], set()),
    }
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        for code, name, permissions in [
            *((role["code"], name, sorted({*role["permissions"]} - new)) for name, role in ROLES.items()),
            *((None, name, held) for name, (held, _) in clinics_own.items()),
        ]:
            cursor.execute(
                "INSERT INTO auth.roles (code, name, permissions, menu_config) VALUES (%s, %s, %s, '{}')",
                (code, name, permissions),
            )
        for name, (held, _) in clinics_own.items():
            cursor.execute(
                "INSERT INTO auth.api_clients (client_id, name, secret_hash, permissions) VALUES (%s, %s, 'x', %s)",
                (name, name, held),
            )
    migrate(url, "0012")
    gained = {name: new & {*role["permissions"]} for name, role in ROLES.items()}
    gained |= {name: more for name, (_, more) in clinics_own.items()}
    roles = ask(url, "SELECT name, permissions FROM auth.roles")
    assert {name: new & {*held} for name, held in roles} == gained
    assert all(held == sorted(held) for _, held in roles)
    void = {subject for (subject,) in ask(url, "SELECT subject FROM auth.revocations")}
    assert void == {f"role:{name}" for name, more in gained.items() if more} | {"client:Auxiliar"}
    assert ask(url, "SELECT name FROM auth.api_clients WHERE 'alerts:read' = ANY (permissions)") == [
        ("Auxiliar",)
    ]
    migrate(url, "-1")
    [(left,)] = ask(url, "SELECT count(*) FROM auth.roles WHERE permissions && %(new)s", new=[*new])
    assert left == 0


def test_who_attended_goes_on_attending_but_an_administrator_who_only_administers(url):
    migrate(url, "0026")
    attends = {
        "Odontóloga": True,
        "Recepcionista": False,
        "Administradora": False,
        "Dueña y ortodoncista": True,
    }
    roles = {
        "Odontóloga": "practitioner",
        "Recepcionista": "reception",
        "Administradora": "administrator",
        "Dueña y ortodoncista": "administrator",
    }
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        for name, role in ROLES.items():
            cursor.execute(
                "INSERT INTO auth.roles (code, name, permissions, menu_config) VALUES (%s, %s, %s, '{}')",
                (role["code"], name, sorted(role["permissions"])),
            )
        for n, (name, role) in enumerate(roles.items()):
            cursor.execute(
                """
                INSERT INTO auth.users (email, full_name, role_id, specialty, password_hash)
                     SELECT %s, %s, id, %s, 'x' FROM auth.roles WHERE code = %s
                """,
                (f"{n}@example.com", name, "Ortodoncia" if "ortodoncista" in name else None, role),
            )
    migrate(url, "0027")
    assert dict(ask(url, "SELECT full_name, practitioner FROM auth.users")) == attends
    migrate(url, "-1")
    migrate(url, "0027")
