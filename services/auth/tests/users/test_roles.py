import psycopg2
import pytest

from auth.permissions import FOR_ROLES
from auth.users.schemas import Role, RolePage

URL = "/api/auth/roles"
MENU = {"home": "agenda", "sections": [{"title": "Recepción", "items": ["agenda", "pacientes"]}]}


def patch(client, role, headers, version=None, **changes):
    match = {"If-Match": f'"{version or role["version"]}"'}
    return client.patch(f"{URL}/{role['id']}", json=changes, headers=headers | match)


def test_a_role_is_created_with_its_menu(client, admin, told):
    body = {
        "name": "Asistencia",
        "permissions": ["records:read", "patients:read", "patients:read"],
        "menu_config": MENU,
    }
    answer = client.post(URL, json=body, headers=admin)
    assert answer.status_code == 201 and answer.headers["ETag"] == '"1"'
    role = Role.model_validate(answer.json)
    assert role.permissions == ["patients:read", "records:read"] and role.menu_config.model_dump() == MENU
    assert (role.system, role.users, role.description) == (False, 0, "")
    assert told()[-1].type == "role.created" and told()[-1].data["permissions"] == role.permissions


def test_creating_twice_with_one_key_creates_once(client, admin):
    headers, body = admin | {"Idempotency-Key": "create-role"}, {"name": "Asistencia", "permissions": []}
    first, second = (client.post(URL, json=body, headers=headers) for _ in "12")
    assert first.json == second.json and second.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize("name", ["Asistencia", "ASISTENCIA", "asisténcia"])
def test_one_name_is_one_role(client, admin, new_role, name):
    new_role()
    answer = client.post(URL, json={"name": name, "permissions": []}, headers=admin)
    assert answer.status_code == 409 and answer.json["errors"][0]["field"] == "name"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": None}, "name"),
        ({"description": "x" * 301}, "description"),
        ({"permissions": ["patients:eat"]}, "permissions.0"),
        ({"permissions": ["users:read", "events:deliver"]}, "permissions.1"),
        ({"permissions": ["metrics:read"]}, "permissions.0"),
        ({"permissions": "users:read"}, "permissions"),
        ({"menu_config": {"home": "sótano", "sections": []}}, "menu_config.home"),
        ({"menu_config": {"home": "agenda"}}, "menu_config.sections"),
        ({"menu_config": MENU | {"sections": [{"title": "", "items": []}]}}, "menu_config.sections.0.title"),
        (
            {"menu_config": MENU | {"sections": [{"title": "A", "items": ["x"]}]}},
            "menu_config.sections.0.items.0",
        ),
        ({"menu_config": None}, "menu_config"),
        ({"system": True}, "system"),
    ],
)
def test_invalid_data_names_the_field(client, admin, new_role, changes, field):
    answer = client.post(URL, json={"name": "Otra", "permissions": []} | changes, headers=admin)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
    answer = patch(client, new_role(), admin, **changes)
    assert answer.status_code == 422


def test_only_what_changes_is_sent(client, admin, new_role, told):
    role = new_role("patients:read")
    answer = patch(client, role, admin, menu_config=MENU, description="Ayuda en el consultorio")
    assert answer.status_code == 200 and answer.headers["ETag"] == '"2"'
    assert answer.json["menu_config"] == MENU and answer.json["permissions"] == ["patients:read"]
    assert told()[-1].type == "role.updated" and told()[-1].data["fields"] == ["description", "menu_config"]


def test_a_change_needs_the_version_it_was_made_from(client, admin, new_role):
    role = new_role()
    assert client.patch(f"{URL}/{role['id']}", json={}, headers=admin).status_code == 428
    assert patch(client, role, admin, name="Auxilio").status_code == 200
    assert patch(client, role, admin, name="Ayuda").status_code == 412
    assert patch(client, {"id": 987654321, "version": 1}, admin, name="Ayuda").status_code == 404
    assert client.get(f"{URL}/987654321", headers=admin).status_code == 404


@pytest.mark.parametrize("changes", [{"permissions": ["patients:read", "records:read"]}, {"name": "Auxilio"}])
def test_what_the_tokens_say_and_is_no_longer_so_voids_them(client, admin, ana, bearer, changes):
    headers = bearer()
    role = client.get(f"{URL}/{ana['role']['id']}", headers=admin).json
    assert patch(client, role, admin, **changes).status_code == 200
    assert client.get("/api/auth/validate", headers=headers).status_code == 401
    said = client.get("/api/auth/validate", headers=bearer()).json
    assert said["permissions"] == changes.get("permissions", role["permissions"])
    assert said["role"] == changes.get("name", role["name"])


def test_another_menu_leaves_the_sessions(client, admin, ana, bearer):
    headers = bearer()
    role = client.get(f"{URL}/{ana['role']['id']}", headers=admin).json
    patch(client, role, admin, menu_config=MENU, permissions=role["permissions"][::-1])
    assert client.get("/api/auth/me", headers=headers).json["menu"] == MENU


def test_the_role_of_the_last_administrator_keeps_administering(client, admin, new_role, new_user):
    role = new_role("users:write", name="Jefatura")
    assert patch(client, new_role("users:write", name="De nadie"), admin, permissions=[]).status_code == 200
    new_user(role)
    answer = patch(client, role, admin, permissions=["users:read"])
    assert answer.status_code == 409
    assert answer.json["detail"].startswith("Tiene que quedar al menos una persona activa")


