"""What Prometheus reads: requests, latency and errors by route template, the pool, the cache, the outbox."""

import os

import psycopg2
from flask import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_flask_exporter import NO_PREFIX, PrometheusMetrics

from common import auth
from common.db import get_db
from common.pool import PoolTimeout

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class OutboxCollector:
    """Depth and age of the outbox, read from the database when scraped: the same from whichever worker answers."""

    def collect(self):
        waiting = GaugeMetricFamily("outbox_waiting", "Deliveries not yet done", labels=["subscriber"])
        parked = GaugeMetricFamily(
            "outbox_parked", "Deliveries set aside for a person", labels=["subscriber"]
        )
        oldest = GaugeMetricFamily(
            "outbox_oldest_seconds", "Age of the oldest waiting delivery", labels=["subscriber"]
        )
        try:
            with get_db().session() as db:
                rows = db.all("""
                    SELECT d.subscriber,
                           count(*) FILTER (WHERE d.parked_at IS NULL) AS waiting,
                           count(*) FILTER (WHERE d.parked_at IS NOT NULL) AS parked,
                           coalesce(extract(epoch FROM now() - min(e.occurred_at)
                                            FILTER (WHERE d.parked_at IS NULL)), 0)::float AS oldest
                      FROM deliveries d JOIN outbox e ON e.id = d.event_id
                     GROUP BY d.subscriber
                    """)
        except (psycopg2.Error, PoolTimeout):
            rows = []
        for row in rows:
            waiting.add_metric([row["subscriber"]], row["waiting"])
            parked.add_metric([row["subscriber"]], row["parked"])
            oldest.add_metric([row["subscriber"]], row["oldest"])
        return [waiting, parked, oldest]


def init(app):
    """Serve /metrics (with a token that holds metrics:read) and return the function that counts cache looks."""
    counted = CollectorRegistry()
    PrometheusMetrics(
        app,
        path=None,
        defaults_prefix=NO_PREFIX,
        group_by="url_rule",
        buckets=BUCKETS,
        excluded_paths=["/health$", "/health/live$", "/metrics$"],
        registry=counted,
    )
    looks = Counter("cache_looks_total", "Looks into the cache", ["noun", "result"], registry=counted)

    @app.get("/metrics")
    @auth.requires("metrics:read")
    def read_metrics():
        registry = CollectorRegistry()
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            multiprocess.MultiProcessCollector(registry)
        else:
            registry.register(counted)
        registry.register(OutboxCollector())
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return lambda noun, result: looks.labels(noun, result).inc()
