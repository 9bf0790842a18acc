import jwt
import pytest

from auth import passwords
from auth.permissions import PERMISSIONS
from auth.sessions import routes as sessions
from auth.sessions.schemas import Me, Permissions, SignedIn, Validity

PASSWORD = "una frase que solo yo sé"
NEW = "otra frase que nadie sabe"


def test_validate_says_what_the_token_says(client, login):
    answer = client.get("/api/auth/validate", headers=login("stock:write", "logs:read", id="7"))
    valid = Validity.model_validate(answer.json)
    assert (valid.valid, valid.sub, valid.name, valid.role) == (True, "7", "Ana Pérez", "Recepción")
    assert valid.permissions == ["logs:read", "stock:write"]


def test_me_shows_the_menu_of_the_role(client, new_role, new_user, bearer):
    menu = {"home": "agenda", "sections": [{"title": "Recepción", "items": ["agenda", "pacientes"]}]}
    user = new_user(new_role("patients:read", menu_config=menu))
    me = Me.model_validate(client.get("/api/auth/me", headers=bearer()).json)
    assert me.id == user["id"] and me.role.name == "Asistencia" and me.permissions == ["patients:read"]
    assert me.menu.model_dump() == menu and me.must_change_password is False


def test_a_client_has_no_menu_and_no_password(client, login):
    headers = login(id="service-citas", client=True)
    change = {"current_password": PASSWORD, "new_password": NEW}
    assert client.get("/api/auth/me", headers=headers).status_code == 404
    assert client.post("/api/auth/me/password", json=change, headers=headers).status_code == 404


def test_somebody_who_is_no_longer_there_has_no_menu(client, login):
    headers = login(id="987654321")
    change = {"current_password": PASSWORD, "new_password": NEW}
    assert client.get("/api/auth/me", headers=headers).status_code == 404
    assert client.post("/api/auth/me/password", json=change, headers=headers).status_code == 404


def test_what_may_be_permitted_is_listed(client, login):
    listed = Permissions.model_validate(client.get("/api/auth/permissions", headers=login()).json).data
    assert [permission.name for permission in listed] == list(PERMISSIONS)
    assert {p.name for p in listed if p.clients_only} == {"events:deliver", "metrics:read"}


@pytest.mark.parametrize("path", ["validate", "me", "permissions"])
def test_reading_needs_a_token(client, path):
    assert client.get(f"/api/auth/{path}").status_code == 401


@pytest.mark.parametrize("path", ["logout", "me/password"])
def test_writing_needs_a_token(client, path):
    assert client.post(f"/api/auth/{path}", json={}).status_code == 401


def test_after_leaving_the_token_is_void_in_every_service(apps, client, ana, bearer, told):
    headers = bearer()
    other = apps["citas"].test_client()
    assert other.get("/api/citas/swagger.json", headers=headers).status_code == 200
    answer = client.post("/api/auth/logout", headers=headers)
    assert answer.status_code == 204 and answer.data == b""
    assert answer.headers["Set-Cookie"].startswith("omni_session=;")
    assert client.get("/api/auth/me", headers=headers).status_code == 401
    # What a second that passes does: the other process looks again.
    apps["citas"].extensions["revocations"].next_look = 0.0
    assert other.get("/api/citas/swagger.json", headers=headers).status_code == 401
    assert told()[-1].type == "user.logged_out" and told()[-1].aggregate == f"user:{ana['id']}"


def test_leaving_ends_one_session_and_no_other(client, ana, bearer):
    here, there = bearer(), bearer()
    client.post("/api/auth/logout", headers=here)
    assert client.get("/api/auth/me", headers=there).status_code == 200


def test_a_program_leaves_too(client, login, told):
    headers = login(id="client-lab", client=True)
    assert client.post("/api/auth/logout", headers=headers).status_code == 204
    assert client.get("/api/auth/validate", headers=headers).status_code == 401
    assert told()[-1].aggregate == "client:client-lab"


def test_leaving_by_cookie_needs_our_own_page(client, ana, enter):
    enter()
    assert client.post("/api/auth/logout").status_code == 403
    assert client.post("/api/auth/logout", headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/api/auth/logout", headers={"Origin": "http://localhost"}).status_code == 204
    assert client.get("/api/auth/me").status_code == 401


def change(client, headers, current=PASSWORD, new=NEW):
    body = {"current_password": current, "new_password": new}
    return client.post("/api/auth/me/password", json=body, headers=headers)


def test_a_new_password_takes_the_place_of_the_old_one(client, ana, enter, bearer, told):
    here, there = bearer(), bearer()
    answer = change(client, here)
    assert answer.status_code == 200
    signed = SignedIn.model_validate(answer.json)
    assert signed.user.must_change_password is False
    assert answer.headers["Set-Cookie"].startswith(f"omni_session={signed.access_token};")
    for void in (here, there):
        assert client.get("/api/auth/validate", headers=void).status_code == 401
    fresh = {"Authorization": f"Bearer {signed.access_token}"}
    assert client.get("/api/auth/validate", headers=fresh).status_code == 200
    assert enter().status_code == 401 and enter(password=NEW).status_code == 200
    assert "user.password_changed" in [event.type for event in told()]


def test_the_token_of_a_new_password_is_not_kept_for_a_retry(client, ana, bearer, database_of):
    headers = bearer() | {"Idempotency-Key": "change-once"}
    token = change(client, headers).json["access_token"]
    with database_of("auth").session() as db:
        kept = db.value("SELECT body FROM auth.idempotency_keys WHERE key = 'change-once'")
    assert token not in kept and "Ana Pérez" in kept


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("no era esta", NEW, "current_password"),
        (PASSWORD, "corta", "new_password"),
        (PASSWORD, "ñ" * 37, "new_password"),
        (PASSWORD, "ANA@example.com", "new_password"),
        (PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, "x" * 201, "new_password"),
    ],
)
def test_a_bad_new_password_is_refused_by_field(client, ana, bearer, current, new, field):
    answer = change(client, bearer(), current, new)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_guessing_the_current_password_is_limited(ana, app_with, bearer):
    headers = bearer()
    client = app_with(rate_limit_enabled=True).test_client()
    statuses = [change(client, headers, current="no era esta").status_code for _ in range(11)]
    assert statuses[:5] == [422] * 5 and 429 in statuses


def test_a_password_that_changed_meanwhile_is_not_changed_again(client, ana, bearer, monkeypatch):
    """Between the comparison and the change, somebody else sets another password."""
    headers = bearer()
    stale = {"id": ana["id"], "email": ana["email"], "password_hash": passwords.hash(PASSWORD)}
    monkeypatch.setattr(sessions.queries, "credentials_of", lambda db, id: stale)
    assert change(client, headers).status_code == 401


def test_the_token_names_its_key_and_expires_in_a_day(ana, enter):
    token = enter().json["access_token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert jwt.get_unverified_header(token)["kid"]
    assert claims["iss"] == claims["aud"] == "omniclinica"
    assert claims["exp"] - int(claims["iat"]) == 86400 and len(claims["jti"]) == 32
