import time

import pytest

from common.problems import Unauthorized
from common.store.redis_connection import connect
from common.tests.conftest import AWAY_REDIS, within
from common.web.auth import Verifier
from common.web.revocations import Revocations, Unanswered, publish


@pytest.fixture
def revocations(redis_server):
    return Revocations(redis_server)


@pytest.fixture
def identity(base, token):
    return Verifier(base, Revocations(None)).identify(token(id="7", role="Caja", jti="one", iat=1000.0))


@pytest.mark.parametrize("subject", ["jti:one", "user:7", "role:Caja"])
def test_a_token_is_void_once_its_subject_is_revoked(revocations, redis_server, identity, subject):
    assert not revocations.void(identity)
    publish(redis_server, {subject: 1000.5})
    revocations.next_look = 0.0
    assert revocations.void(identity)


@pytest.mark.parametrize("subject", ["jti:two", "user:8", "role:Bodega", "client:7"])
def test_other_tokens_go_on(revocations, redis_server, identity, subject):
    publish(redis_server, {subject: 1000.5})
    assert not revocations.void(identity)


def test_a_token_issued_after_the_revocation_counts(revocations, redis_server, identity):
    publish(redis_server, {"user:7": 999.9})
    assert not revocations.void(identity)


def test_redis_is_asked_once_a_second(revocations, redis_server, identity):
    revocations.void(identity)
    publish(redis_server, {"user:7": 1000.5})
    assert not revocations.void(identity)
    revocations.next_look -= 1.0
    assert revocations.void(identity)


@pytest.mark.parametrize("redis_url", [AWAY_REDIS, ""])
def test_without_redis_auth_is_asked_once_a_second(identity, redis_url):
    known, asked = {}, []
    revocations = Revocations(connect(redis_url), ask=lambda: asked.append(1) or dict(known))
    assert not revocations.void(identity)
    known["user:7"] = 1000.5
    assert not revocations.void(identity) and len(asked) == 1
    revocations.next_look -= 1.0
    assert revocations.void(identity) and len(asked) == 2


def test_an_empty_redis_is_as_good_as_none(redis_server, identity):
    assert Revocations(redis_server, ask=lambda: {"user:7": 1000.5}).void(identity)


def test_without_redis_and_auth_what_is_known_still_holds(redis_server, identity):
    def unanswered():
        raise Unanswered

    publish(redis_server, {"user:7": 1000.5})
    revocations = Revocations(redis_server, ask=unanswered)
    revocations.refresh()
    redis_server.away, revocations.next_look = True, 0.0
    assert revocations.void(identity)
    assert revocations.next_look > time.monotonic() + 4.0


def test_a_redis_that_is_back_is_asked_again(redis_server, identity):
    redis_server.failed()
    redis_server.failed()
    assert redis_server.away
    publish(redis_server, {"user:7": 1000.5})
    within(4, lambda: not redis_server.away)
    assert Revocations(redis_server).void(identity)


def test_an_emptied_redis_makes_nobody_forget(revocations, redis_server, identity):
    publish(redis_server, {"user:7": 1000.5})
    revocations.refresh()
    redis_server.flushdb()
    publish(redis_server, {"user:8": 2000.0, "user:7": 5.0})
    revocations.next_look = 0.0
    assert revocations.void(identity)


def test_auth_fills_an_empty_redis_again(redis_server, identity):
    revocations = Revocations(redis_server, lambda: publish(redis_server, {"user:7": 1000.5}))
    assert revocations.void(identity)
    assert redis_server.hgetall("revocations") == {b"user:7": b"1000.5"}


def test_nothing_to_revoke_is_published_too(redis_server, revocations):
    publish(redis_server, {})
    revocations.refresh()
    assert revocations.held == {} and revocations.generation is not None


def test_with_no_redis_at_all_nothing_is_void(identity):
    assert not Revocations(None).void(identity)


def test_a_revoked_token_is_refused_at_the_door(app, client, bearer, redis_server):
    headers = bearer("things:read", id="9")
    assert client.get("/api/logs/things", headers=headers).status_code == 200
    publish(redis_server, {"user:9": 9e9})
    app.extensions["revocations"].next_look = 0.0
    answer = client.get("/api/logs/things", headers=headers)
    assert answer.status_code == 401 and "cerrada" in answer.json["detail"]
    with pytest.raises(Unauthorized):
        app.extensions["verifier"].identify(headers["Authorization"].removeprefix("Bearer "))
