"""Wrong passwords slow down who types them, where they type them; they lock nobody out."""

import re
from datetime import datetime, timedelta

import pytest

URL = "/api/auth/login"
PASSWORD = "una frase que solo yo sé"
ANA = {"email": "ana@example.com", "password": PASSWORD}
WRONG = ANA | {"password": "otra cosa cualquiera"}
BROWSER = {"Origin": "http://localhost"}


@pytest.fixture
def from_address(client):
    """Log in from an address, as Traefik tells it: `from_address("10.0.0.7", body)`."""

    def send(address, body=WRONG, **headers):
        return client.post(URL, json=body, headers={"X-Forwarded-For": address, **headers})

    return send


def fail(from_address, times, address="10.0.0.7", body=WRONG):
    return [from_address(address, body).status_code for _ in range(times)]


@pytest.fixture
def pass_time(database_of):
    """Let that much time go by for what was counted."""

    def pass_(**time):
        with database_of("auth").transaction() as tx:
            tx.run(
                "UPDATE auth.login_attempts SET failed_at = failed_at - %(t)s, blocked_until = blocked_until - %(t)s",
                t=timedelta(**time),
            )

    return pass_


def test_five_wrong_passwords_slow_down_who_typed_them(ana, from_address, pass_time):
    assert fail(from_address, 6) == [401] * 5 + [429]
    slowed = from_address("10.0.0.7", ANA)
    assert slowed.status_code == 429 and 1 <= int(slowed.headers["Retry-After"]) <= 15
    assert "segundos" in slowed.json["detail"]
    pass_time(seconds=16)
    assert from_address("10.0.0.7", ANA).status_code == 200


def test_nobody_else_is_kept_out(ana, from_address):
    fail(from_address, 6)
    assert from_address("10.0.0.8", ANA).status_code == 200
    assert from_address("10.0.0.7", ANA | {"email": "otra@example.com"}).status_code == 401


def test_the_wait_doubles_up_to_a_quarter_of_an_hour(ana, from_address, pass_time):
    fail(from_address, 5)
    waits = []
    for _ in range(8):
        waits.append(int(from_address("10.0.0.7").headers["Retry-After"]))
        pass_time(seconds=waits[-1] + 1)
        assert from_address("10.0.0.7").status_code == 401
    assert waits == [15, 30, 60, 120, 240, 480, 900, 900]


def test_what_is_long_ago_is_forgotten(ana, from_address, pass_time):
    fail(from_address, 5)
    pass_time(hours=1, minutes=1)
    assert fail(from_address, 5) == [401] * 5


def test_entering_ends_the_count(ana, from_address):
    for _ in range(3):
        assert fail(from_address, 4) == [401] * 4
        assert from_address("10.0.0.7", ANA).status_code == 200


def test_an_email_that_nobody_has_is_answered_the_same(ana, from_address):
    nobody = WRONG | {"email": "nadie@example.com"}
    answers = [[from_address("10.0.0.7", body) for _ in range(7)] for body in (WRONG, nobody)]
    said = [
        [(a.status_code, a.json["title"], re.sub(r"\d+", "N", a.json["detail"])) for a in row]
        for row in answers
    ]
    assert said[0] == said[1]


def test_in_any_case_it_is_one_account(ana, from_address):
    for email in (
        "ana@example.com",
        "ANA@example.com",
        "Ana@Example.com",
        "aNa@example.com",
        "anA@example.com",
    ):
        assert from_address("10.0.0.7", WRONG | {"email": email}).status_code == 401
    assert from_address("10.0.0.7").status_code == 429


def test_an_attacker_has_one_network_of_ipv6(ana, from_address):
    for host in range(5):
        assert from_address(f"2001:db8:1:2::{host + 1}").status_code == 401
    assert from_address("2001:db8:1:2:ffff::9").status_code == 429
    assert from_address("2001:db8:1:3::1", ANA).status_code == 200


def test_a_known_device_is_let_in_while_its_address_is_slowed(client, ana, from_address):
    """Somebody behind the same router types wrong passwords all day."""
    assert from_address("10.0.0.7", ANA, **BROWSER).status_code == 200
    stranger = client.application.test_client()
    for _ in range(6):
        stranger.post(URL, json=WRONG, headers={"X-Forwarded-For": "10.0.0.7"})
    assert from_address("10.0.0.7", ANA, **BROWSER).status_code == 200
    refused = stranger.post(URL, json=ANA, headers={"X-Forwarded-For": "10.0.0.7"})
    assert refused.status_code == 429


def test_who_sits_at_a_known_device_guesses_no_faster(ana, from_address):
    from_address("10.0.0.7", ANA, **BROWSER)
    assert fail(from_address, 6) == [401] * 5 + [429]
    assert from_address("10.0.0.8").status_code == 429


