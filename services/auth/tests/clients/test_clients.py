import pytest

from auth.clients.schemas import ClientPage, ClientWithSecret

URL = "/api/auth/clients"


def patch(client, made, headers, version=None, **changes):
    match = {"If-Match": f'"{version or made["version"]}"'}
    return client.patch(f"{URL}/{made['id']}", json=changes, headers=headers | match)


@pytest.fixture
def token_of(client):
    """Headers of a program that enters with its secret."""

    def enter(made):
        wish = {"grant_type": "client_credentials", **{n: made[n] for n in ("client_id", "client_secret")}}
        answer = client.post("/api/auth/token", data=wish)
        return {"Authorization": f"Bearer {answer.json.get('access_token')}"}

    return enter


def test_a_program_gets_its_secret_once(client, admin, told, database_of):
    body = {"name": "Laboratorio", "permissions": ["patients:read", "events:deliver", "patients:read"]}
    answer = client.post(URL, json=body, headers=admin | {"Idempotency-Key": "create-lab"})
    assert answer.status_code == 201
    made = ClientWithSecret.model_validate(answer.json)
    assert made.client_id.startswith("client-") and len(made.client_secret) >= 43
    assert made.permissions == ["events:deliver", "patients:read"] and not made.system
    again = client.post(URL, json=body, headers=admin | {"Idempotency-Key": "create-lab"})
    assert again.json["client_id"] == made.client_id and "client_secret" not in again.json
    read = client.get(f"{URL}/{made.id}", headers=admin).json
    assert "client_secret" not in read and "secret_hash" not in read
    with database_of("auth").session() as db:
        kept = db.all("SELECT row_to_json(c) AS row FROM auth.api_clients c")
    assert made.client_secret not in str(kept) and made.client_secret not in str(told())
    assert told()[-1].type == "client.created" and told()[-1].aggregate == f"client:{made.client_id}"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"permissions": ["nothing:known"]}, "permissions.0"),
        ({"permissions": None}, "permissions"),
        ({"client_id": "mine"}, "client_id"),
    ],
)
def test_invalid_data_names_the_field(client, admin, new_client, changes, field):
    answer = client.post(URL, json={"name": "Laboratorio", "permissions": []} | changes, headers=admin)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert patch(client, new_client(), admin, **changes).status_code == 422


@pytest.mark.parametrize(
    ("changes", "void"),
    [
        ({"name": "Laboratorio Central"}, False),
        ({"permissions": ["patients:read"]}, False),
        ({"permissions": ["products:read"]}, True),
        ({"active": False}, True),
    ],
)
def test_a_change_voids_the_tokens_that_it_makes_false(
    client, admin, new_client, token_of, told, changes, void
):
    made = new_client("patients:read")
    headers = token_of(made)
    answer = patch(client, made, admin, **changes)
    assert answer.status_code == 200 and answer.headers["ETag"] == f'"{answer.json["version"]}"'
    assert client.get("/api/auth/validate", headers=headers).status_code == (401 if void else 200)
    assert told()[-1].type == "client.updated"


def test_a_new_secret_takes_the_place_of_the_old_one(client, admin, new_client, token_of, told):
    made = new_client("patients:read")
    headers = token_of(made)
    answer = client.post(f"{URL}/{made['id']}/secret", headers=admin)
    assert answer.status_code == 200 and answer.json["version"] == 2
    rotated = ClientWithSecret.model_validate(answer.json)
    assert rotated.client_secret != made["client_secret"]
    assert client.get("/api/auth/validate", headers=headers).status_code == 401
    assert client.get("/api/auth/validate", headers=token_of(made)).status_code == 401
    assert client.get("/api/auth/validate", headers=token_of(answer.json)).status_code == 200
    assert told()[-1].type == "client.secret_rotated" and rotated.client_secret not in str(told())


def test_a_change_needs_the_version_it_was_made_from(client, admin, new_client):
    made = new_client()
    assert client.patch(f"{URL}/{made['id']}", json={}, headers=admin).status_code == 428
    assert patch(client, made, admin, name="Otro").status_code == 200
    assert patch(client, made, admin, name="Tercero").status_code == 412
    for answer in (
        patch(client, {"id": 987654321, "version": 1}, admin, name="Nadie"),
        client.get(f"{URL}/987654321", headers=admin),
        client.post(f"{URL}/987654321/secret", headers=admin),
    ):
        assert answer.status_code == 404


def test_what_the_installation_made_is_changed_there(client, admin, database_of):
    with database_of("auth").transaction() as tx:
        id = tx.value("""
            INSERT INTO auth.api_clients (client_id, name, secret_hash, permissions, system)
                 VALUES ('service-citas', 'Servicio citas', 'x', '{events:deliver}', true) RETURNING id
            """)
    assert patch(client, {"id": id, "version": 1}, admin, active=False).status_code == 409
    assert client.post(f"{URL}/{id}/secret", headers=admin).status_code == 409


def test_programs_are_listed_by_name(client, admin, new_client):
    for name in ("Óptica", "nube", "Archivo"):
        new_client(name=name)
    page = client.get(f"{URL}?total=true", headers=admin).json
    assert ClientPage.model_validate(page).total == 3
    assert [made["name"] for made in page["data"]] == ["Archivo", "nube", "Óptica"]
    first = client.get(f"{URL}?limit=2", headers=admin).json
    second = client.get(f"{URL}?limit=2&after={first['next']}", headers=admin).json
    assert first["data"] + second["data"] == page["data"] and second["next"] is None
    assert [m["name"] for m in client.get(f"{URL}?search=optica", headers=admin).json["data"]] == ["Óptica"]
    assert client.get(f"{URL}?active=false", headers=admin).json["data"] == []


ROUTES = [
    ("GET", URL),
    ("POST", URL),
    ("GET", f"{URL}/1"),
    ("PATCH", f"{URL}/1"),
    ("POST", f"{URL}/1/secret"),
]


@pytest.mark.parametrize(("method", "url"), ROUTES)
def test_who_you_are_comes_before_what_you_sent(client, login, method, url):
    assert client.open(url, method=method, json={}).status_code == 401
    other = "clients:write" if method == "GET" else "clients:read"
    assert client.open(url, method=method, json={}, headers=login(other)).status_code == 403
