import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from common.run import healthcheck
from common.store.db import Database

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


def test_being_alive_needs_no_database(make_app):
    away = Database("postgresql://nobody@127.0.0.1:1/none", "logs", 1, 1)
    assert health(make_app(database=away), "/health/live") == (200, {"status": "alive"}, None)


@pytest.fixture
def served():
    """An HTTP server whose answers the test sets by path: `served.answers["/health"] = 503`; where it is: `served.url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(self.server.answers[self.path])
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.answers = {"/health": 200, "/health/live": 200}
    server.url = f"http://127.0.0.1:{server.server_port}/health"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def is_well(served, tmp_path):
    try:
        healthcheck.main(served.url, tmp_path / "was-ready")
    except SystemExit as end:
        assert end.code, "a failed check says why"
        return False
    return True


def test_a_container_asks_itself_through_no_proxy(served, tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert is_well(served, tmp_path)


def test_a_container_is_healthy_once_its_service_is_ready(served, tmp_path):
    served.answers["/health"] = 503
    assert not is_well(served, tmp_path)
    served.answers["/health"] = 200
    assert is_well(served, tmp_path)


def test_a_container_that_was_ready_stays_reachable_without_its_database(served, tmp_path):
    assert is_well(served, tmp_path)
    served.answers["/health"] = 503
    assert is_well(served, tmp_path)
    served.answers["/health/live"] = 500
    assert not is_well(served, tmp_path)
