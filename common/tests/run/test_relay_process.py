"""The relay as a process: it wakes when something is told, spares the log, survives the database, keeps house and ends when told to."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests

from common.messages.events import WithoutWaiting, publish
from common.run import healthcheck
from common.run import relay as module
from common.run.relay import Runner
from common.suite import SERVICES
from common.tests.conftest import within
from tools.servers.embedded import free_port

LISTENING = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def neighbours():
    """Every other service, at one address: it gives tokens and hears events. `.heard` are their types."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = b'{"access_token": "t", "expires_in": 3600}'
            if self.path.endswith("/events"):
                server.heard.extend((self.path, event["type"]) for event in json.loads(body)["events"])
                server.deliveries += 1
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    server = Server(("127.0.0.1", 0), Handler)
    server.heard, server.deliveries = [], 0
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def runner(base, neighbours, db, owner, monkeypatch, port):
    """The relay's threads, which have looked once at their start and now wait to be woken."""
    monkeypatch.setattr(module, "POLL_SECONDS", 30.0)
    run_once, looked = module.Relay.run_once, set()

    def look(relay):
        busy = run_once(relay)
        looked.add(relay.subscriber)
        return busy

    monkeypatch.setattr(module.Relay, "run_once", look)
    changes = {
        "service_urls": dict.fromkeys(SERVICES, neighbours.url),
        "relay_metrics_bind": f"127.0.0.1:{port}",
    }
    runner = Runner("logs", base.model_copy(update=changes))
    thread = threading.Thread(target=runner.run)
    thread.start()
    within(5, lambda: owner(LISTENING) and looked == set(runner.wakers))
    yield runner
    monkeypatch.setattr(module, "POLL_SECONDS", 0.05)
    runner.stop()
    # A notice ends the listener's wait.
    owner("NOTIFY outbox_logs")
    thread.join(timeout=5)
    within(5, lambda: not [one for one in threading.enumerate() if "_work" in one.name])
    assert not thread.is_alive()
    runner.metrics_server.shutdown()
    runner.metrics_server.server_close()
    runner.database.pool.close()


def test_it_wakes_when_something_is_told(runner, neighbours, db):
    with db.transaction() as tx:
        publish(tx, "patient.updated", "patient:1", "Cambió el teléfono")
    within(5, lambda: len(neighbours.heard) == 3)
    assert sorted(path for path, _ in neighbours.heard) == [
        "/api/citas/events",
        "/api/facturacion/events",
        "/api/logs/events",
    ]


def test_only_those_wake_who_subscribe(runner, neighbours, db, monkeypatch):
    looked = []
    run_once = module.Relay.run_once
    monkeypatch.setattr(
        module.Relay, "run_once", lambda relay: (looked.append(relay.subscriber), run_once(relay))[1]
    )
    with db.transaction() as tx:
        publish(tx, "patient.updated", "patient:1", "Cambió el teléfono")
    within(5, lambda: len(neighbours.heard) == 3)
    assert set(looked) == {"citas", "facturacion", "logs"}


def test_of_a_busy_second_the_log_is_told_once(runner, neighbours, db):
    def act():
        with db.transaction() as tx:
            publish(tx, "thing.made", "thing:1", "Creó algo")

    act()
    within(5, lambda: len(neighbours.heard) == 1)
    act()
    time.sleep(2 * module.LINGER_SECONDS)
    act()
    within(5, lambda: len(neighbours.heard) == 3)
    assert neighbours.deliveries == 2


def test_the_trace_of_a_read_goes_with_what_comes_next(runner, neighbours, db, monkeypatch):
    monkeypatch.setattr(module, "PACE_SECONDS", 0.0)

    def act():
        with db.transaction() as tx:
            publish(tx, "thing.made", "thing:1", "Creó algo")

    act()
    within(5, lambda: len(neighbours.heard) == 1)
    with db.session() as session:
        publish(WithoutWaiting(session), "record.viewed", "record:1", "Vio la ficha")
    time.sleep(3 * module.LINGER_SECONDS)
    act()
    within(5, lambda: len(neighbours.heard) == 3)
    assert neighbours.deliveries == 2


def test_what_it_delivered_is_for_who_may_read_metrics(runner, neighbours, db, port, bearer):
    with db.transaction() as tx:
        publish(tx, "thing.made", "thing:1", "Creó algo")
    within(5, lambda: neighbours.heard)

    def read(**headers):
        return requests.get(f"http://127.0.0.1:{port}/metrics", headers=headers, timeout=5)

    assert read().status_code == 401
    assert read(**bearer("events:deliver")).status_code == 403
    assert read(**bearer("events:deliver")).headers["Content-Type"] == "application/problem+json"
    delivered = 'deliveries_total{result="delivered",subscriber="logs"} 1.0'
    within(5, lambda: delivered in read(**bearer("metrics:read")).text)