def test_the_cookie_of_a_device_is_out_of_reach_and_its_hash_is_kept(client, ana, from_address, database_of):
    cookies = from_address("10.0.0.7", ANA, **BROWSER).headers.getlist("Set-Cookie")
    [device] = [cookie for cookie in cookies if cookie.startswith("omni_device=")]
    assert {"HttpOnly", "Path=/api/auth", "SameSite=Strict", "Max-Age=15552000"} <= set(device.split("; "))
    value = device.partition("=")[2].partition(";")[0]
    assert len(value) >= 40
    with database_of("auth").session() as db:
        rows = db.all("SELECT token_hash, user_id FROM auth.devices")
    assert [row["user_id"] for row in rows] == [ana["id"]] and value not in rows[0]["token_hash"]
    again = from_address("10.0.0.7", ANA, **BROWSER).headers.getlist("Set-Cookie")
    assert any(cookie.startswith(f"omni_device={value};") for cookie in again)


def test_what_is_no_browser_gets_no_device(ana, enter):
    assert "omni_device" not in str(enter().headers)


@pytest.mark.parametrize("value", ["x", "", "ñ", "a" * 43])
def test_a_cookie_that_nobody_was_given_is_no_device(client, ana, from_address, value):
    client.set_cookie("omni_device", value, path="/api/auth")
    assert fail(from_address, 6) == [401] * 5 + [429]
    client.set_cookie("omni_device", "b" * 43, path="/api/auth")
    assert from_address("10.0.0.7", ANA).status_code == 429


def test_a_device_of_one_is_not_known_for_another(client, ana, new_user, from_address):
    new_user(ana["role"], email="beto@example.com")
    from_address("10.0.0.7", ANA, **BROWSER)
    beto = WRONG | {"email": "beto@example.com"}
    for body in [beto] * 5:
        client.application.test_client().post(URL, json=body, headers={"X-Forwarded-For": "10.0.0.7"})
    assert from_address("10.0.0.7", beto, **BROWSER).status_code == 429


def test_a_new_password_forgets_the_devices(client, admin, ana, from_address):
    from_address("10.0.0.7", ANA, **BROWSER)
    given = client.post(f"/api/auth/users/{ana['id']}/password", headers=admin).json["temporary_password"]
    for _ in range(6):
        client.application.test_client().post(URL, json=WRONG, headers={"X-Forwarded-For": "10.0.0.7"})
    assert from_address("10.0.0.7", ANA | {"password": given}, **BROWSER).status_code == 429
    assert from_address("10.0.0.8", ANA | {"password": given}, **BROWSER).status_code == 200


def test_who_changes_their_own_password_keeps_this_device(client, ana, from_address):
    token = from_address("10.0.0.7", ANA, **BROWSER).json["access_token"]
    change = {"current_password": PASSWORD, "new_password": "otra frase que nadie sabe"}
    client.post("/api/auth/me/password", json=change, headers=BROWSER | {"Authorization": f"Bearer {token}"})
    for _ in range(6):
        client.application.test_client().post(URL, json=WRONG, headers={"X-Forwarded-For": "10.0.0.7"})
    right = ANA | {"password": "otra frase que nadie sabe"}
    assert from_address("10.0.0.7", right, **BROWSER).status_code == 200


def test_many_addresses_are_slowed_together(client, ana, from_address, told):
    from_address("10.9.9.9", ANA, **BROWSER)
    stranger = client.application.test_client()
    send = lambda address: stranger.post(URL, json=WRONG, headers={"X-Forwarded-For": address})  # noqa: E731
    assert [send(f"10.1.{number}.1").status_code for number in range(30)] == [401] * 30
    slowed = send("10.2.0.1")
    assert slowed.status_code == 429 and int(slowed.headers["Retry-After"]) <= 2
    summary = [event.data["summary"] for event in told() if event.type == "user.login_slowed"][-1]
    assert "desde varias direcciones" in summary
    # Not her, where she is known.
    assert from_address("10.9.9.9", ANA, **BROWSER).status_code == 200


def test_the_person_is_told_at_the_next_login(client, admin, ana, enter):
    assert enter().json["failed_attempts"] is None
    for _ in range(3):
        enter(password="otra cosa cualquiera")
    seen = client.get(f"/api/auth/users/{ana['id']}", headers=admin).json
    assert seen["failed_attempts"] == 3 and seen["version"] == 1
    notice = enter().json["failed_attempts"]
    assert notice["count"] == 3 and datetime.fromisoformat(notice["last_at"])
    assert enter().json["failed_attempts"] is None


def test_the_log_says_when_somebody_is_slowed(ana, from_address, told):
    fail(from_address, 7)
    events = [event for event in told() if event.type.startswith("user.login_")]
    assert [event.type for event in events] == ["user.login_failed"] * 5 + ["user.login_slowed"]
    assert events[-1].data["summary"] == (
        "Frenó los intentos de entrar como Ana Pérez desde 10.0.0.7 tras varias contraseñas erradas"
    )
    assert events[-1].data["level"] == "WARNING" and events[-1].aggregate == f"user:{ana['id']}"


def test_housekeeping_clears_what_is_old(ana, from_address, pass_time, database_of):
    fail(from_address, 2)
    pass_time(days=2)
    with database_of("auth").transaction() as tx:
        tx.run("SELECT housekeeping()")
        assert tx.value("SELECT count(*) FROM auth.login_attempts") == 0
