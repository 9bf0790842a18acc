from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import redis

from auth import create_app
from auth.hashing import Hashing
from auth.permissions import FOR_ROLES
from common.store.db import Database

PASSWORD = "una frase que solo yo sé"


@pytest.fixture
def client(apps):
    return apps["auth"].test_client()


@pytest.fixture
def admin(login):
    """Headers of someone who may do everything; nobody of these tests is user 900001."""
    return login(*FOR_ROLES, id="900001", name="Rosa Directora", role="Dirección")


@pytest.fixture
def new_role(client, admin):
    def make(*permissions, name="Asistencia", **more):
        answer = client.post(
            "/api/auth/roles", json={"name": name, "permissions": permissions, **more}, headers=admin
        )
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def new_user(client, admin):
    """Make a user with PASSWORD."""

    def make(role, email="ana@example.com", **more):
        values = {
            "email": email,
            "full_name": "Ana Pérez",
            "role_id": role["id"],
            "password": PASSWORD,
        } | more
        answer = client.post("/api/auth/users", json=values, headers=admin)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def ana(new_role, new_user):
    return new_user(new_role("patients:read", "appointments:read"))


@pytest.fixture
def enter(client):
    """Log in: the answer, or with `headers=True` the headers of the token."""

    def enter(email="ana@example.com", password=PASSWORD):
        return client.post("/api/auth/login", json={"email": email, "password": password})

    return enter


@pytest.fixture
def bearer(enter):
    """Headers of a user who logs in for real."""
    return lambda *credentials: {"Authorization": f"Bearer {enter(*credentials).json['access_token']}"}


@pytest.fixture
def new_client(client, admin):
    def make(*permissions, name="Laboratorio"):
        answer = client.post(
            "/api/auth/clients", json={"name": name, "permissions": permissions}, headers=admin
        )
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def told(database_of):
    """The events told so far: (type, aggregate, data, actor), oldest first."""

    def read():
        with database_of("auth").session() as db:
            rows = db.all("SELECT type, aggregate, data, actor FROM auth.outbox ORDER BY seq")
        return [SimpleNamespace(**row) for row in rows]

    return read


@pytest.fixture
def app_with(settings, database_of):
    """Another process of this service, with other settings: `app_with(tls_enabled=True)`."""

    def make(**changes):
        app = create_app(settings=settings.model_copy(update=changes), database=database_of("auth"))
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        return app

    return make


@pytest.fixture
def alone(settings, migrated, servers):
    """The app on a database of its own, with real commits: who else administers there is known."""
    url = urlsplit(migrated())
    netloc = f"omni_auth:only-for-tests@{url.hostname}:{url.port}"
    database = Database(url._replace(netloc=netloc).geturl(), "auth", 1, 16)
    database.pool.timeout = 60
    app = create_app(settings=settings, database=database)
    app.extensions["hashing"] = Hashing(at_once=4, waiting=100)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    database.pool.close()
    redis.Redis.from_url(servers[1]).flushdb()
