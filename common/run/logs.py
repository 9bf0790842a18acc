"""Structured logs: one JSON object a line, to the console and to LOG_FILE where it is set. Never a header, body, or query string."""

import logging
import time
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler

from flask import g, has_request_context, request
from pydantic_core import to_json

log = logging.getLogger("request")
STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "taskName"}
QUIET_PATHS = ("/health", "/health/live", "/metrics")
LINE = log.makeRecord(log.name, logging.INFO, "", 0, "request", (), None).__dict__
# What no line of ours says is not asked for each of them (Python's logging HOWTO, "Optimization").
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
logging._srcfile = None


class JsonFormatter(logging.Formatter):
    def __init__(self, service):
        super().__init__()
        self.service = service

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "service": self.service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line["request_id"] = g.get("request_id")
        line |= {name: value for name, value in record.__dict__.items() if name not in STANDARD}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return to_json(line, fallback=str).decode()


def configure(service, settings):
    """Send everything that this process logs through one formatter."""
    handlers = [logging.StreamHandler()]
    if settings.log_file:
        handlers.append(WatchedFileHandler(settings.log_file, encoding="utf-8"))
    for handler in handlers:
        handler.setFormatter(JsonFormatter(service))
    root = logging.getLogger()
    root.handlers[:] = handlers
    root.setLevel(settings.log_level.upper())
    # It repeats at INFO what the request line says.
    logging.getLogger("urllib3").setLevel(logging.WARNING)


def start_clock():
    g.started = time.perf_counter()


def request_line(response):
    """One line for each request: who, which route, how it ended, how long it took."""
    asked = request._get_current_object()
    told = not asked.path.endswith(QUIET_PATHS) or response.status_code >= 400
    if told and log.isEnabledFor(logging.INFO):
        identity = g.get("identity")
        # One that `logging` made once, since to make each anew takes as long as to write it.
        record = logging.LogRecord.__new__(logging.LogRecord)
        record.__dict__ = LINE | {
            "created": time.time(),
            "method": asked.method,
            "route": asked.url_rule.rule if asked.url_rule else None,
            "path": asked.path,
            "status": response.status_code,
            "duration_ms": round((time.perf_counter() - g.started) * 1000, 2),
            "user": identity.id if identity else None,
            "ip": asked.remote_addr,
        }
        log.handle(record)
    return response
