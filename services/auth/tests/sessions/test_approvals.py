"""A second person confirms with their password, in the session of somebody else."""

import jwt
import pytest

URL = "/api/auth/approvals"
PASSWORD = "una frase que solo yo sé"


@pytest.fixture
def confirm(client, login):
    cashier = login(id="77", name="Paola Rivadeneira")

    def act(headers=cashier, **changes):
        body = {
            "email": "ana@example.com",
            "password": PASSWORD,
            "permission": "patients:read",
            "about": "invoice:7:abc",
        }
        return client.post(URL, json=body | changes, headers=headers)

    return act


def test_the_right_password_and_permission_are_worth_one_yes(client, ana, confirm):
    answer = confirm()
    assert answer.status_code == 200
    assert (answer.json["approved_by"], answer.json["expires_in"]) == (ana["full_name"], 120)
    claims = jwt.decode(answer.json["approval"], options={"verify_signature": False})
    assert (claims["sub"], claims["permission"], claims["about"]) == (
        str(ana["id"]),
        "patients:read",
        "invoice:7:abc",
    )
    # It is nobody's session.
    assert "Set-Cookie" not in answer.headers
    held = {"Authorization": f"Bearer {answer.json['approval']}"}
    assert client.get("/api/auth/validate", headers=held).status_code == 401


def test_who_does_not_hold_the_permission_says_no_yes(ana, confirm):
    answer = confirm(permission="invoices:approve-discount")
    assert answer.status_code == 403 and "Aprobar rebajas" in answer.json["detail"]


def test_a_wrong_password_and_an_unknown_email_read_the_same(ana, confirm):
    answers = [confirm(password="otra cosa cualquiera"), confirm(email="nadie@example.com")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json["errors"] == answers[1].json["errors"]
    assert answers[0].json["errors"][0]["field"] == "password"


def test_wrong_passwords_are_slowed_down_like_those_of_a_login(ana, confirm, enter):
    statuses = [confirm(password="otra cosa cualquiera").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    # And count together with them: neither door is a way around the other.
    assert enter().status_code == 429


def test_a_one_time_password_confirms_nothing(admin, client, ana, confirm):
    reset = client.post(f"/api/auth/users/{ana['id']}/password", headers=admin)
    assert confirm(password=reset.json["temporary_password"]).status_code == 422


def test_nobody_confirms_without_a_session_to_confirm_in(confirm, ana):
    assert confirm(headers={}).status_code == 401


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"permission": "todo"}, "permission"),
        ({"about": ""}, "about"),
        ({"about": "a b"}, "about"),
        ({"password": ""}, "password"),
    ],
)
def test_what_is_missing_is_named(confirm, changes, field):
    answer = confirm(**changes)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field
