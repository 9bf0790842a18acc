from base64 import urlsafe_b64encode

import pytest

from auth.users.schemas import User, UserPage

URL = "/api/auth/users"


def values(role, **changes):
    return {"email": "beto@example.com", "full_name": "Beto Mora", "role_id": role["id"]} | changes


def patch(client, user, headers, version=None, **changes):
    match = {"If-Match": f'"{version or user["version"]}"'}
    return client.patch(f"{URL}/{user['id']}", json=changes, headers=headers | match)


def test_who_is_created_without_a_password_gets_one_for_once(client, admin, new_role, enter, told):
    answer = client.post(URL, json=values(new_role()), headers=admin)
    assert answer.status_code == 201 and answer.headers["ETag"] == '"1"'
    user = User.model_validate(answer.json)
    password = answer.json["temporary_password"]
    assert user.must_change_password and user.active and user.role.name == "Asistencia"
    assert len(password) >= 16
    assert enter("beto@example.com", password).json["user"]["must_change_password"] is True
    created = next(event for event in told() if event.type == "user.created")
    assert created.aggregate == f"user:{user.id}" and created.data["summary"] == "Creó a Beto Mora"
    assert password not in str(told())


def test_who_is_created_with_a_password_enters_with_it(client, admin, new_role, enter):
    body = values(new_role(), password="la que eligió Beto", phone="0991234567", specialty="Endodoncia")
    answer = client.post(URL, json=body, headers=admin)
    assert "temporary_password" not in answer.json and answer.json["specialty"] == "Endodoncia"
    assert enter("beto@example.com", "la que eligió Beto").json["user"]["must_change_password"] is False


def test_creating_twice_with_one_key_creates_once_and_keeps_no_password(client, admin, new_role, database_of):
    headers, body = admin | {"Idempotency-Key": "create-beto"}, values(new_role())
    first, second = (client.post(URL, json=body, headers=headers) for _ in "12")
    assert first.status_code == second.status_code == 201
    assert first.json["id"] == second.json["id"] and "temporary_password" not in second.json
    with database_of("auth").session() as db:
        assert db.value("SELECT count(*) FROM auth.users") == 1


def test_one_email_belongs_to_one_active_person(client, admin, ana, new_user):
    again = client.post(URL, json=values(ana["role"], email="ANA@example.com"), headers=admin)
    assert again.status_code == 409
    assert again.json["errors"] == [
        {"field": "email", "message": "Ya hay una persona activa con ese correo."}
    ]
    patch(client, ana, admin, active=False)
    successor = new_user(ana["role"])
    assert patch(client, ana, admin, version=2, active=True).status_code == 409
    assert client.get(f"{URL}/{successor['id']}", headers=admin).json["active"] is True


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "beto"}, "email"),
        ({"email": None}, "email"),
        ({"full_name": " "}, "full_name"),
        ({"full_name": "x" * 201}, "full_name"),
        ({"role_id": 0}, "role_id"),
        ({"role_id": 2**63}, "role_id"),
        ({"role_id": 2**63 - 1}, "role_id"),
        ({"phone": "no"}, "phone"),
        ({"specialty": ""}, "specialty"),
        ({"password": "corta"}, "password"),
        ({"password": "ñ" * 40}, "password"),
        ({"password": "BETO@example.com"}, "password"),
        ({"active": True}, "active"),
    ],
)
def test_invalid_data_names_the_field(client, admin, new_role, changes, field):
    answer = client.post(URL, json=values(new_role(), **changes), headers=admin)
    assert answer.status_code == 422, answer.json
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_only_what_changes_is_sent(client, admin, ana, told):
    answer = patch(client, ana, admin, full_name="Ana Pérez Mora", phone="0991234567")
    assert answer.status_code == 200 and answer.headers["ETag"] == '"2"'
    assert (answer.json["full_name"], answer.json["email"]) == ("Ana Pérez Mora", "ana@example.com")
    assert patch(client, ana, admin, version=2, phone=None).json["phone"] is None
    assert told()[-1].type == "user.updated" and told()[-1].data["fields"] == ["phone"]


@pytest.mark.parametrize("name", ["email", "full_name", "role_id", "active"])
def test_what_everybody_has_cannot_be_taken_away(client, admin, ana, name):
    answer = patch(client, ana, admin, **{name: None})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == name


