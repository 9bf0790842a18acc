"""A one-time password is used once, within its hours, and opens nothing but choosing another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import jwt
import psycopg2
import pytest

from common.suite import SERVICES, prefix

NEW = "otra frase que nadie sabe"


@pytest.fixture
def beto(client, admin, new_role):
    """Somebody who was created without a password: (e-mail, one-time password)."""
    role = new_role("patients:read", "appointments:read", "users:read")
    body = {"email": "beto@example.com", "full_name": "Beto Mora", "role_id": role["id"]}
    made = client.post("/api/auth/users", json=body, headers=admin).json
    return made["email"], made["temporary_password"]


def headers_of(answer):
    return {"Authorization": f"Bearer {answer.json['access_token']}"}


def choose(client, headers, current, new=NEW):
    body = {"current_password": current, "new_password": new}
    return client.post("/api/auth/me/password", json=body, headers=headers)


def test_it_enters_once(enter, beto):
    assert enter(*beto).status_code == 200
    again = enter(*beto)
    assert again.status_code == 401 and again.json["detail"] == enter("nadie@example.com").json["detail"]


def test_of_many_who_enter_with_it_at_once_one_does(alone, admin):
    def post(path, body):
        return alone.test_client().post(f"/api/auth/{path}", json=body, headers=admin).json

    role = post("roles", {"name": "Asistencia", "permissions": []})
    made = post("users", {"email": "beto@example.com", "full_name": "Beto", "role_id": role["id"]})
    body = {"email": made["email"], "password": made["temporary_password"]}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: alone.test_client().post("/api/auth/login", json=body), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (73, 401)])
def test_it_lasts_three_days(enter, beto, database_of, hours, status):
    with database_of("auth").transaction() as tx:
        tx.run(
            "UPDATE auth.users SET one_time_expires_at = one_time_expires_at - %(hours)s * interval '1 hour'",
            hours=hours,
        )
    assert enter(*beto).status_code == status


def test_how_long_it_lasts_is_a_setting(app_with, admin, ana, database_of):
    made = app_with(one_time_password_hours=1).test_client()
    assert made.post(f"/api/auth/users/{ana['id']}/password", headers=admin).status_code == 200
    with database_of("auth").session() as db:
        left = db.value("SELECT one_time_expires_at - now() FROM auth.users WHERE must_change_password")
    assert timedelta(minutes=59) < left <= timedelta(hours=1)


def test_its_token_holds_no_permission_and_ends_with_it(enter, beto, database_of):
    with database_of("auth").transaction() as tx:
        tx.run("UPDATE auth.users SET one_time_expires_at = clock_timestamp() + interval '10 minutes'")
    answer = enter(*beto)
    claims = jwt.decode(answer.json["access_token"], options={"verify_signature": False})
    assert claims["permissions"] == [] and claims["must_change_password"] is True
    assert claims["exp"] <= datetime.now(UTC).timestamp() + 600 and answer.json["expires_in"] <= 600
    assert "Max-Age=86400" not in answer.headers["Set-Cookie"]
    assert answer.json["user"]["must_change_password"] is True


def test_until_it_is_changed_every_service_refuses_its_token(apps, enter, beto):
    headers = headers_of(enter(*beto))
    for service in SERVICES:
        for path in ("swagger.json", "events"):
            answer = apps[service].test_client().get(f"/api/{prefix(service)}/{path}", headers=headers)
            assert answer.status_code == 403, (service, path)
            assert answer.json["must_change_password"] is True
            assert "contraseña de un solo uso" in answer.json["detail"]
    client = apps["auth"].test_client()
    for path in ("validate", "permissions", "users", "practitioners"):
        assert client.get(f"/api/auth/{path}", headers=headers).status_code == 403, path
    assert apps["auth"].test_client().get("/metrics", headers=headers).status_code == 403


def test_it_says_who_one_is_and_lets_one_leave(client, enter, beto):
    headers = headers_of(enter(*beto))
    me = client.get("/api/auth/me", headers=headers)
    assert me.status_code == 200 and me.json["must_change_password"] is True
    assert client.post("/api/auth/logout", headers=headers).status_code == 204


def test_once_changed_the_role_holds(client, enter, beto):
    email, password = beto
    answer = choose(client, headers_of(enter(email, password)), password)
    assert answer.status_code == 200 and answer.json["user"]["must_change_password"] is False
    headers = headers_of(answer)
    assert client.get("/api/auth/users", headers=headers).status_code == 200
    assert enter(email, NEW).status_code == 200 and enter(email, password).status_code == 401


def test_a_reset_gives_one_that_is_used_once(client, admin, ana, enter):
    password = client.post(f"/api/auth/users/{ana['id']}/password", headers=admin).json["temporary_password"]
    assert enter(password=password).status_code == 200
    assert enter(password=password).status_code == 401
    again = client.post(f"/api/auth/users/{ana['id']}/password", headers=admin).json["temporary_password"]
    assert enter(password=again).status_code == 200


def test_the_database_knows_when_each_ends(database_of, beto):
    with pytest.raises(psycopg2.IntegrityError) as refusal, database_of("auth").transaction() as tx:
        tx.run("UPDATE auth.users SET one_time_expires_at = NULL")
    assert refusal.value.diag.constraint_name == "users_one_time_password"
