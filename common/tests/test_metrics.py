import importlib
import logging

import pytest

from common import events, server
from common.db import Database
from common.metrics import OutboxCollector

URL = "/api/logs/things"


@pytest.fixture
def scrape(bearer):
    def scrape(app):
        answer = app.test_client().get("/metrics", headers=bearer("metrics:read"))
        assert answer.status_code == 200 and answer.content_type.startswith("text/plain")
        return answer.text

    return scrape


def test_metrics_are_for_who_may_read_them(client, bearer):
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers=bearer("things:read")).status_code == 403


def test_requests_are_counted_by_route_not_by_address(app, scrape, bearer):
    for id in range(3):
        app.test_client().get(f"{URL}/{id}", headers=bearer())
    text = scrape(app)
    assert 'http_request_total{method="GET",status="200"} 3.0' in text
    assert (
        f'http_request_duration_seconds_count{{method="GET",status="200",url_rule="{URL}/<int:id>"}} 3.0'
        in text
    )
    assert f"{URL}/1" not in text


def test_deliveries_that_wait_and_that_are_parked_are_seen(app, scrape, db, owner):
    with db.transaction() as tx:
        for n in range(3):
            events.tell(tx, "thing.made", f"thing:{n}", "Creó algo")
    owner("UPDATE deliveries SET parked_at = now() WHERE aggregate = 'thing:0'")
    text = scrape(app)
    assert 'outbox_waiting{subscriber="logs"} 2.0' in text and 'outbox_parked{subscriber="logs"} 1.0' in text
    assert 'outbox_oldest_seconds{subscriber="logs"}' in text


def test_without_a_database_there_are_still_metrics(make_app, scrape):
    away = Database("postgresql://nobody@127.0.0.1:1/none", "logs", 0, 1)
    app = make_app(database=away)
    with app.app_context():
        assert [list(family.samples) for family in OutboxCollector().collect()] == [[], [], []]


def test_many_workers_are_added_up(app, scrape, monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    assert "http_request" not in scrape(app)


def test_a_worker_that_ended_is_no_longer_counted(monkeypatch, tmp_path):
    class Worker:
        pid = 4321

    gauge = tmp_path / "gauge_liveall_4321.db"
    gauge.touch()
    server.child_exit(None, Worker)
    assert gauge.exists()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    server.child_exit(None, Worker)
    assert not gauge.exists()


def test_workers_and_threads_are_settings(monkeypatch):
    monkeypatch.setenv("WEB_WORKERS", "3")
    monkeypatch.setenv("WEB_THREADS", "5")
    assert (importlib.reload(server).workers, server.threads) == (3, 5)
    monkeypatch.undo()
    assert (importlib.reload(server).workers, server.threads) == (2, 8)


def test_gunicorn_logs_as_we_do(monkeypatch, caplog):
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setenv("DATABASE_URL", "postgresql://unused")
    server.on_starting(None)
    assert root.handlers[0].formatter.service == "gunicorn"
    root.handlers[:] = handlers
    root.setLevel(level)