def test_a_change_needs_the_version_it_was_made_from(client, admin, ana):
    assert client.patch(f"{URL}/{ana['id']}", json={}, headers=admin).status_code == 428
    assert patch(client, ana, admin, full_name="Ana").status_code == 200
    assert patch(client, ana, admin, full_name="Anita").status_code == 412
    assert patch(client, ana | {"id": 2**63 - 1}, admin).status_code == 404


def test_a_role_that_is_not_there_is_refused(client, admin, ana):
    answer = patch(client, ana, admin, role_id=2**63 - 1)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "role_id"


def test_whoever_is_disabled_is_out(client, admin, ana, bearer, enter, told):
    headers = bearer()
    answer = patch(client, ana, admin, active=False)
    assert answer.status_code == 200 and answer.json["active"] is False
    assert client.get("/api/auth/me", headers=headers).status_code == 401
    assert enter().status_code == 401
    assert told()[-2].type == "user.disabled" and told()[-2].data["summary"] == "Deshabilitó a Ana Pérez"
    assert patch(client, ana, admin, version=2, active=True).status_code == 200
    assert client.get("/api/auth/me", headers=headers).status_code == 401
    assert enter().status_code == 200


def test_another_role_holds_from_the_next_login(client, admin, ana, new_role, bearer):
    headers = bearer()
    other = new_role("products:read", name="Almacén")
    assert patch(client, ana, admin, role_id=other["id"]).json["role"]["name"] == "Almacén"
    assert client.get("/api/auth/validate", headers=headers).status_code == 401
    assert client.get("/api/auth/validate", headers=bearer()).json["permissions"] == ["products:read"]


def test_another_name_leaves_the_session(client, admin, ana, bearer):
    headers = bearer()
    patch(client, ana, admin, full_name="Ana P.")
    assert client.get("/api/auth/me", headers=headers).json["full_name"] == "Ana P."


def test_a_reset_password_serves_once_and_ends_every_session(
    client, admin, ana, bearer, enter, told, database_of
):
    headers = bearer()
    for _ in range(3):
        enter(password="otra cosa cualquiera")
    answer = client.post(f"{URL}/{ana['id']}/password", headers=admin)
    assert answer.status_code == 200 and list(answer.json) == ["temporary_password"]
    password = answer.json["temporary_password"]
    assert client.get("/api/auth/me", headers=headers).status_code == 401
    assert enter().status_code == 401
    assert enter(password=password).json["user"]["must_change_password"] is True
    assert "user.password_reset" in [event.type for event in told()] and password not in str(told())
    with database_of("auth").session() as db:
        reset = db.one("SELECT user_id, reset_by FROM auth.password_resets")
    assert reset["user_id"] == ana["id"] and reset["reset_by"]["name"] == "Rosa Directora"


def test_a_reset_is_for_somebody_active(client, admin, ana):
    assert client.post(f"{URL}/987654321/password", headers=admin).status_code == 404
    patch(client, ana, admin, active=False)
    assert client.post(f"{URL}/{ana['id']}/password", headers=admin).status_code == 409


def test_the_last_administrator_stays(client, admin, new_role, new_user):
    boss = new_user(new_role("users:write", name="Jefatura"))
    assistant = new_role(name="Auxiliar")
    for changes in ({"active": False}, {"role_id": assistant["id"]}):
        answer = patch(client, boss, admin, **changes)
        assert answer.status_code == 409
        assert answer.json["detail"].startswith("Tiene que quedar al menos una persona activa")
    second = new_user(boss["role"], email="otra@example.com")
    assert patch(client, boss, admin, active=False).status_code == 200
    assert patch(client, second, admin, active=False).status_code == 409


def test_somebody_keeps_the_role_that_can_give_every_permission(
    client, admin, new_role, new_user, database_of
):
    whole, part = new_role("users:write", name="Administrador"), new_role("users:write", name="Personal")
    with database_of("auth").transaction() as tx:
        tx.run("UPDATE auth.roles SET code = 'administrator' WHERE id = %(id)s", id=whole["id"])
    boss, _ = new_user(whole), new_user(part, email="rrhh@example.com")
    for changes in ({"active": False}, {"role_id": part["id"]}):
        answer = patch(client, boss, admin, **changes)
        assert answer.status_code == 409 and "el rol de administración" in answer.json["detail"]
    new_user(whole, email="otra@example.com")
    assert patch(client, boss, admin, role_id=part["id"]).status_code == 200


def people(client, headers, query=""):
    answer = client.get(f"{URL}?{query}", headers=headers)
    assert answer.status_code == 200, answer.json
    UserPage.model_validate(answer.json)
    return answer.json


