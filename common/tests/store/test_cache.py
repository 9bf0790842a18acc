import pytest

from common.store import cache
from common.tests.conftest import AWAY_REDIS

URL = "/api/logs/things/cached"


@pytest.fixture
def cached(make_app, redis_server, bearer):
    """`read()` and `write()` through an app."""

    class Cached:
        def __init__(self, **changes):
            self.app = make_app(**changes)
            self.client, self.headers = self.app.test_client(), bearer()
            self.cache = self.app.extensions["clinic_cache"]

        def read(self):
            answer = self.client.get(URL, headers=self.headers)
            assert answer.status_code == 200, answer.json
            return answer.json["n"]

        def write(self):
            assert self.client.post(URL, headers=self.headers).status_code == 204

    return Cached


def test_what_was_read_is_kept(cached):
    one = cached()
    assert one.read() == one.read()


def test_a_write_is_seen_at_once(cached):
    one = cached()
    before = one.read()
    one.write()
    assert one.read() == before + 1


def test_an_answer_that_was_being_made_while_somebody_wrote_is_told_and_not_kept(cached):
    one = cached()

    def slow():
        one.write()
        return {"n": -1}

    with one.app.test_request_context():
        assert one.cache.get("things", "all", slow) == b'{"n":-1}'
    assert one.read() != -1


def test_what_there_is_not_is_looked_for_again(cached):
    one = cached()
    with one.app.test_request_context():
        assert [one.cache.get("things", "none", value) for value in (lambda: None, dict)] == [b"null", b"{}"]


def test_a_write_in_one_process_is_seen_in_the_other(cached):
    one, other = cached(), cached()
    before = one.read()
    assert other.read() == before
    other.write()
    assert one.read() == before + 1


@pytest.mark.parametrize("address", [AWAY_REDIS, ""])
def test_without_redis_every_look_is_a_miss(cached, address):
    one = cached(redis_url=address)
    assert one.read() + 1 == one.read()
    one.write()


def test_while_redis_is_away_nobody_waits_for_it_again_and_again(cached, monkeypatch):
    one = cached(redis_url=AWAY_REDIS)
    one.read()

    def asked(*args):
        raise AssertionError("asked Redis again")

    monkeypatch.setattr(one.cache.flask_cache, "get_many", asked)
    one.read()


def test_a_write_while_redis_was_away_is_made_up_for(cached, monkeypatch):
    one = cached()
    before = one.read()
    with monkeypatch.context() as away:
        away.setattr(one.cache.flask_cache, "set", raising)
        one.write()
    assert one.read() == before + 1 and one.cache.owed == {"things"}
    one.cache.connection.away = False
    assert one.read() == before + 2 and one.cache.owed == set()


def test_a_redis_that_goes_away_between_look_and_keep_is_no_error(cached, monkeypatch):
    one = cached()
    monkeypatch.setattr(one.cache.flask_cache, "set", raising)
    assert one.read() + 1 == one.read()


def raising(*args, **kwargs):
    raise ConnectionError


def test_looks_are_counted(cached, bearer):
    one = cached()
    one.read()
    one.read()
    text = one.client.get("/metrics", headers=bearer("metrics:read")).text
    assert 'cache_looks_total{noun="things",result="miss"} 1.0' in text
    assert 'cache_looks_total{noun="things",result="hit"} 1.0' in text


def test_what_is_kept_ends_by_itself(cached, redis_server):
    cached().read()
    (key,) = [key for key in redis_server.keys("logs:cache:things:*")]
    assert 0 < redis_server.ttl(key) <= cache.TTL_SECONDS