def test_a_container_asks_it_whether_it_lives(runner, port, tmp_path):
    healthcheck.main(f"http://127.0.0.1:{port}/health", tmp_path / "seen")
    assert (tmp_path / "seen").exists()
    healthcheck.main(f"http://127.0.0.1:{port}/health", tmp_path / "seen")


def test_it_survives_the_end_of_its_connections(runner, neighbours, db, owner, monkeypatch):
    monkeypatch.setattr(module, "POLL_SECONDS", 0.1)
    owner("""
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE usename = 'omni_logs' AND datname = current_database()
        """)
    within(5, lambda: owner(LISTENING))
    with db.transaction() as tx:
        publish(tx, "thing.made", "thing:1", "Creó algo")
    within(5, lambda: neighbours.heard == [("/api/logs/events", "thing.made")])


def test_it_keeps_house_when_it_starts(base, db, owner):
    owner("INSERT INTO logs.inbox VALUES (gen_random_uuid(), now() - interval '61 days')")
    runner = Runner("logs", base)
    runner.stopping.set()
    runner._keep_house()
    assert owner("SELECT count(*) FROM logs.inbox") == [(0,)]
    runner.database.pool.close()


def test_carriers_that_keep_house_are_told_the_clinics_hour(base):
    runner = Runner("facturacion", base)
    list(runner._relays())
    keepers = {type(keeper).__module__ for keeper in runner.keepers}
    assert keepers == {"facturacion.einvoice.carrier", "common.messages.mail"}
    runner.database.pool.close()
    told = []
    runner = Runner("logs", base)
    runner.keepers = [SimpleNamespace(keep_house=told.append)]
    runner.stopping.set()
    runner._keep_house()
    assert told[0].utcoffset() == datetime.now(base.clinic_timezone).utcoffset()
    runner.database.pool.close()


def test_a_house_that_cannot_be_kept_is_left_for_the_next_hour(base, caplog):
    runner = Runner("logs", base.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/none"}))
    runner.stopping.set()
    runner._keep_house()
    assert "housekeeping failed" in caplog.text


def test_a_relay_that_stumbles_goes_on(base, caplog, monkeypatch):
    runner = Runner("logs", base)

    class Stumbling:
        runs, batching = 0, False

        def run_once(self):
            self.runs += 1
            if self.runs == 1:
                runner.stopping.wait = lambda seconds: None
                raise RuntimeError("it fell")
            runner.stopping.set()
            return 1

    relay = Stumbling()
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    runner._work(relay, threading.Event())
    assert relay.runs == 2 and "it fell" in caplog.records[0].reason
    runner.database.pool.close()


def test_the_process_ends_when_it_is_told_to(dsn, base, neighbours, owner):
    environ = os.environ | {
        "DATABASE_URL": dsn,
        "SERVICE_CLIENT_SECRET": "x" * 32,
        "JWKS_FILE": base.jwks_file,
        "AUTH_URL": neighbours.url,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "common.run.relay", "logs"],
        cwd=ROOT,
        env=environ,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = json.loads(process.stderr.readline())
    assert (line["message"], line["service"]) == ("relay started", "logs-relay")
    within(10, lambda: owner(LISTENING))
    process.send_signal(signal.SIGTERM)
    _, rest = process.communicate(timeout=15)
    assert process.returncode == 0 and rest == ""


def test_main_runs_the_service_it_was_named(monkeypatch, dsn):
    started = []

    class Running:
        def __init__(self, service, settings):
            started.append(service)

        def run(self):
            started.append("running")

        def stop(self, *args):
            pass

    monkeypatch.setattr(module, "Runner", Running)
    monkeypatch.setattr(module.logs, "configure", lambda *args: None)
    monkeypatch.setattr(module.signal, "signal", lambda *args: None)
    monkeypatch.setattr(sys, "argv", ["relay", "citas"])
    monkeypatch.setenv("DATABASE_URL", dsn)
    module.main()
    assert started == ["citas", "running"]


def test_it_is_healthy_while_it_serves_every_subscriber(runner, port):
    def status():
        return requests.get(f"http://127.0.0.1:{port}/health", timeout=2).status_code

    assert status() == 200
    runner.threads.append(threading.Thread(target=int))
    assert status() == 503
    runner.threads.pop()
