"""Links: one act on one thing, for whoever shows them."""

import time

import jwt
import pytest

from common.suite import LINKS, Purpose
from common.web import keys, links

URL = "/api/logs/things/by-link"


@pytest.fixture(autouse=True)
def purpose(monkeypatch):
    monkeypatch.setitem(LINKS, "thing:take", Purpose("logs", "/tomar/", 3))


@pytest.fixture
def made(token):
    """The header that shows a link, as auth signs it; claims by name."""

    def make(about="7", **claims):
        claims = {
            "aud": "omniclinica/link",
            "scope": "thing:take",
            "drop": ("name", "role", "permissions"),
        } | claims
        return {"Authorization": f"Link {token(id=about, **claims)}"}

    return make


def test_a_link_opens_its_thing_and_makes_nobody_of_its_bearer(client, made, token):
    client.set_cookie("omni_session", token("things:read"))
    answer = client.get(URL, headers=made())
    assert (answer.status_code, answer.json) == (200, {"about": "7", "identity": None})


@pytest.mark.parametrize(
    "change, status, said",
    [
        ({"exp": time.time() - 5}, 410, "venció"),
        ({"exp": time.time() - 3600}, 410, "venció"),
        ({"scope": "thing:look"}, 403, "para otra cosa"),
        ({"aud": "omniclinica"}, 401, "no es de la clínica"),
        ({"aud": "omniclinica/approval"}, 401, "no es de la clínica"),
        ({"iss": "otra"}, 401, "no es de la clínica"),
        ({"drop": ("scope",)}, 401, "no es de la clínica"),
        ({"drop": ("exp",)}, 401, "no es de la clínica"),
        ({"kid": "unheard-of"}, 401, "no es de la clínica"),
    ],
)
def test_what_is_no_link_of_ours_is_refused_in_words(client, made, change, status, said):
    answer = client.get(URL, headers=made(**change))
    assert answer.status_code == status and said in answer.json["detail"], answer.json


def test_a_guessed_or_cut_link_and_none_at_all_are_refused(client, made):
    whole = made()["Authorization"]
    shown = [whole[:-4], f"{whole[:-9]}AAAAAAAAA", "Link abc", "Link ", "Link", "Bearer abc"]
    answers = [client.get(URL, headers={"Authorization": value}) for value in shown] + [client.get(URL)]
    assert {(answer.status_code, answer.json["detail"]) for answer in answers} == {(401, links.NO_LINK)}


def test_a_link_signed_by_another_key_is_none_of_ours(client, made, tmp_path):
    stranger = tmp_path / "stranger"
    keys.init(stranger)
    other = jwt.PyJWK(keys.load(stranger)[0]).key
    assert client.get(URL, headers=made(key=other)).status_code == 401


def test_a_link_is_no_session(client, made):
    shown = made()["Authorization"].replace("Link", "Bearer")
    assert client.get("/api/logs/things", headers={"Authorization": shown}).status_code == 401


def test_what_serves_once_is_refused_when_it_is_shown_again(client, made, owner):
    shown = made()
    assert client.post(URL, headers=shown).status_code == 200
    again = [client.post(URL, headers=shown), client.get(URL, headers=shown)]
    assert [(answer.status_code, answer.json["detail"]) for answer in again] == [(410, links.USED)] * 2
    # Another of the same thing is another.
    assert client.get(URL, headers=made()).status_code == 200
    ((actor,),) = owner("SELECT actor FROM logs.outbox")
    assert actor["name"] == "Por enlace" and actor["id"] is None


def test_of_two_at_once_one_has_it(app, made, in_threads, owner):
    shown = made()
    answers = in_threads(4, lambda n: app.test_client().post(URL, headers=shown))
    assert sorted(answer.status_code for answer in answers) == [200, 410, 410, 410]
    assert len(owner("SELECT 1 FROM logs.outbox")) == 1


def test_links_end_with_their_thing_and_a_later_one_serves(client, made, db):
    before = made()
    other = made("8")
    time.sleep(0.01)
    with db.transaction() as tx:
        links.withdraw(tx, "thing:take", "7")
        links.withdraw(tx, "thing:take", "7")
    refused = client.get(URL, headers=before)
    assert (refused.status_code, refused.json["detail"]) == (410, links.WITHDRAWN)
    assert client.get(URL, headers=other).status_code == 200
    assert client.get(URL, headers=made(iat=time.time() + 1)).status_code == 200


def test_ends_that_nobody_needs_any_more_are_cleared(client, made, owner):
    owner("INSERT INTO logs.link_ends VALUES ('jti:old', now(), now() - interval '1 minute')")
    assert client.post(URL, headers=made()).status_code == 200
    assert [row for row in owner("SELECT subject FROM logs.link_ends") if row[0] == "jti:old"] == []


def test_an_address_shows_so_many_and_no_more(make_app, made, redis_server):
    client = make_app(rate_limit_enabled=True, rate_limit_links="2/minute").test_client()
    answers = [client.get(URL, headers={"Authorization": "Link guess"}) for _ in range(2)]
    answers.append(client.get(URL, headers=made()))
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_pruned_key_still_opens_what_it_signed_and_no_session(client, made, bearer, key_directory, app):
    link, session = made(), bearer("things:read")
    keys.rotate(key_directory)
    keys.prune(key_directory)
    app.extensions["verifier"].next_stat = 0.0
    assert client.get(URL, headers=link).status_code == 200
    assert client.get("/api/logs/things", headers=session).status_code == 401
    keys.forget(key_directory)
    app.extensions["verifier"].next_stat = 0.0
    assert client.get(URL, headers=link).status_code == 401
