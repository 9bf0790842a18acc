"""Prometheus metrics: requests by route template, the connection pool, the cache, the rate limits, gauges from SQL.

Workers count into files that they share (PROMETHEUS_MULTIPROC_DIR), so it is the same whichever answers: what is
counted outlives the worker that counted it, what is in use does not. What the database knows, every replica of a
service says alike: such gauges are not to be added up over replicas.
"""

import logging
import os
import tempfile
import threading
import time
from contextlib import suppress
from functools import cache

import psycopg2
from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client import values as prometheus_values
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.mmap_dict import _INITIAL_MMAP_SIZE, MmapedDict
from prometheus_flask_exporter import PrometheusMetrics
from werkzeug.serving import make_server

from common.run import logs
from common.store.db import get_db
from common.store.pool import PoolTimeout
from common.suite import carriers_of, subscribers_of
from common.web import auth, errors

log = logging.getLogger(__name__)
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
DELIVERY_BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600)
# Of this process alone: it ends with the worker, also with one that was killed.
IN_USE = {"multiprocess_mode": "livesum"}


class ReservedFile(MmapedDict):
    """A worker's file of figures whose space on the disk is taken before it is written to.

    Prometheus's own grows by holes, and a process that writes into a hole of a full disk is ended by SIGBUS. Where there
    is no space the figures go on in the worker's memory, which nobody reads: the service works.
    """

    def __init__(self, filename):
        try:
            with open(filename, "ab") as file:
                reserve(file, max(_INITIAL_MMAP_SIZE, file.tell()))
            super().__init__(filename)
        except OSError:
            # A file without contents cannot be read with the others.
            with suppress(OSError):
                os.unlink(filename)
            with memory_file() as file:
                super().__init__(f"/dev/fd/{file.fileno()}")

    def _init_value(self, key):
        # The most that an entry takes besides its key: its length, padding to eight bytes, two numbers.
        if self._used + len(key.encode()) + 32 > self._capacity:
            try:
                reserve(self._f, 2 * self._capacity)
            except OSError:
                held = bytes(self._m)
                self._f.close()
                self._f = memory_file()
                self._f.write(held)
                self._f.flush()
        super()._init_value(key)


def reserve(file, size):
    """Take the first `size` bytes of a file from the disk now. Raises OSError where it has no space for them."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, size)


def memory_file():
    """A file that is on no disk."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("metrics"), "r+b")
    return tempfile.TemporaryFile()


prometheus_values.MmapedDict = ReservedFile


class Exporter(PrometheusMetrics):
    """The exporter with each route's metrics looked up once: its own looks them up by name at every answer, 35 µs more.

    Whatever else than HTTP's methods somebody sends is one label: each new one would be kept for good.
    """

    def export_defaults(self, app, buckets, **_):
        seconds = Histogram(
            "http_request_duration_seconds",
            "HTTP request duration in seconds",
            ("method", "url_rule", "status"),
            buckets=buckets,
            registry=self.registry,
        )
        total = Counter(
            "http_request_total",
            "Total number of HTTP requests",
            ("method", "status"),
            registry=self.registry,
        )

        @cache
        def counted(method, rule, status):
            return seconds.labels(method, rule, status), total.labels(method, status)

        @app.after_request
        def count(response):
            asked = request._get_current_object()
            if not asked.path.endswith(logs.QUIET_PATHS):
                method = asked.method if asked.method in METHODS else "OTHER"
                rule = asked.url_rule.rule if asked.url_rule else None
                duration, answers = counted(method, rule, response.status_code)
                duration.observe(time.perf_counter() - g.started)
                answers.inc()
            return response


class PoolMeters:
    """Metrics of a connection pool, per worker; Prometheus sees the sum of all."""

    def __init__(self, registry, size):
        self.in_use = Gauge("db_pool_in_use", "Connections lent", registry=registry, **IN_USE)
        self.waiting = Gauge("db_pool_waiting", "Threads that wait for one", registry=registry, **IN_USE)
        self.waits = Counter("db_pool_waits_total", "Times that somebody waited for one", registry=registry)
        self.timeouts = Counter("db_pool_timeouts_total", "Times that none came free", registry=registry)
        Gauge("db_pool_size", "Connections at most", registry=registry, **IN_USE).set(size)