def test_the_administrators_role_keeps_every_permission(client, admin, database_of):
    with database_of("auth").transaction() as tx:
        id = tx.value(
            """
            INSERT INTO auth.roles (code, name, permissions, menu_config)
                 VALUES ('administrator', 'Administrador', %(all)s, '{"home": "panel", "sections": []}')
              RETURNING id
            """,
            all=list(FOR_ROLES),
        )
    role = client.get(f"{URL}/{id}", headers=admin).json
    assert role["system"] is True
    answer = patch(client, role, admin, permissions=["users:write"])
    assert answer.status_code == 409 and "conserva todos los permisos" in answer.json["detail"]
    assert patch(client, role, admin, name="Gerencia").json["name"] == "Gerencia"


def test_a_role_that_nobody_holds_is_retired_and_comes_back(client, admin, new_role, new_user, told):
    role = new_role("patients:read")
    answer = patch(client, role, admin, active=False)
    assert answer.status_code == 200 and answer.json["active"] is False
    assert told()[-1].type == "role.retired" and told()[-1].data["summary"] == "Retiró el rol Asistencia"
    # It is given to nobody, and its name, by which others know it, stays taken.
    given = client.post(
        "/api/auth/users",
        json={"email": "x@example.com", "full_name": "Xavier", "role_id": role["id"]},
        headers=admin,
    )
    assert given.status_code == 409 and given.json["errors"][0]["field"] == "role_id"
    again = client.post(URL, json={"name": "asistencia", "permissions": []}, headers=admin)
    assert again.status_code == 409 and "vuelva a habilitarlo" in again.json["errors"][0]["message"]
    assert [r["id"] for r in client.get(f"{URL}?active=true", headers=admin).json["data"]] == []
    back = patch(client, answer.json, admin, active=True)
    assert back.json["active"] is True and told()[-1].type == "role.restored"
    new_user(back.json)


def test_a_role_that_somebody_holds_is_not_retired(client, admin, login, ana, new_user, told):
    role = ana["role"] | {"version": 1}
    before = len(told())
    answer = patch(client, role, admin, active=False)
    assert answer.status_code == 409
    assert (
        answer.json["detail"] == "Lo tiene 1 persona: Ana Pérez. Dele otro rol antes de retirar Asistencia."
    )
    new_user(role, email="luis@example.com", full_name="Luis Mora")
    assert (
        "Lo tienen 2 personas: Ana Pérez, Luis Mora."
        in patch(client, role, admin, active=False).json["detail"]
    )
    # Names of people are for whoever may read them.
    blind = login("roles:write", "patients:read", "appointments:read")
    assert "Lo tienen 2 personas. Deles" in patch(client, role, blind, active=False).json["detail"]
    assert len(told()) == before + 1


def test_who_was_disabled_with_a_retired_role_comes_back_with_another(client, admin, ana, new_role):
    match = {"If-Match": '"1"'}
    url = f"/api/auth/users/{ana['id']}"
    assert client.patch(url, json={"active": False}, headers=admin | match).status_code == 200
    assert patch(client, ana["role"] | {"version": 1}, admin, active=False).status_code == 200
    match = {"If-Match": '"2"'}
    refused = client.patch(url, json={"active": True}, headers=admin | match)
    assert refused.status_code == 409 and refused.json["errors"][0]["field"] == "role_id"
    other = new_role(name="Archivo")
    back = client.patch(url, json={"active": True, "role_id": other["id"]}, headers=admin | match)
    assert back.status_code == 200 and back.json["role"]["name"] == "Archivo"


def test_a_role_of_the_installation_stays(client, admin, database_of):
    with database_of("auth").transaction() as tx:
        id = tx.value("""
            INSERT INTO auth.roles (code, name, permissions, menu_config)
                 VALUES ('cashier', 'Caja', '{}', '{"home": "panel", "sections": []}')
              RETURNING id
            """)
    answer = patch(client, {"id": id, "version": 1}, admin, active=False)
    assert answer.status_code == 409 and "de fábrica" in answer.json["detail"]


def test_the_database_gives_a_retired_role_to_nobody(ana, database_of):
    with pytest.raises(psycopg2.errors.CheckViolation, match="holds the role"):
        with database_of("auth").transaction() as tx:
            tx.run("UPDATE auth.roles SET active = false WHERE id = %(id)s", id=ana["role"]["id"])


def test_roles_are_listed_by_name_with_how_many_people_have_them(client, admin, new_role, new_user):
    for name in ("Óptica", "nutrición", "Zafra"):
        new_role(name=name)
    new_user(new_role(name="Archivo", description="Guarda las carpetas"))
    page = client.get(f"{URL}?total=true", headers=admin).json
    assert RolePage.model_validate(page).total == 4
    assert [(role["name"], role["users"]) for role in page["data"]] == [
        ("Archivo", 1),
        ("nutrición", 0),
        ("Óptica", 0),
        ("Zafra", 0),
    ]
    first = client.get(f"{URL}?limit=2", headers=admin).json
    second = client.get(f"{URL}?limit=2&after={first['next']}", headers=admin).json
    assert first["data"] + second["data"] == page["data"] and second["next"] is None
    found = client.get(f"{URL}?search=CARPETAS", headers=admin).json
    assert [role["name"] for role in found["data"]] == ["Archivo"]


def test_nobody_reads_a_list_older_than_their_own_write(client, admin, new_role, new_user):
    role = new_role()
    count = lambda: client.get(URL, headers=admin).json["data"][0]["users"]  # noqa: E731
    assert count() == 0
    new_user(role)
    assert count() == 1


ROUTES = [("GET", URL), ("POST", URL), ("GET", f"{URL}/1"), ("PATCH", f"{URL}/1")]


@pytest.mark.parametrize(("method", "url"), ROUTES)
def test_who_you_are_comes_before_what_you_sent(client, login, method, url):
    assert client.open(url, method=method, json={}).status_code == 401
    other = "roles:write" if method == "GET" else "roles:read"
    assert client.open(url, method=method, json={}, headers=login(other)).status_code == 403
