"""What every service's tests share: one migrated database per run, one rolled-back transaction per test.

PostgreSQL and Redis are real: TEST_DATABASE_URL and TEST_REDIS_URL name them, else throwaway ones are started.
"""

import os
import secrets
import time
from urllib.parse import urlsplit

import jwt
import psycopg2
import pytest
import redis

from auth import passwords
from auth.permissions import SERVICE_PERMISSIONS
from common.config import Settings
from common.store.db import Database, Session
from common.store.pool import Connection
from common.suite import SERVICES, prefix
from common.web import keys
from tests import template
from tests.documented import MISFITS
from tests.in_process import GivenToken, OneConnection, RollbackDatabase, build_suite, deliver_all
from tools.servers import embedded

# A value that no statement names is lost without a word: here it is an error.
Session.strict = True


@pytest.fixture(autouse=True)
def documented():
    """Fail the test in which a service answered something else than it documents."""
    yield
    misfits, MISFITS[:] = sorted(set(MISFITS)), []
    assert not misfits, "\n".join(misfits)


@pytest.fixture(scope="session", autouse=True)
def earnest_rounds():
    """How many rounds bcrypt takes elsewhere: its cost is its point, and no test's."""
    rounds, passwords.ROUNDS = passwords.ROUNDS, 4
    return rounds


@pytest.fixture(scope="session")
def servers(worker_id):
    """The URLs of a PostgreSQL (superuser) and a Redis, in which this process has a database of its own."""
    started = None if "TEST_DATABASE_URL" in os.environ else embedded.start()
    database_url = started.database_url if started else os.environ["TEST_DATABASE_URL"]
    redis_url = started.redis_url if started else os.environ["TEST_REDIS_URL"]
    # The next one is that of common's tests.
    number = 2 * int(worker_id.removeprefix("gw")) if worker_id != "master" else 0
    yield database_url, urlsplit(redis_url)._replace(path=f"/{number}").geturl()
    if started:
        started.stop()


@pytest.fixture(scope="session")
def databases(servers):
    """The URLs of the databases made for this process; all are dropped when it ends."""
    made = []
    yield made
    template.drop(servers[0], made)


@pytest.fixture(scope="session")
def migrated(databases, servers):
    """Make a copy of a database that the migrations, and nothing else, have built; returns its URL."""

    def make():
        databases.append(template.copy(servers[0]))
        return databases[-1]

    return make


@pytest.fixture(scope="session")
def new_database(databases, servers, migrated):
    """Make an empty database, on a server that knows the services' roles; returns its URL."""
    migrated()

    def make():
        databases.append(template.create(servers[0]))
        return databases[-1]

    return make


@pytest.fixture(scope="session")
def settings(servers, tmp_path_factory):
    """Settings of every service under test; limits are off but where a test turns them on."""
    directory = tmp_path_factory.mktemp("keys")
    keys.init(directory)
    return Settings(
        database_url="postgresql://unused",
        redis_url=servers[1],
        jwks_file=str(directory / keys.PUBLIC),
        jwt_signing_keys_file=str(directory / keys.PRIVATE),
        service_client_secret="x" * 32,
        rate_limit_enabled=False,
        files_dir=str(tmp_path_factory.mktemp("files")),
    )


@pytest.fixture(scope="session")
def shared(migrated):
    connection = psycopg2.connect(migrated(), connection_factory=Connection)
    yield OneConnection(connection)
    connection.close()


@pytest.fixture(scope="session")
def suite(settings, shared, login):
    apps, session = build_suite(settings, lambda service: RollbackDatabase(shared, service))
    for service, app in apps.items():
        # As each service that asks for itself: no test needs the clients of an installation for it.
        held = login(
            "events:deliver",
            *SERVICE_PERMISSIONS.get(service, ()),
            id=f"service-{prefix(service)}",
            client=True,
        )["Authorization"]
        app.extensions["links"].token = GivenToken(held.removeprefix("Bearer "))
    return apps, session


@pytest.fixture(scope="session")
def remembered(servers):
    """The Redis of this process."""
    with redis.Redis.from_url(servers[1]) as connection:
        yield connection


@pytest.fixture
def rolled_back(shared, remembered):
    """Nothing that a test writes outlives it, in PostgreSQL or in Redis."""
    yield shared
    shared.connection.rollback()
    remembered.flushdb()


@pytest.fixture
def apps(suite, rolled_back):
    """The six apps by name, in a transaction that ends with the test; what one test revoked is not revoked for the next."""
    for app in suite[0].values():
        app.extensions["verifier"].revocations.held.clear()
    return suite[0]


@pytest.fixture
def deliver(apps, suite, settings, login, shared):
    """Deliver all events told so far, for real: `deliver()`."""
    token = login("events:deliver", id="service-test", client=True)["Authorization"].removeprefix("Bearer ")
    return lambda: deliver_all(
        apps, settings, suite[1], token, lambda service: RollbackDatabase(shared, service)
    )


@pytest.fixture(scope="session")
def login(settings):
    """Headers of someone who holds `permissions`: `login("patients:read", id="7", name="Ana Pérez")`."""
    key = keys.load(os.path.dirname(settings.jwks_file))[0]
    # Once: reading an RSA key checks it, which takes as long as many tests do.
    signing_key = jwt.PyJWK(key).key

    def headers(*permissions, id="1", name="Ana Pérez", role="Recepción", client=False, **claims):
        now = time.time()
        payload = (
            {
                "sub": str(id),
                "name": name,
                "role": role,
                "permissions": permissions,
                "jti": secrets.token_hex(8),
                "iat": now,
                "exp": int(now) + 3600,
                "iss": "omniclinica",
                "aud": "omniclinica",
            }
            | ({"client": True} if client else {})
            | claims
        )
        token = jwt.encode(payload, signing_key, "RS256", headers={"kid": key["kid"]})
        return {"Authorization": f"Bearer {token}"}

    return headers


@pytest.fixture(scope="session")
def committed_suite(settings, migrated):
    """The six services on a database of their own, with real pools, roles and commits: for tests with many threads."""
    url = urlsplit(migrated())
    databases = {}
    for service in SERVICES:
        netloc = f"omni_{service}:{template.PASSWORD}@{url.hostname}:{url.port}"
        databases[service] = Database(url._replace(netloc=netloc).geturl(), service, 1, 16)
        databases[service].pool.timeout = 60
    apps, session = build_suite(settings, databases.get)
    yield apps, session, databases
    for database in databases.values():
        database.pool.close()


@pytest.fixture
def committed(committed_suite):
    """The apps by name, on real commits. What a test writes stays: it uses patients, doctors and products of its own."""
    return committed_suite[0]


@pytest.fixture
def deliver_committed(committed_suite, settings, login):
    apps, session, databases = committed_suite
    token = login("events:deliver", id="service-test", client=True)["Authorization"].removeprefix("Bearer ")
    return lambda: deliver_all(apps, settings, session, token, databases.get)


@pytest.fixture
def database_of(rolled_back):
    """Look at what a service stored, with its rights: `with database_of("citas").session() as db:`."""
    return lambda service: RollbackDatabase(rolled_back, service)