@pytest.fixture
def many(ana, new_user, new_role, admin, client):
    """Ana, and Álvaro, beatriz and Zoila, of another role; Zoila is disabled."""
    role = new_role(name="Otra")
    for name in ("Zoila", "beatriz", "Álvaro"):
        user = new_user(
            role, email=f"{'z' if name == 'Álvaro' else 'm'}.{name[-4:]}@example.com", full_name=name
        )
        if name == "Zoila":
            patch(client, user, admin, active=False)
    return role


def names(page):
    return [user["full_name"] for user in page["data"]]


def test_people_are_listed_in_every_order(client, admin, many):
    in_order = ["Álvaro", "Ana Pérez", "beatriz", "Zoila"]
    assert names(people(client, admin)) == in_order
    assert names(people(client, admin, "sort=-full_name")) == in_order[::-1]
    by_email = names(people(client, admin, "sort=email"))
    assert by_email == ["Ana Pérez", "Zoila", "beatriz", "Álvaro"]
    assert names(people(client, admin, "sort=-email")) == by_email[::-1]
    created = names(people(client, admin, "sort=created_at"))
    assert names(people(client, admin, "sort=-created_at")) == created[::-1]


@pytest.mark.parametrize("sort", ["full_name", "-full_name", "email", "-email", "created_at", "-created_at"])
def test_pages_follow_each_other_without_gaps(client, admin, many, sort):
    whole, found, after = names(people(client, admin, f"sort={sort}")), [], ""
    while after is not None:
        page = people(client, admin, f"sort={sort}&limit=1&after={after}&total=true")
        assert (page["total"], page["total_exact"]) == (4, True)
        found, after = found + names(page), page["next"]
    assert found == whole


def test_people_are_found_by_what_is_known_of_them(client, admin, many):
    assert names(people(client, admin, "search=alvaro")) == ["Álvaro"]
    assert names(people(client, admin, "search=ANA@EX")) == ["Ana Pérez"]
    assert names(people(client, admin, "search=%25")) == []
    assert names(people(client, admin, "active=false")) == ["Zoila"]
    assert names(people(client, admin, f"role_id={many['id']}&active=true")) == ["Álvaro", "beatriz"]


@pytest.mark.parametrize(
    "query",
    [
        "sort=phone",
        "limit=0",
        "limit=101",
        "role_id=x",
        "active=perhaps",
        "colour=red",
        "search=" + "x" * 101,
    ],
)
def test_a_list_asked_for_wrongly_is_422(client, admin, query):
    assert client.get(f"{URL}?{query}", headers=admin).status_code == 422


@pytest.mark.parametrize(
    "values", ["[1, 2]", '["a", "b"]', '["a", true]', "[true, 1.5]", '["a", 1e999]', "[1]", "7"]
)
@pytest.mark.parametrize("sort", ["full_name", "created_at"])
def test_a_forged_cursor_breaks_nothing(client, admin, many, values, sort):
    cursor = urlsafe_b64encode(values.encode()).decode()
    answer = client.get(f"{URL}?sort={sort}&after={cursor}", headers=admin)
    assert answer.status_code in (200, 400, 422)


def test_nobody_reads_a_list_older_than_their_own_write(client, admin, ana):
    assert names(people(client, admin)) == ["Ana Pérez"]
    patch(client, ana, admin, full_name="Ana P.")
    assert names(people(client, admin)) == ["Ana P."]


def test_the_cache_does_not_let_anybody_past_the_permission(client, admin, login, ana):
    people(client, admin)
    assert client.get(URL, headers=login("roles:read")).status_code == 403


def test_one_person(client, admin, ana):
    answer = client.get(f"{URL}/{ana['id']}", headers=admin)
    assert answer.headers["ETag"] == '"1"' and User.model_validate(answer.json).full_name == "Ana Pérez"
    assert client.get(f"{URL}/987654321", headers=admin).status_code == 404
    assert client.get(f"{URL}/{'9' * 30}", headers=admin).status_code == 404


ROUTES = [
    ("GET", URL),
    ("POST", URL),
    ("GET", f"{URL}/1"),
    ("PATCH", f"{URL}/1"),
    ("POST", f"{URL}/1/password"),
]


@pytest.mark.parametrize(("method", "url"), ROUTES)
def test_who_you_are_comes_before_what_you_sent(client, login, method, url):
    assert client.open(url, method=method, json={}).status_code == 401
    other = "users:write" if method == "GET" else "users:read"
    assert client.open(url, method=method, json={}, headers=login(other)).status_code == 403
