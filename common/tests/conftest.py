"""The small service, and a database on which the shared library may commit, wait and fail."""

import json
import secrets
import shutil
import threading
import time
from contextlib import closing
from functools import cache
from urllib.parse import urlsplit

import jwt
import psycopg2
import pytest
import requests
from flask import current_app
from requests.adapters import BaseAdapter

from common.config import Settings
from common.messages.client import new_session
from common.run.app import create_app
from common.store.db import Database
from common.store.redis_connection import connect
from common.tests.small_service import things
from common.web import keys

PASSWORD = "only-for-tests"
AWAY_REDIS = "redis://127.0.0.1:1/0"
TABLES = "deliveries, outbox, inbox, idempotency_keys, link_ends"


@pytest.fixture(scope="session")
def redis_url(servers):
    """A database of Redis that no other test empties: the one after this process's."""
    url = urlsplit(servers[1])
    return url._replace(path=f"/{int(url.path.strip('/')) + 1}").geturl()


@pytest.fixture
def redis_server(redis_url):
    connection = connect(redis_url)
    connection.flushdb()
    yield connection
    connection.flushdb()
    connection.close()


@pytest.fixture(scope="session")
def owner_url(migrated):
    """A migrated database on which these tests commit, as its owner."""
    return migrated()


@pytest.fixture(scope="session")
def dsn(owner_url):
    url = urlsplit(owner_url)
    return url._replace(netloc=f"omni_logs:{PASSWORD}@{url.hostname}:{url.port}").geturl()


@pytest.fixture
def owner(owner_url):
    """Statements with every right: `owner("SELECT 1")`; what they return, if anything."""
    with closing(psycopg2.connect(owner_url)) as connection:
        connection.autocommit = True

        def run(sql, *values):
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall() if cursor.description else None

        yield run


@pytest.fixture
def db(dsn, owner):
    """A database with a real pool, whose tables of events and keys are empty."""
    owner(f"SET search_path = logs; TRUNCATE {TABLES}")
    database = Database(dsn, "logs", 1, 8)
    yield database
    database.pool.close()


@pytest.fixture
def kill(owner):
    """End the server's side of a connection: `kill(pid)`; returns when it is gone."""

    def kill(pid):
        owner("SELECT pg_terminate_backend(%s, 5000)", pid)
        while owner("SELECT 1 FROM pg_stat_activity WHERE pid = %s", pid):
            time.sleep(0.01)

    return kill


@pytest.fixture(scope="session")
def first_keys(tmp_path_factory):
    directory = tmp_path_factory.mktemp("keys")
    keys.init(directory)
    return directory


@pytest.fixture
def key_directory(first_keys, tmp_path):
    """A key of its own for the test to rotate."""
    return shutil.copytree(first_keys, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def base(dsn, redis_url, key_directory):
    """Settings that a test changes with `base.model_copy(update={...})`."""
    return Settings(
        database_url=dsn,
        redis_url=redis_url,
        jwks_file=str(key_directory / keys.PUBLIC),
        jwt_signing_keys_file=str(key_directory / keys.PRIVATE),
        service_client_secret="x" * 32,
        rate_limit_enabled=False,
    )


@cache
def private_key(jwk):
    """Read once: it is checked each time, which takes as long as many tests do."""
    return jwt.PyJWK.from_json(jwk).key


@pytest.fixture
def token(key_directory):
    """A token: `token("things:read", id="7", exp=...)`; `key` signs it, `drop` leaves claims out."""

    def make(*permissions, id="1", key=None, drop=(), algorithm="RS256", kid=None, **claims):
        jwk = keys.load(key_directory)[0]
        now = time.time()
        payload = {
            "sub": id,
            "name": "Ana Pérez",
            "role": "Recepción",
            "permissions": permissions,
            "jti": secrets.token_hex(8),
            "iat": now,
            "exp": int(now) + 3600,
            "iss": "omniclinica",
            "aud": "omniclinica",
        } | claims
        payload = {name: value for name, value in payload.items() if name not in drop}
        signing = private_key(json.dumps(jwk)) if key is None else key
        return jwt.encode(payload, signing, algorithm, headers={"kid": kid or jwk["kid"]})

    return make


@pytest.fixture
def bearer(token):
    return lambda *permissions, **claims: {"Authorization": f"Bearer {token(*permissions, **claims)}"}


class Scripted(BaseAdapter):
    """Another service as a test wants it: `answer(request)` returns (status, body) or raises."""

    def __init__(self, answer):
        super().__init__()
        self.answer, self.requests, self.lock = answer, [], threading.Lock()

    def send(self, request, timeout=None, **kwargs):
        with self.lock:
            self.requests.append(request)
        request.given_timeout = timeout
        status, text = self.answer(request)
        response = requests.Response()
        response.status_code, response._content = status, text.encode()
        response.url, response.request = request.url, request
        return response

    def close(self):
        pass


@pytest.fixture
def session_with():
    """A `requests` session whose other side is `answer`; it lists what was sent under `.sent`."""

    def make(answer):
        session = new_session()
        adapter = Scripted(answer)
        session.mount("http://", adapter)
        session.sent = adapter.requests
        return session

    return make


@pytest.fixture
def acts():
    """What the small service does, for a test to change."""
    numbers = iter(range(1, 10_000))
    return {"next": lambda: next(numbers), "act": lambda: {"ok": True}, "load": lambda: {"n": next(numbers)}}


@pytest.fixture
def make_app(base, acts, db):
    """The small service: `make_app(database=..., session=..., tls_enabled=True)`; settings by name."""

    def make(
        handle=lambda tx, told: None,
        revision="0001",
        constraints=None,
        database=None,
        session=None,
        gauges=None,
        **changes,
    ):
        app = create_app(
            "logs",
            things(acts),
            title="Cosas",
            handle=handle,
            revision=revision,
            constraints=constraints,
            settings=base.model_copy(update=changes),
            database=database or db,
            session=session,
            revoked=dict,
            gauges=gauges,
        )
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        return app

    return make


@pytest.fixture
def app(make_app):
    return make_app()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def inside(app):
    """A request's context with its first steps done: `with inside(headers=...):`."""

    class Inside:
        def __init__(self, **request):
            self.context = app.test_request_context(**request)

        def __enter__(self):
            self.context.push()
            current_app.preprocess_request()

        def __exit__(self, *error):
            self.context.pop()

    return Inside


def within(seconds, condition):
    """Wait for `condition()`, which another thread or process brings about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def in_threads(count, act):
    """Run `act(n)` in `count` threads at once; what each returned or raised."""
    results, start = [None] * count, threading.Barrier(count)

    def run(n):
        start.wait()
        try:
            results[n] = act(n)
        except Exception as error:
            results[n] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture(name="in_threads")
def in_threads_fixture():
    return in_threads
