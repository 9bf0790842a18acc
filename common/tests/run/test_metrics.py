import importlib

import psycopg2
import pytest

from common.messages import events
from common.problems import TooMany
from common.run import server
from common.store.pool import PoolTimeout
from common.web import limits

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


def test_methods_that_nobody_knows_are_counted_as_one(app, scrape):
    for method in ("BREW", "WHEN"):
        app.test_client().open(f"{URL}/1", method=method)
    text = scrape(app)
    assert 'http_request_total{method="OTHER",status="405"} 2.0' in text and "BREW" not in text


def test_what_only_asks_how_it_is_is_not_counted(app, scrape):
    app.test_client().get("/health")
    assert "/health" not in scrape(app) + scrape(app)


def test_deliveries_that_wait_and_that_are_parked_are_seen(app, scrape, db, owner):
    with db.transaction() as tx:
        for n in range(3):
            events.publish(tx, "thing.made", f"thing:{n}", "Creó algo")
    owner("UPDATE deliveries SET dead_lettered_at = now() WHERE aggregate = 'thing:0'")
    text = scrape(app)
    assert (
        'outbox_waiting{subscriber="logs"} 2.0' in text
        and 'outbox_dead_letters{subscriber="logs"} 1.0' in text
    )
    assert 'outbox_waiting{subscriber="citas"} 0.0' in text
    assert 'outbox_oldest_seconds{subscriber="citas"} 0.0\n' in text
    assert 'outbox_oldest_seconds{subscriber="logs"} 0.0\n' not in text
    assert "database_answers 1.0" in text


def test_a_service_counts_what_it_wants_to(make_app, scrape):
    def by_size(db):
        return db.all("SELECT size, n AS value FROM (VALUES ('big', 2), ('small', 0.5)) AS counted (size, n)")

    text = scrape(make_app(gauges={"clinic_things": ("Things by size", by_size)}))
    assert 'clinic_things{size="big"} 2.0' in text and 'clinic_things{size="small"} 0.5' in text
    assert "# HELP clinic_things Things by size" in text


@pytest.mark.parametrize("refusal", [psycopg2.OperationalError("away\nfor long"), PoolTimeout("none free")])
def test_without_a_database_there_are_still_metrics(app, scrape, monkeypatch, caplog, refusal):
    def away(*args):
        raise refusal

    monkeypatch.setattr(app.extensions["db"], "session", away)
    text = scrape(app)
    assert "database_answers 0.0" in text and "outbox" not in text
    assert "cache_looks_total" in text
    (line,) = [record for record in caplog.records if record.message == "database not scraped"]
    assert "\n" not in line.reason


def test_connections_in_use_are_seen_without_the_scrapes_own(app, scrape, db):
    assert "db_pool_in_use 0.0" in scrape(app)
    with db.session():
        text = scrape(app)
    assert "db_pool_in_use 1.0" in text and "db_pool_size 8.0" in text and "db_pool_waiting 0.0" in text


def test_refusals_are_counted_by_limit(make_app, bearer, scrape, redis_server):
    app = make_app(rate_limit_enabled=True, rate_limit_general="2/minute")
    for _ in range(3):
        app.test_client().get(URL, headers=bearer("things:read"))
    with app.test_request_context(), pytest.raises(TooMany):
        limits.hit("1/minute", "login", "ana@example.com")
        limits.hit("1/minute", "login", "ana@example.com")
    text = app.test_client().get("/metrics", headers=bearer("metrics:read", id="2")).text
    assert 'rate_limit_refusals_total{limit="general"} 1.0' in text
    assert 'rate_limit_refusals_total{limit="login"} 1.0' in text


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


def test_what_a_killed_gunicorn_had_in_use_is_forgotten_and_what_it_counted_is_not(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://unused")
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    monkeypatch.setattr(server.logs, "configure", lambda *args: None)
    for name in ("gauge_livesum_7.db", "counter_7.db"):
        (tmp_path / name).touch()
    server.on_starting(None)
    assert [file.name for file in tmp_path.iterdir()] == ["counter_7.db"]
