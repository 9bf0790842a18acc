"""Nobody grants more than they hold: neither to themselves nor to others, people or programs."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from auth.permissions import FOR_ROLES

PASSWORD = "una frase que solo yo sé"
USERS, ROLES, CLIENTS = "/api/auth/users", "/api/auth/roles", "/api/auth/clients"
MANAGER = (
    "users:read",
    "users:write",
    "roles:read",
    "roles:write",
    "clients:read",
    "clients:write",
    "patients:read",
)


@pytest.fixture
def manager(new_role, new_user, bearer):
    """Headers of somebody who administers people, roles and programs, and of the rest sees patients alone."""
    new_user(new_role(*MANAGER, name="Secretaría"), email="eva@example.com", full_name="Eva Lara")
    return bearer("eva@example.com", PASSWORD)


@pytest.fixture
def boss(new_role, new_user):
    return new_user(new_role(*FOR_ROLES, name="Gerencia"), email="jefa@example.com", full_name="Rosa Vera")


def patch(client, url, row, headers, **changes):
    return client.patch(
        f"{url}/{row['id']}", json=changes, headers=headers | {"If-Match": f'"{row["version"]}"'}
    )


def must_be_refused(answer, *missing):
    assert answer.status_code == 403, answer.json
    assert {*missing} <= {*answer.json["missing"]}, answer.json


def test_who_administers_users_does_not_become_more_than_they_are(client, admin, manager, boss, new_role):
    me = client.get(f"{USERS}?search=eva", headers=manager).json["data"][0]
    refused = patch(client, USERS, me, manager, role_id=boss["role"]["id"])
    must_be_refused(refused, "records:read")
    assert refused.json["errors"][0]["field"] == "role_id"
    assert "No puede dar lo que usted no tiene" in refused.json["detail"]
    body = {"email": "otra@example.com", "full_name": "Otra", "role_id": boss["role"]["id"]}
    must_be_refused(client.post(USERS, json=body, headers=manager), "records:read")
    lesser = new_role("patients:read", name="Portería")
    assert client.post(USERS, json=body | {"role_id": lesser["id"]}, headers=manager).status_code == 201
    assert patch(client, USERS, me, manager, role_id=lesser["id"]).status_code == 200


@pytest.mark.parametrize("changes", [{"email": "mia@example.com"}, {"active": False}, {"role_id": None}])
def test_who_holds_more_is_not_taken_over(client, admin, manager, boss, new_role, changes):
    if "role_id" in changes:
        changes = {"role_id": new_role(name="Nadie")["id"]}
    refused = patch(client, USERS, boss, manager, **changes)
    must_be_refused(refused, "records:read")
    assert "Rosa Vera puede más que usted" in refused.json["detail"]
    assert client.get(f"{USERS}/{boss['id']}", headers=admin).json["version"] == 1


def test_nor_disabled_and_enabled_again_nor_given_a_password(client, admin, manager, boss, enter):
    must_be_refused(client.post(f"{USERS}/{boss['id']}/password", headers=manager), "records:read")
    assert enter("jefa@example.com").status_code == 200


def test_what_opens_nothing_may_be_corrected(client, manager, boss):
    same = {"phone": "0991234567", "full_name": "Rosa Vera M.", "email": boss["email"], "active": True}
    assert patch(client, USERS, boss, manager, **same).status_code == 200


def test_who_administers_roles_adds_nothing_that_they_lack(client, manager):
    body = {"name": "Todo", "permissions": ["patients:read", "records:read"]}
    refused = client.post(ROLES, json=body, headers=manager)
    must_be_refused(refused, "records:read")
    assert refused.json["missing"] == ["records:read"]
    assert "Leer antecedentes y notas clínicas" in refused.json["detail"]
    assert refused.json["errors"][0]["field"] == "permissions"
    own = client.get(f"{ROLES}?search=secretaria", headers=manager).json["data"][0]
    must_be_refused(
        patch(client, ROLES, own, manager, permissions=[*MANAGER, "records:read"]), "records:read"
    )
    made = client.post(ROLES, json=body | {"permissions": ["patients:read"]}, headers=manager)
    assert made.status_code == 201
    assert patch(client, ROLES, made.json, manager, permissions=["users:read"]).status_code == 200


@pytest.mark.parametrize("changes", [{"permissions": []}, {"name": "Otro"}, {"description": "Otra"}])
def test_a_role_that_holds_more_is_not_changed(client, admin, manager, boss, changes):
    role = client.get(f"{ROLES}/{boss['role']['id']}", headers=admin).json
    refused = patch(client, ROLES, role, manager, **changes)
    must_be_refused(refused, "records:read")
    assert "El rol Gerencia puede más que usted" in refused.json["detail"]


def test_a_program_is_given_no_more_than_its_maker_holds(client, admin, manager, new_client):
    body = {"name": "Laboratorio", "permissions": ["records:read"]}
    must_be_refused(client.post(CLIENTS, json=body, headers=manager), "records:read")
    made = client.post(CLIENTS, json=body | {"permissions": ["patients:read"]}, headers=manager).json
    must_be_refused(
        patch(client, CLIENTS, made, manager, permissions=["patients:read", "records:read"]), "records:read"
    )
    greater = new_client("records:read", name="Historia")
    must_be_refused(client.post(f"{CLIENTS}/{greater['id']}/secret", headers=manager), "records:read")
    must_be_refused(patch(client, CLIENTS, greater, manager, name="Mío"), "records:read")
    assert client.post(f"{CLIENTS}/{made['id']}/secret", headers=manager).status_code == 200


def test_what_only_programs_hold_is_given_by_who_holds_all_that_people_can(
    client, admin, manager, boss, bearer
):
    body = {"name": "Métricas", "permissions": ["metrics:read"]}
    must_be_refused(client.post(CLIENTS, json=body, headers=manager), "metrics:read")
    whole = bearer("jefa@example.com", PASSWORD)
    assert client.post(CLIENTS, json=body, headers=whole).status_code == 201


def test_a_program_mints_no_more_than_it_holds(client, new_client):
    made = new_client(
        "clients:write", "users:write", "roles:write", "patients:read", name="Aprovisionamiento"
    )
    wish = {"grant_type": "client_credentials", "client_id": made["client_id"]}
    token = client.post("/api/auth/token", data=wish | {"client_secret": made["client_secret"]}).json
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    for url, body in (
        (CLIENTS, {"name": "Otro", "permissions": ["records:read"]}),
        (ROLES, {"name": "Otro", "permissions": ["records:read"]}),
    ):
        must_be_refused(client.post(url, json=body, headers=headers), "records:read")
        assert (
            client.post(url, json=body | {"permissions": ["patients:read"]}, headers=headers).status_code
            == 201
        )


def test_what_the_token_says_and_is_no_longer_so_does_not_count(
    client, login, boss, new_role, new_user, database_of
):
    """Between a change of the role and the news of it in this process, the database decides."""
    headers = login(*FOR_ROLES, id=boss["id"], role="Gerencia")
    new_user(new_role("users:write", name="Dirección"), email="otra@example.com")
    with database_of("auth").transaction() as tx:
        tx.run(
            "UPDATE auth.roles SET permissions = '{roles:write}' WHERE id = %(id)s",
            id=boss["role"]["id"],
        )
    body = {"name": "Todo", "permissions": ["records:read"]}
    must_be_refused(client.post(ROLES, json=body, headers=headers), "records:read")
    with database_of("auth").transaction() as tx:
        tx.run("UPDATE auth.users SET active = false WHERE id = %(id)s", id=boss["id"])
    must_be_refused(
        client.post(ROLES, json={"name": "Nada", "permissions": ["roles:write"]}, headers=headers),
        "roles:write",
    )


def test_a_role_that_grows_while_somebody_is_put_in_it_takes_nobody_along(alone, admin):
    """Whoever may not give what the role holds in the end does not put anybody in it, whichever comes first."""

    def send(method, path, body, headers=admin):
        return alone.test_client().open(f"/api/auth/{path}", method=method, json=body, headers=headers)

    lesser = send("POST", "roles", {"name": "Secretaría", "permissions": MANAGER}).json
    eva = {"email": "eva@example.com", "full_name": "Eva", "role_id": lesser["id"], "password": PASSWORD}
    send("POST", "users", eva)
    token = send("POST", "login", {"email": eva["email"], "password": PASSWORD}, {}).json["access_token"]
    manager = {"Authorization": f"Bearer {token}"}
    for round in range(6):
        role = send("POST", "roles", {"name": f"Crece {round}", "permissions": []}).json
        person = {"email": f"p{round}@example.com", "full_name": "P", "role_id": role["id"]}

        def grow(role=role):
            headers = admin | {"If-Match": '"1"'}
            return send("PATCH", f"roles/{role['id']}", {"permissions": ["records:read"]}, headers)

        def join(person=person):
            return send("POST", "users", person, manager)

        with ThreadPoolExecutor(2) as pool:
            acts = (grow, join) if round % 2 else (join, grow)
            answers = {act: pool.submit(act) for act in acts}
        assert answers[grow].result().status_code == 200
        status = answers[join].result().status_code
        assert status in (201, 403)
        with alone.extensions["db"].session() as db:
            order = db.all(
                "SELECT type FROM auth.outbox WHERE type IN ('user.created', 'role.updated') ORDER BY seq"
            )
        # Joined means that it came first.
        if status == 201:
            assert [row["type"] for row in order][-2:] == ["user.created", "role.updated"]
