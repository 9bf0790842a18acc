"""How news of void tokens travels: PostgreSQL holds them, Redis carries them, each process keeps them."""

import time
from contextlib import contextmanager
from types import SimpleNamespace

import psycopg2
import pytest

from auth.tokens import revocations as announcing
from common.problems import Unauthorized
from common.store.redis_connection import connect
from common.web import revocations
from common.web.auth import Verifier
from common.web.revocations import GENERATION, KEY, Revocations, publish


@pytest.fixture
def connection(servers, rolled_back):
    return connect(servers[1])


@pytest.fixture
def nowhere():
    """A Redis that is away."""
    return connect("redis://127.0.0.1:1")


def held(connection):
    return {subject.decode(): float(moment) for subject, moment in connection.hgetall(KEY).items()}


def store(database_of, subject, ago="0 seconds"):
    with database_of("auth").transaction() as tx:
        return tx.value(
            """
            INSERT INTO auth.revocations (subject, void_before, expires_at)
                 VALUES (%(subject)s, now() - %(ago)s::interval, now() - %(ago)s::interval + interval '1 day')
              RETURNING extract(epoch FROM void_before)::float
            """,
            subject=subject,
            ago=ago,
        )


def test_a_new_process_tells_what_its_predecessor_may_not_have_told(app_with, database_of, connection):
    moment = store(database_of, "user:7")
    store(database_of, "user:8", ago="2 days")
    publish(connection, {"user:9": 5e9})
    app_with().test_client().get("/health")
    assert held(connection) == {"user:7": moment, "user:9": 5e9}


def test_a_redis_that_lost_everything_is_filled_again(app_with, database_of, connection):
    app = app_with()
    moment = store(database_of, "user:7")
    app.test_client().get("/health")
    connection.flushdb()
    app.extensions["revocations"].next_look = 0.0
    app.test_client().get("/health")
    assert held(connection) == {"user:7": moment} and connection.get(GENERATION)


def test_while_redis_is_away_the_revocation_stands_here_and_is_told_later(
    app_with, database_of, connection, nowhere, login
):
    app = app_with()
    client, headers = app.test_client(), login("users:read", id="77")
    client.get("/health")
    announcer = app.extensions["announcer"]
    announcer.redis, there = nowhere, announcer.redis
    assert client.post("/api/auth/logout", headers=headers).status_code == 204
    assert client.get("/api/auth/validate", headers=headers).status_code == 401
    assert held(connection) == {}
    announcer.next_try = 0.0
    assert client.get("/health").status_code == 200 and announcer.owes
    # Redis is back as it was: not empty, only older.
    announcer.redis, announcer.next_try = there, 0.0
    assert connection.get(GENERATION)
    client.get("/health")
    assert len(held(connection)) == 1 and not announcer.owes


def test_what_is_owed_is_tried_once_a_second(app_with, connection, nowhere, monkeypatch):
    publish(connection, {})
    app = app_with()
    announcer, tries = app.extensions["announcer"], []
    monkeypatch.setattr(announcer, "republish", lambda: tries.append(now))
    announcer.redis = nowhere
    for now in (100.0, 100.5, 101.5):
        monkeypatch.setattr(announcing, "time", SimpleNamespace(monotonic=lambda now=now: now))
        app.test_client().get("/health")
    assert tries == [100.0, 101.5]


def test_without_redis_each_process_looks_for_itself(app_with, database_of, login):
    client, headers = app_with(redis_url="").test_client(), login(id="78")
    assert client.get("/api/auth/validate", headers=headers).status_code == 200
    store(database_of, "user:78")
    with database_of("auth").transaction() as tx:
        tx.run("UPDATE auth.revocations SET void_before = clock_timestamp()")
    client.application.extensions["revocations"].next_look = 0.0
    assert client.get("/api/auth/validate", headers=headers).status_code == 401


def test_without_the_database_the_news_waits(app_with, monkeypatch):
    app = app_with()
    announcer = app.extensions["announcer"]

    @contextmanager
    def session():
        raise psycopg2.OperationalError("the database is away")
        yield

    monkeypatch.setattr(announcer.database, "session", session)
    announcer.republish()
    assert announcer.owes


def test_a_token_of_the_very_moment_of_a_revocation_is_good(settings, login):
    held_here = Revocations(None)
    verifier, now = Verifier(settings, held_here), time.time()
    token = login(id="79", iat=now)["Authorization"].removeprefix("Bearer ")
    held_here.learn({"user:79": now})
    assert verifier.identify(token).id == "79"
    held_here.learn({"user:79": now + 0.000001})
    with pytest.raises(Unauthorized):
        verifier.identify(token)


def test_late_news_does_not_take_the_place_of_newer(connection):
    now = time.time()
    publish(connection, {"user:7": now})
    publish(connection, {"user:7": now - 5, "user:8": now - 5})
    assert held(connection) == {"user:7": now, "user:8": now - 5}


def test_what_no_token_is_old_enough_for_is_dropped(connection):
    now = time.time()
    publish(connection, {"user:7": now - revocations.KEEP_SECONDS - 5, "user:8": now})
    publish(connection, {})
    assert held(connection) == {"user:8": now}


def test_housekeeping_clears_what_has_expired(database_of):
    store(database_of, "user:7")
    store(database_of, "user:8", ago="2 days")
    with database_of("auth").transaction() as tx:
        tx.run("SELECT housekeeping()")
        assert tx.all("SELECT subject FROM auth.revocations") == [{"subject": "user:7"}]


def test_services_ask_for_what_is_void_and_nobody_else_does(apps, database_of, login):
    moment = store(database_of, "user:7")
    client = apps["auth"].test_client()
    service = login("events:deliver", id="service-citas", client=True)
    assert client.get("/api/auth/revocations", headers=service).json == {"moments": {"user:7": moment}}
    assert client.get("/api/auth/revocations", headers=login("users:read")).status_code == 403
    assert client.get("/api/auth/revocations").status_code == 401
