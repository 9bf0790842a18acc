from urllib.error import URLError

import pytest

from common import healthcheck
from common.db import Database

PATHS = ("/health", "/api/logs/health")


def health(app, path):
    answer = app.test_client().get(path)
    return answer.status_code, answer.json, answer.headers.get("Retry-After")


@pytest.mark.parametrize("path", PATHS)
def test_a_service_that_can_work_is_healthy(app, path):
    assert health(app, path) == (200, {"status": "healthy", "service": "logs"}, None)


@pytest.mark.parametrize("path", PATHS)
def test_a_schema_older_than_the_code_is_unhealthy(make_app, path):
    status, body, retry_after = health(make_app(revision="9999"), path)
    assert (status, body["status"], retry_after) == (503, "unhealthy", "2")
    assert "9999" in body["reason"] and "migraciones" in body["reason"]


def test_no_schema_is_unhealthy(make_app, new_database):
    empty = Database(new_database(), "public", 0, 1)
    status, body, _ = health(make_app(database=empty), "/health")
    assert status == 503 and "no está creado" in body["reason"]
    with empty.transaction() as tx:
        tx.run("CREATE TABLE public.alembic_version (version_num text)")
    assert health(make_app(database=empty), "/health")[0] == 503
    empty.pool.close()


def test_no_database_is_unhealthy(make_app):
    away = Database("postgresql://nobody:hunter2@127.0.0.1:1/none", "logs", 1, 1)
    status, body, _ = health(make_app(database=away), "/health")
    assert status == 503 and body["reason"] == "La base de datos no responde."


def test_no_free_connection_is_unhealthy(make_app, dsn):
    database = Database(dsn, "logs", 0, 1)
    database.pool.timeout = 0.01
    with database.session():
        assert health(make_app(database=database), "/health")[0] == 503
    assert health(make_app(database=database), "/health")[0] == 200
    database.pool.close()


class Answer:
    def __init__(self, status):
        self.status = status

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


@pytest.mark.parametrize(
    ("answer", "code"), [(Answer(200), 0), (Answer(204), 1), (URLError("refused"), "<urlopen error refused>")]
)
def test_a_container_is_as_healthy_as_its_service(monkeypatch, answer, code):
    def urlopen(address, timeout):
        assert address == "http://127.0.0.1:5000/health"
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(healthcheck, "urlopen", urlopen)
    with pytest.raises(SystemExit) as end:
        healthcheck.main()
    assert end.value.code == code
