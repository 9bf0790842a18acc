"""A real gunicorn with two workers: /metrics says the same whoever answers or has died, and a stop loses nobody."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
import requests

from common.config import MAX_BODY
from common.tests.conftest import within
from tools.servers.embedded import free_port

ROOT = Path(__file__).parents[3]
ACT = "/api/logs/things/act"
ACTED = f'http_request_duration_seconds_count{{method="GET",status="200",url_rule="{ACT}"}}'


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def start(base, db, port, tmp_path):
    """`start()`: a gunicorn of the small service, the same as the one before if that was killed."""
    shared = tmp_path / "metrics"
    shared.mkdir()
    environ = os.environ | {
        "DATABASE_URL": base.database_url,
        "JWKS_FILE": base.jwks_file,
        "AUTH_URL": "http://127.0.0.1:1",
        "RATE_LIMIT_ENABLED": "false",
        "PROMETHEUS_MULTIPROC_DIR": str(shared),
        "WEB_WORKERS": "2",
        "WEB_THREADS": "5",
        "DB_POOL_MIN": "1",
        "DB_POOL_MAX": "2",
    }
    started = []

    def start(**changes):
        command = [sys.executable, "-m", "gunicorn", "-c", "python:common.run.server", "--no-control-socket"]
        command += ["--bind", f"127.0.0.1:{port}", "common.tests.small_service:create_app()"]
        with open(tmp_path / "log", "ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environ | changes, stderr=log, start_new_session=True
            )
        started.append(process)
        within(30, lambda: answers(port))
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def answers(port):
    try:
        return requests.get(f"http://127.0.0.1:{port}/health/live", timeout=2).ok
    except requests.RequestException:
        return False


@pytest.fixture
def suite(port, bearer):
    """`act()` is a request, `value("name{...}")` what Prometheus would read now."""

    class Suite:
        def act(self, **params):
            answer = requests.get(f"http://127.0.0.1:{port}{ACT}", params, headers=bearer(), timeout=20)
            return answer.json()["pid"]

        def hold(self):
            with suppress(requests.ConnectionError, KeyError):
                self.act(hold=10)

        def value(self, name):
            headers = bearer("metrics:read")
            text = requests.get(f"http://127.0.0.1:{port}/metrics", headers=headers, timeout=20).text
            found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
            return float(found[1]) if found else None

    return Suite()


def both(suite):
    """The two workers' pids, each of which has then answered; and how often `act` was asked."""
    pids, asked = set(), 0
    while len(pids) < 2:
        pids.add(suite.act(hold=0.01))
        asked += 1
    return pids, asked


def test_workers_count_together_and_the_dead_are_remembered_for_what_they_did(start, suite):
    start()
    pids, asked = both(suite)
    assert {suite.value(ACTED) for _ in range(6)} == {asked}
    assert suite.value("db_pool_size") == 4

    holders = [threading.Thread(target=suite.hold) for _ in range(2)]
    for holder in holders:
        holder.start()
    within(8, lambda: suite.value("db_pool_in_use") + suite.value("db_pool_waiting") == 2)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    for holder in holders:
        holder.join()
    within(20, lambda: suite.value("db_pool_size") == 4)
    assert suite.value("db_pool_in_use") == suite.value("db_pool_waiting") == 0
    assert suite.value(ACTED) == asked
    suite.act()
    assert suite.value(ACTED) == asked + 1


def test_a_gunicorn_that_was_killed_leaves_its_counts_and_nothing_in_use(start, suite):
    first = start()
    _, asked = both(suite)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    start()
    assert (suite.value(ACTED), suite.value("db_pool_in_use")) == (asked, 0)
    within(10, lambda: suite.value("db_pool_size") == 4)


def test_a_gunicorn_told_to_stop_answers_whom_it_heard_and_refuses_whoever_comes_later(start, suite, port):
    stopping = start()
    answered = []
    heard = threading.Thread(target=lambda: answered.append(suite.act(hold=6)))
    heard.start()
    within(8, lambda: suite.value("db_pool_in_use") == 1)
    stopping.terminate()
    within(2, lambda: refuses(port))
    assert stopping.poll() is None and not answered
    heard.join()
    assert answered
    assert stopping.wait(5) == 0


