"""Links, signed for the service whose thing they open."""

import jwt
import pytest

from common.suite import LINKS

URL = "/api/auth/links"
WISH = {"scope": "einvoice:read", "about": "17", "seconds": 3600}


@pytest.fixture
def ask(client, login):
    def act(id="service-facturacion", permissions=("events:deliver",), **changes):
        headers = login(*permissions, id=id, client=True)
        return client.post(URL, json=WISH | changes, headers=headers)

    return act


def test_a_link_says_one_act_on_one_thing_and_when_it_ends(ask):
    answer = ask()
    assert answer.status_code == 200
    claims = jwt.decode(answer.json["link"], options={"verify_signature": False})
    assert (claims["scope"], claims["sub"], claims["aud"]) == ("einvoice:read", "17", "omniclinica/link")
    assert claims["exp"] - int(claims["iat"]) == 3600
    assert not {"permissions", "name", "role"} & claims.keys()
    # It is nobody's session.
    assert ask().json["link"] != answer.json["link"]


def test_another_service_gets_none(ask):
    assert ask(id="service-citas").status_code == 403
    assert ask(id="client-0123").status_code == 403


def test_no_person_signs_links(client, login):
    assert client.post(URL, json=WISH, headers=login("einvoices:read")).status_code == 403
    assert client.post(URL, json=WISH).status_code == 401


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"scope": "todo"}, "scope"),
        ({"about": ""}, "about"),
        ({"about": "a b"}, "about"),
        ({"seconds": 59}, "seconds"),
        ({"seconds": LINKS["einvoice:read"].days * 86400 + 1}, "seconds"),
    ],
)
def test_what_cannot_be_signed_is_named(ask, changes, field):
    answer = ask(**changes)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_service_asks_and_verifies_what_auth_signed(apps):
    made = apps["facturacion"].extensions["links"].make("einvoice:read", 17, 3600, base="https://clinica.ec/")
    assert made.url == f"https://clinica.ec/comprobante/#{made.token}"
    found = apps["facturacion"].extensions["verifier"].link(made.token, "einvoice:read")
    assert (found.about, found.scope) == ("17", "einvoice:read")
    assert found.expires_at == made.expires_at.timestamp()
