"""How often one may call: by user, else by the address that Traefik saw; in Redis, else in each process's memory.

Flask-Limiter holds the storage and the strategy. Its own check before each request stays off: it works out anew which
decorators might apply, and costs more than the count in Redis, while we have one general limit and a few by name.
"""

import logging
import time
from math import ceil

import redis
from flask import current_app, g, request
from flask_limiter import Limiter
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from common.problems import TooMany
from common.redis_connection import TIMEOUTS

log = logging.getLogger(__name__)
STRATEGY = "fixed-window"
AFTER_FAILURE = 5.0
GENERAL = "general"


class Limits:
    """Counts what each caller does; for some seconds after a failure of Redis, in this process's memory."""

    def __init__(self, app, service, settings):
        self.enabled = settings.rate_limit_enabled
        self.general = parse(settings.rate_limit_general)
        self.prefix = f"{service}:{STRATEGY}"
        self.shared = Limiter(
            caller,
            app=app,
            storage_uri=settings.redis_url or "memory://",
            storage_options=TIMEOUTS if settings.redis_url else {},
            strategy=STRATEGY,
            auto_check=False,
        ).limiter
        self.own = FixedWindowRateLimiter(MemoryStorage())
        self.away_until = 0.0

    def hit(self, item, name, *key):
        """Count one use. Raises TooMany, with the seconds until it may be tried again, beyond what `item` allows."""
        if not self.enabled:
            return
        key = (self.prefix, name, *key)
        if not self._counted(lambda limiter: limiter.hit(item, *key)):
            current_app.extensions["meters"].refused(name)
            until = self._counted(lambda limiter: limiter.get_window_stats(item, *key)).reset_time
            raise TooMany(
                "Espere un momento antes de intentar de nuevo.", retry_after=max(1, ceil(until - time.time()))
            )

    def _counted(self, act):
        if time.monotonic() >= self.away_until:
            try:
                return act(self.shared)
            except redis.RedisError:
                self.away_until = time.monotonic() + AFTER_FAILURE
                log.warning("limits counted in memory")
        return act(self.own)


def init(app, service, settings):
    """Set the general limit, for each endpoint by itself."""
    app.extensions["clinic_limits"] = Limits(app, service, settings)
    app.before_request(check_general)


def check_general():
    if not exempt():
        limits = current_app.extensions["clinic_limits"]
        limits.hit(limits.general, GENERAL, caller(), request.endpoint or "")


def caller():
    identity = g.get("identity")
    return f"id:{identity.id}" if identity else f"ip:{request.remote_addr}"


def exempt():
    """Services deliver as much as happened; Traefik's and the operator's look at health is no load."""
    identity = g.get("identity")
    return request.path.endswith(("/health", "/health/live")) or bool(
        identity and identity.may("events:deliver")
    )


def hit(rate, name, *key):
    """Count one use of the stricter limit `name`, beside the general one. Raises TooMany beyond `rate`."""
    current_app.extensions["clinic_limits"].hit(parse(rate), name, *key)