def refuses(port):
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return True


def head(method, path, **headers):
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: clinic",
        *(f"{n.replace('_', '-')}: {v}" for n, v in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def answer_in(file):
    """Status, headers and body of the next answer on this connection."""
    status = int(file.readline().split()[1])
    headers = {}
    while line := file.readline().strip().decode():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return status, headers, file.read(int(headers["content-length"]))


@contextmanager
def connected(port):
    """A connection of one's own: the socket, and what comes back on it."""
    with (
        closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as made,
        made.makefile("rb") as file,
    ):
        yield made, file


def test_a_refused_body_leaves_a_connection_that_is_usable_or_said_to_end(start, port):
    """Whoever pools connections, as Traefik does, sends the next person's request into it."""
    start()
    for size in (100_000, MAX_BODY, MAX_BODY + 1):
        for path, status in (("/api/logs/things", 401), ("/api/logs/nothing", 404)):
            with connected(port) as (made, file):
                made.sendall(head("POST", path, Content_Length=size) + b"x" * size)
                found, headers, body = answer_in(file)
                assert found == json.loads(body)["status"] == status
                assert headers["connection"] == ("close" if size > MAX_BODY else "keep-alive")
                if size <= MAX_BODY:
                    made.sendall(head("GET", "/health/live"))
                    assert answer_in(file)[0] == 200, size


REFUSED = [
    (400, "GET / HTTP/9.9", {}),
    (414, "GET /" + "x" * 8300 + " HTTP/1.1", {}),
    (431, "GET / HTTP/1.1", {"X-Much": "x" * 9000}),
    (431, "GET / HTTP/1.1", {f"X-Much-{n}": "x" for n in range(120)}),
    (400, "GET / HTTP/1.1", {"X Bad": "x"}),
]


def test_what_gunicorn_refuses_is_refused_as_a_problem(start, port):
    start()
    for status, line, headers in REFUSED:
        with connected(port) as (made, file):
            lines = [line, "Host: clinic", *(f"{name}: {value}" for name, value in headers.items())]
            made.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            found, headers, body = answer_in(file)
        assert (found, headers["connection"]) == (status, "close"), line[:40]
        assert headers["content-type"] == "application/problem+json"
        assert json.loads(body)["status"] == status and json.loads(body)["title"]


def test_what_gunicorn_says_is_json_too(start, suite, tmp_path):
    """Among it that a worker died or was ended for taking too long, which nobody would see otherwise."""
    start()
    pids, _ = both(suite)
    os.kill(min(pids), signal.SIGBUS)
    within(10, lambda: "SIGBUS" in (tmp_path / "log").read_text())
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    (said,) = [line for line in lines if "SIGBUS" in line["message"]]
    assert (
        said["level"] in ("WARNING", "ERROR")
        and str(min(pids)) in said["message"]
        and said["service"] == "gunicorn"
    )
    # A worker that is still starting does not hear that it shall stop, and is waited for as long as one at work may take.
    within(20, lambda: suite.act(hold=0.01) not in pids)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 1 MB, and `fill()`, which leaves no space on it."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root can mount a disk of its own")

    def fill():
        with suppress(OSError), open(place / "filler", "ab", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)

    yield place, fill
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_full_disk_ends_no_worker(start, suite, small_disk, tmp_path, when):
    place, fill = small_disk
    if when == "before":
        fill()
    start(PROMETHEUS_MULTIPROC_DIR=str(place))
    pids, asked = both(suite)
    fill()
    # Each status is some figures more: the files would have to grow.
    for status in range(400, 600):
        suite.act(status=status)
    assert both(suite)[0] == pids and "SIGBUS" not in (tmp_path / "log").read_text()
    (place / "filler").unlink()
    assert suite.value("db_pool_size") is not None or when == "before"
