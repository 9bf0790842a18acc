import json

import bcrypt
import pytest

from auth import passwords
from auth.sessions.schemas import SignedIn

URL = "/api/auth/login"


def test_whoever_knows_the_password_enters(client, ana, enter):
    answer = enter()
    assert answer.status_code == 200
    signed = SignedIn.model_validate(answer.json)
    assert signed.user.email == "ana@example.com" and signed.expires_in == 86400
    assert signed.user.permissions == ["appointments:read", "patients:read"]
    headers = {"Authorization": f"Bearer {signed.access_token}"}
    assert client.get("/api/auth/validate", headers=headers).json["sub"] == str(ana["id"])


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, ana, enter):
    cookie = enter().headers["Set-Cookie"]
    assert cookie.startswith("omni_session=")
    assert {"HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=86400"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert client.get("/api/auth/me").json["email"] == "ana@example.com"


def test_behind_tls_the_cookie_travels_only_there(ana, app_with):
    answer = (
        app_with(tls_enabled=True)
        .test_client()
        .post(URL, json={"email": "ana@example.com", "password": "una frase que solo yo sé"})
    )
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_an_email_is_the_same_in_any_case(ana, enter):
    assert enter(email="ANA@Example.com").status_code == 200


def test_a_space_belongs_to_a_password(ana, enter):
    assert enter(password="una frase que solo yo sé ").status_code == 401


def refusals(client, admin, new_user, ana, enter):
    """The answers to an unknown e-mail, a wrong password, and a disabled user."""
    beto = new_user(ana["role"], email="beto@example.com")
    client.patch(f"/api/auth/users/{beto['id']}", json={"active": False}, headers=admin | {"If-Match": '"1"'})
    yield enter(email="nadie@example.com")
    yield enter(password="otra cosa cualquiera")
    yield enter(email="beto@example.com")


def test_every_refusal_reads_the_same(client, admin, new_user, ana, enter):
    answers = list(refusals(client, admin, new_user, ana, enter))
    assert {answer.status_code for answer in answers} == {401}
    assert len({(answer.json["title"], answer.json["detail"]) for answer in answers}) == 1
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_every_refusal_takes_a_comparison(client, admin, new_user, ana, enter, monkeypatch):
    costs = []
    compare = bcrypt.checkpw
    monkeypatch.setattr(
        bcrypt, "checkpw", lambda given, stored: costs.append(stored[:7]) or compare(given, stored)
    )
    asked = sum(1 for _ in refusals(client, admin, new_user, ana, enter))
    assert costs == [b"$2b$04$"] * asked


def test_entering_and_failing_are_told(ana, enter, told):
    enter()
    enter(password="otra cosa cualquiera")
    enter(email="nadie@example.com", password="algo que nadie debe leer")
    events = told()[2:]
    assert [event.type for event in events] == ["user.logged_in", "user.login_failed", "user.login_failed"]
    assert events[0].actor["id"] == str(ana["id"]) and events[0].actor["ip"] == "127.0.0.1"
    assert events[1].actor is None and events[1].data["level"] == "WARNING"
    assert events[1].data["email"] == "ana@example.com" and events[1].data["ip"] == "127.0.0.1"
    assert events[2].aggregate == "user:unknown"
    assert not any("algo que" in str(event) or "frase" in str(event) for event in events)


def test_entering_notes_the_moment_and_leaves_the_version(client, admin, ana, enter):
    assert client.get("/api/auth/users", headers=admin).json["data"][0]["last_login_at"] is None
    enter()
    user = client.get("/api/auth/users", headers=admin).json["data"][0]
    assert user["last_login_at"] is not None and user["version"] == 1


WRONG = {"email": "ana@example.com", "password": "otra cosa cualquiera"}


def until_refused(send, most):
    """How many were let in before the first 429, and that answer.

    A Redis that is slow for a moment changes the counting over to this process, which begins anew: hence twice.
    """
    for before in range(2 * most + 1):
        answer = send()
        if answer.status_code == 429:
            return before, answer
    raise AssertionError("nobody was refused")


def test_five_attempts_a_minute_for_one_email_from_one_address(ana, app_with):
    client = app_with(rate_limit_enabled=True).test_client()
    before, refused = until_refused(lambda: client.post(URL, json=WRONG), 5)
    assert before >= 5 and 1 <= int(refused.headers["Retry-After"]) <= 60
    assert client.post(URL, json=WRONG | {"email": "ANA@example.com"}).status_code == 429
    assert client.post(URL, json=WRONG | {"email": "beto@example.com"}).status_code == 401
    elsewhere = client.post(URL, json=WRONG, headers={"X-Forwarded-For": "10.1.2.3"})
    assert elsewhere.status_code == 401


def test_the_general_limit_says_when_to_come_back(app_with):
    client = app_with(rate_limit_enabled=True, rate_limit_general="2/minute").test_client()
    before, refused = until_refused(lambda: client.get("/api/auth/me"), 2)
    assert before >= 2 and 1 <= int(refused.headers["Retry-After"]) <= 60


def test_without_redis_attempts_are_limited_in_memory(ana, app_with):
    client = app_with(rate_limit_enabled=True, redis_url="redis://127.0.0.1:1/0").test_client()
    assert [client.post(URL, json=WRONG).status_code for _ in range(6)] == [401] * 5 + [429]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"password": "x"}, "email"),
        ({"email": "ana@example.com"}, "password"),
        ({"email": "ana", "password": "x"}, "email"),
        ({"email": "ana@example.com", "password": ""}, "password"),
        ({"email": "ana@example.com", "password": "x" * 201}, "password"),
        ({"email": "ana@example.com", "password": 7}, "password"),
        ({"email": "ana@example.com", "password": "x", "role": "Administrador"}, "role"),
    ],
)
def test_invalid_credentials_name_the_field(client, body, field):
    answer = client.post(URL, json=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_broken_json_and_nul_are_refused(client):
    assert client.post(URL, data="{", content_type="application/json").status_code == 400
    assert client.post(URL, json={"email": "a@b.co", "password": "x\x00y"}).status_code == 422


RIGHT = {"email": "ana@example.com", "password": "una frase que solo yo sé"}


@pytest.mark.parametrize("type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_site_cannot_log_a_browser_in_with_a_form(client, ana, type):
    """A form sends text that reads as JSON: the browser would go on as whom the attacker chose."""
    answer = client.post(URL, data=json.dumps(RIGHT), content_type=type)
    assert answer.status_code == 415 and "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
    ],
)
def test_a_browser_enters_from_our_own_page_alone(client, ana, told, headers, status):
    before = len(told())
    answer = client.post(URL, json=RIGHT, headers=headers)
    assert answer.status_code == status
    assert ("Set-Cookie" in answer.headers) == (status == 200)
    assert status == 200 or len(told()) == before


