import json
import logging
from logging.handlers import WatchedFileHandler

import pytest

from common.run import logs

URL = "/api/logs/things"


def close_files():
    for handler in logging.getLogger().handlers:
        if isinstance(handler, WatchedFileHandler):
            handler.close()


@pytest.fixture
def lines(make_app, tmp_path):
    """An app that logs into a file; `lines()` is what it wrote, parsed."""
    path = tmp_path / "log"
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    app = make_app(log_file=str(path))

    def lines():
        return [json.loads(line) for line in path.read_text().splitlines()]

    lines.app, lines.path = app, path
    yield lines
    close_files()
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


def test_a_request_is_one_line(lines, bearer):
    headers = bearer("things:read", id="7") | {"X-Request-Id": "a-request-of-mine"}
    lines.app.test_client().get(f"{URL}?limit=3", headers=headers)
    (line,) = lines()
    assert line["duration_ms"] >= 0 and line["time"].endswith("+00:00")
    wanted = {
        "level": "INFO",
        "service": "logs",
        "request_id": "a-request-of-mine",
        "method": "GET",
        "route": URL,
        "path": URL,
        "status": 200,
        "user": "7",
        "ip": "127.0.0.1",
    }
    assert {name: line[name] for name in wanted} == wanted


def test_a_line_holds_no_header_body_query_or_token(lines, bearer):
    headers = bearer("things:write", "things:read") | {"Idempotency-Key": "secret-key-of-mine"}
    client = lines.app.test_client()
    client.set_cookie("omni_session", "secret-cookie")
    client.post(f"{URL}?token=secret-query", json={"name": "secret-body"}, headers=headers)
    client.get(f"{URL}?after=secret-cursor", headers=headers)
    text = lines.path.read_text()
    assert "secret" not in text and headers["Authorization"][7:] not in text


def test_an_unknown_caller_and_an_unknown_path_are_lines_too(lines):
    lines.app.test_client().get("/nothing")
    (line,) = lines()
    assert (line["route"], line["user"], line["status"]) == (None, None, 404)


def test_looks_at_health_and_metrics_are_silent_while_they_go_well(lines, bearer):
    client = lines.app.test_client()
    client.get("/health")
    client.get("/metrics", headers=bearer("metrics:read"))
    assert lines() == []
    client.get("/metrics")
    assert lines()[0]["status"] == 401


def test_an_unexpected_error_is_written_with_its_trace(lines, acts, bearer):
    acts["act"] = lambda: 1 / 0
    answer = lines.app.test_client().get(f"{URL}/act", headers=bearer())
    error, request = lines()
    assert error["level"] == "ERROR" and "ZeroDivisionError" in error["exception"]
    assert error["request_id"] == request["request_id"] == answer.json["request_id"]


def test_a_line_outside_a_request_has_no_request(lines):
    logging.getLogger("x").info("hola %s", "Íñigo", extra={"count": 3, "what": ValueError("uno")})
    (line,) = lines()
    assert line["message"] == "hola Íñigo" and line["count"] == 3 and line["what"] == "uno"
    assert "request_id" not in line


def test_a_message_with_line_breaks_stays_one_line(lines):
    logging.getLogger("x").info("uno\ndos")
    assert len(lines.path.read_text().splitlines()) == 1


def test_libraries_that_repeat_us_are_quiet(lines):
    logging.getLogger("urllib3.connectionpool").info("noise")
    logging.getLogger("x").debug("noise")
    assert lines() == []


def test_the_level_is_a_setting(make_app, lines):
    close_files()
    make_app(log_file=str(lines.path), log_level="warning")
    logging.getLogger("x").info("noise")
    assert lines() == []
    assert isinstance(logging.getLogger().handlers[0].formatter, logs.JsonFormatter)
