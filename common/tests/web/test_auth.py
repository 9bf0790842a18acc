import base64
import json
import os
import re
import time
from pathlib import Path

import jwt
import pytest

from common.problems import Unauthorized
from common.web import keys
from common.web.auth import Verifier
from common.web.revocations import Revocations

URL = "/api/logs/things"
SECRET = "s" * 32


@pytest.fixture
def verifier(base):
    return Verifier(base, Revocations(None))


def refused(verifier, token):
    with pytest.raises(Unauthorized) as refusal:
        verifier.identify(token)
    return str(refusal.value)


def test_a_token_carries_the_identity(verifier, token):
    identity = verifier.identify(token("things:read", id="7", role="Caja"))
    assert (identity.id, identity.name, identity.role) == ("7", "Ana Pérez", "Caja")
    assert identity.may("things:read") and not identity.may("things:write") and not identity.is_client
    assert identity.subjects == (f"jti:{identity.jti}", "user:7", "role:Caja")


def test_a_client_is_revoked_as_a_client(verifier, token):
    identity = verifier.identify(token(id="service-citas", client=True))
    assert identity.is_client and identity.subjects[1] == "client:service-citas"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "somebody"},
        {"aud": "somebody"},
        {"iat": time.time() + 3600},
        {"exp": time.time() - 60},
        {"drop": ["exp"]},
        {"drop": ["jti"]},
        {"drop": ["sub"]},
        {"drop": ["iat"]},
        {"drop": ["aud"]},
        {"drop": ["iss"]},
        {"drop": ["name"]},
        {"drop": ["permissions"]},
        {"kid": "unheard-of"},
    ],
)
def test_a_token_that_is_not_as_it_must_be_is_refused(verifier, token, claims):
    assert refused(verifier, token(**claims)).endswith("Inicie sesión de nuevo.")


@pytest.mark.parametrize("text", ["x", "a.b.c", "..", "é", "x" * 5000])
def test_what_is_no_token_is_refused(verifier, text):
    refused(verifier, text)


def test_a_signature_of_another_key_is_refused(verifier, token):
    refused(verifier, token(key=jwt.PyJWK(keys.new_key()).key))


def test_a_changed_token_is_refused(verifier, token):
    head, _, tail = token("things:read").split(".")
    payload = base64.urlsafe_b64encode(json.dumps({"sub": "1", "permissions": ["users:write"]}).encode())
    refused(verifier, f"{head}.{payload.decode().rstrip('=')}.{tail}")


def test_a_token_without_a_signature_is_refused(verifier, token):
    refused(verifier, token(key="", algorithm="none"))


def test_the_public_key_is_no_shared_secret(verifier, token, base):
    """The algorithm is a setting: a token signed by HS256 with what everybody may read proves nothing."""
    jwk = json.loads(Path(base.jwks_file).read_text())["keys"][0]
    head = {"alg": "HS256", "typ": "JWT", "kid": jwk["kid"]}
    body = token("users:write").split(".")[1]
    signed = f"{base64.urlsafe_b64encode(json.dumps(head).encode()).decode().rstrip('=')}.{body}"
    algorithm = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    signature = algorithm.sign(signed.encode(), json.dumps(jwk).encode())
    refused(verifier, f"{signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}")


def test_hs256_is_for_development(base, token):
    settings = base.model_copy(
        update={"environment": "development", "jwt_algorithm": "HS256", "jwt_secret": SECRET}
    )
    verifier = Verifier(settings, Revocations(None))
    assert verifier.identify(token(key=SECRET, algorithm="HS256")).id == "1"
    refused(verifier, token())


def test_a_session_that_ends_while_its_token_is_known_ends(verifier, token, monkeypatch):
    text = token()
    verifier.identify(text)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3601)
    assert "terminó" in refused(verifier, text)


def test_only_so_many_tokens_are_kept(verifier, token, monkeypatch):
    monkeypatch.setattr("common.web.auth.CACHED_TOKENS", 2)
    for _ in range(5):
        verifier.identify(token())
    assert len(verifier.verified) <= 2


def test_a_new_key_is_known_at_once_and_the_old_one_still_verifies(verifier, token, key_directory):
    before = token()
    verifier.identify(before)
    keys.rotate(key_directory)
    after = token()
    assert verifier.identify(after).id == verifier.identify(before).id == "1"


def test_a_pruned_key_verifies_nothing_any_more(verifier, token, key_directory, base, monkeypatch):
    before = token()
    verifier.identify(before)
    keys.rotate(key_directory)
    keys.prune(key_directory)
    os.utime(base.jwks_file, ns=(1, 1))
    verifier.next_stat = 0.0
    refused(verifier, before)
    assert verifier.identify(token()).id == "1"


def test_somebody_unknown_is_401_and_somebody_who_may_not_is_403(client, bearer):
    assert client.get(URL).status_code == 401
    assert client.get(URL, headers={"Authorization": "Bearer x"}).status_code == 401
    assert client.get(URL, headers={"Authorization": "Basic x"}).status_code == 401
    answer = client.get(URL, headers=bearer("things:write"))
    assert answer.status_code == 403 and "things:read" in answer.json["detail"]
    assert client.get(URL, headers=bearer("things:read")).status_code == 200


def test_who_you_are_comes_before_what_you_sent(client, bearer):
    assert client.post(URL, data="{").status_code == 401
    assert client.post(URL, data="{", headers=bearer()).status_code == 403


@pytest.fixture
def browser(app, token):
    client = app.test_client()
    client.set_cookie("omni_session", token("things:read", "things:write"))
    return client


def test_a_cookie_is_an_identity(browser):
    assert browser.get(URL).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost"}, 201),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
    ],
)
def test_a_write_with_a_cookie_must_come_from_our_own_page(browser, headers, status):
    assert browser.post(URL, json={"name": "Guantes"}, headers=headers).status_code == status


def test_a_write_with_a_token_may_come_from_anywhere(client, bearer):
    headers = bearer("things:write") | {"Origin": "http://other.example"}
    assert client.post(URL, json={"name": "Guantes"}, headers=headers).status_code == 201


def test_the_documentation_needs_an_identity_and_health_does_not(client, bearer):
    page = client.get("/api/logs/docs", headers=bearer()).text
    style = re.search(r'href="(/api/logs/[^"]+\.css)"', page).group(1)
    for path in ("/api/logs/docs", "/api/logs/swagger.json", style):
        assert client.get(path).status_code == 401
        with client.get(path, headers=bearer()) as answer:
            assert answer.status_code == 200
    assert client.get("/health").status_code == 200