def test_a_page_whose_origin_is_listed_may_log_in(ana, app_with):
    client = app_with(cors_origins="https://app.example, https://other.example").test_client()
    headers = {"Origin": "https://other.example", "Sec-Fetch-Site": "cross-site"}
    assert client.post(URL, json=RIGHT, headers=headers).status_code == 200
    assert client.post(URL, json=RIGHT, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_key_for_repeating_is_no_harm_where_nobody_is_known_yet(ana, client):
    body = {"email": "ana@example.com", "password": "una frase que solo yo sé"}
    first, second = (client.post(URL, json=body, headers={"Idempotency-Key": "a-key-of-mine"}) for _ in "12")
    assert first.status_code == second.status_code == 200
    assert first.json["access_token"] != second.json["access_token"]


def test_a_password_beyond_what_bcrypt_reads_does_not_enter(new_role, new_user, enter):
    new_user(new_role("patients:read"), password="ñ" * 36)
    assert enter(password="ñ" * 36).status_code == 200
    assert enter(password="ñ" * 37).status_code == 401


def test_passwords_are_hashed_in_twelve_rounds(monkeypatch, earnest_rounds):
    assert earnest_rounds == 12
    monkeypatch.setattr(passwords, "ROUNDS", earnest_rounds)
    assert passwords.hash("una frase que solo yo sé").startswith("$2b$12$")