class Deliveries:
    """Metrics of a relay."""

    def __init__(self):
        self.registry = CollectorRegistry()
        self.results = Counter(
            "deliveries_total",
            "Deliveries by how they ended: delivered, postponed, dead_letter",
            ["subscriber", "result"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "delivery_seconds",
            "From the act that an event tells to its delivery",
            ["subscriber"],
            buckets=DELIVERY_BUCKETS,
            registry=self.registry,
        )


class DatabaseCollector:
    """Gauges read by SQL at each scrape: the outbox, and the service's own `gauges`.

    `gauges` maps a name to (help, query); each row of `query(db)` is one value, under `value`, and its labels.
    """

    def __init__(self, service, gauges):
        self.service, self.gauges = service, gauges

    def collect(self):
        answers = GaugeMetricFamily(
            "database_answers", "Does the database answer this service (1) or not (0)"
        )
        families = []
        try:
            with get_db().session() as db:
                families += self._outbox(db)
                for name, (text, query) in self.gauges.items():
                    families.append(family(name, text, query(db)))
            answers.add_metric([], 1)
        except (psycopg2.Error, PoolTimeout) as error:
            log.warning("database not scraped", extra={"reason": str(error).partition("\n")[0]})
            answers.add_metric([], 0)
        return [answers, *families]

    def _outbox(self, db):
        rows = db.all(
            """
            SELECT known.subscriber,
                   count(d) FILTER (WHERE d.dead_lettered_at IS NULL) AS waiting,
                   count(d) FILTER (WHERE d.dead_lettered_at IS NOT NULL) AS dead_letters,
                   coalesce(extract(epoch FROM now() - min(e.occurred_at)
                                    FILTER (WHERE d.dead_lettered_at IS NULL)), 0)::float AS oldest
              FROM unnest(%(subscribers)s) AS known (subscriber)
              LEFT JOIN deliveries d ON d.subscriber = known.subscriber
              LEFT JOIN outbox e ON e.id = d.event_id
             GROUP BY known.subscriber
            """,
            subscribers=[*subscribers_of(self.service), *carriers_of(self.service)],
        )
        for name, text, column in (
            ("outbox_waiting", "Deliveries not yet done", "waiting"),
            (
                "outbox_dead_letters",
                "Dead letters: deliveries that the subscriber refused for good",
                "dead_letters",
            ),
            ("outbox_oldest_seconds", "Age of the oldest waiting delivery", "oldest"),
        ):
            yield family(name, text, [{"subscriber": r["subscriber"], "value": r[column]} for r in rows])


def family(name, text, rows):
    """A gauge with one sample for each row: `value`, labelled by the row's other columns."""
    metric = Metric(name, text, "gauge")
    for row in rows:
        labels = {label: str(value) for label, value in row.items() if label != "value"}
        metric.add_sample(name, labels, float(row["value"]))
    return metric


class Meters:
    """The metrics that the parts of a service count in."""

    def __init__(self, registry):
        self._looks = Counter(
            "cache_looks_total", "Looks into the cache", ["noun", "result"], registry=registry
        )
        self._refusals = Counter(
            "rate_limit_refusals_total", "Requests refused for coming too often", ["limit"], registry=registry
        )

    def looked(self, noun, result):
        self._looks.labels(noun, result).inc()

    def refused(self, limit):
        self._refusals.labels(limit).inc()


def init(app, service, gauges):
    """Serve /metrics, with a token that holds metrics:read; the Meters for the parts of the app."""
    counted = CollectorRegistry()
    Exporter(app, path=None, buckets=BUCKETS, registry=counted)
    pool = app.extensions["db"].pool
    pool.meters = PoolMeters(counted, pool.maximum)

    @app.get("/metrics")
    @auth.requires("metrics:read")
    def read_metrics():
        registry = CollectorRegistry()
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            multiprocess.MultiProcessCollector(registry)
        else:
            registry.register(counted)
        registry.register(DatabaseCollector(service, gauges))
        return page(registry)

    return Meters(counted)


def page(registry):
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def serve(bind, registry, verifier, working):
    """Serve `registry` at http://<bind>/metrics from a thread of its own, to the same tokens as a service's; its server.

    Beside it /health and /health/live, as a service has them: 200 while `working()`, which is all there is to a relay.

    A relay is no gunicorn and has no pool of workers; it counts in its own memory, and each replica is read by itself.
    """
    app = Flask("relay", static_folder=None)
    app.extensions["verifier"] = verifier
    app.before_request(auth.load_identity)
    errors.register(app, {})

    @app.get("/metrics")
    @auth.requires("metrics:read")
    def read_metrics():
        return page(registry)

    @app.get("/health")
    @app.get("/health/live")
    def health():
        return ("", 200) if working() else ("", 503)

    host, _, port = bind.rpartition(":")
    # One line for each scrape tells nobody anything.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server(host, int(port), app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
