"""Tokens of programs (OAuth 2), and the keys that sign."""

from base64 import b64encode
from datetime import UTC, datetime

import jwt
import pytest

from auth.sessions.schemas import Token
from auth.tokens.signer import Signer
from common.web import keys
from common.web.auth import Verifier
from common.web.revocations import Revocations

URL = "/api/auth/token"


def wish(made, **more):
    given = {"client_id": made["client_id"], "client_secret": made["client_secret"]}
    return {"grant_type": "client_credentials", **given, **more}


def basic(made):
    pair = f"{made['client_id']}:{made['client_secret']}".encode()
    return {"Authorization": f"Basic {b64encode(pair).decode()}"}


@pytest.mark.parametrize("how", ["form", "json", "basic", "basic_json"])
def test_a_program_enters_with_its_secret(client, new_client, how):
    made = new_client("events:deliver", "patients:read")
    grant = {"grant_type": "client_credentials", "scope": "everything"}
    answer = {
        "form": lambda: client.post(URL, data=wish(made, scope="everything")),
        "json": lambda: client.post(URL, json=wish(made)),
        "basic": lambda: client.post(URL, data=grant, headers=basic(made)),
        "basic_json": lambda: client.post(URL, json=grant, headers=basic(made)),
    }[how]()
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    token = Token.model_validate(answer.json)
    headers = {"Authorization": f"Bearer {token.access_token}"}
    said = client.get("/api/auth/validate", headers=headers).json
    assert said["sub"] == made["client_id"] and said["role"] == "Integración"
    assert said["permissions"] == ["events:deliver", "patients:read"]
    assert jwt.decode(token.access_token, options={"verify_signature": False})["client"] is True


def test_its_use_is_noted_without_a_new_version(client, admin, new_client):
    made = new_client("patients:read")
    client.post(URL, data=wish(made))
    after = client.get(f"/api/auth/clients/{made['id']}", headers=admin).json
    assert made["last_used_at"] is None and after["last_used_at"] and after["version"] == 1


def test_a_wrong_secret_is_refused_as_oauth_says(client, new_client):
    made = new_client("patients:read")
    answer = client.post(URL, data=wish(made, client_secret="wrong"))
    assert answer.status_code == 401 and answer.json["error"] == "invalid_client"
    assert "WWW-Authenticate" not in answer.headers
    answer = client.post(
        URL, data={"grant_type": "client_credentials"}, headers=basic(made | {"client_secret": "wrong"})
    )
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Basic")


def test_a_disabled_program_does_not_enter(client, admin, new_client):
    made = new_client("patients:read")
    client.patch(
        f"/api/auth/clients/{made['id']}", json={"active": False}, headers=admin | {"If-Match": '"1"'}
    )
    assert client.post(URL, data=wish(made)).status_code == 401


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, 401, "invalid_client"),
        (
            {"grant_type": "client_credentials", "client_id": "a\x00b", "client_secret": "c"},
            401,
            "invalid_client",
        ),
        ({"grant_type": "client_credentials", "client_id": "a" * 201}, 400, "invalid_request"),
    ],
)
def test_what_is_no_request_for_a_token_is_refused(client, body, status, error):
    for answer in (client.post(URL, data=body), client.post(URL, json=body)):
        assert (answer.status_code, answer.json["error"]) == (status, error)


@pytest.mark.parametrize("given", ["Basic", "Basic %%%", "Basic bm9jb2xvbg==", "Bearer x", "Digest a=b"])
def test_a_header_that_is_no_identity_is_refused(client, given):
    grant = {"grant_type": "client_credentials"}
    assert client.post(URL, data=grant, headers={"Authorization": given}).status_code == 401


def test_broken_json_is_400(client):
    assert client.post(URL, data="{", content_type="application/json").status_code == 400
    assert client.post(URL, json=[]).status_code == 400


def issue(signer):
    return signer.issue("7", "Ana Pérez", "Caja", {"invoices:read"}, datetime.now(UTC))


def test_after_a_rotation_the_new_key_signs_and_the_old_one_still_verifies(settings, tmp_path):
    keys.init(tmp_path)
    settings = settings.model_copy(
        update={
            "jwks_file": str(tmp_path / keys.PUBLIC),
            "jwt_signing_keys_file": str(tmp_path / keys.PRIVATE),
        }
    )
    signer, verifier = Signer(settings), Verifier(settings, Revocations(None))
    before = issue(signer)
    assert verifier.identify(before.token) == before
    keys.rotate(tmp_path)
    after = issue(signer)
    kids = [jwt.get_unverified_header(identity.token)["kid"] for identity in (before, after)]
    assert kids == [key["kid"] for key in reversed(keys.load(tmp_path))]
    assert verifier.identify(after.token) == after and verifier.identify(before.token) == before


def test_a_development_installation_signs_with_a_shared_secret(settings):
    shared = {"environment": "development", "jwt_algorithm": "HS256", "jwt_secret": "s" * 32}
    settings = settings.model_copy(update=shared)
    identity = issue(Signer(settings))
    assert jwt.get_unverified_header(identity.token)["alg"] == "HS256"
    assert Verifier(settings, Revocations(None)).identify(identity.token) == identity
