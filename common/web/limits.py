"""Rate limits: by user, else by the address that Traefik saw; in Redis, else in each process's memory.

Flask-Limiter holds the storage and the strategy. Its own check before each request stays off: it works out anew which
decorators might apply, and costs more than the count in Redis, while we have one general limit and a few by name.

Each process reserves a twentieth of a large limit at once, and asks Redis again when it is used up: a window may
see that many more or fewer in each process. Limits below 40 are counted one by one.
"""

import logging
import threading
import time
from math import ceil

import redis
from flask import Flask, current_app, g, request
from flask_limiter import Limiter
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from common.problems import TooMany
from common.store.redis_connection import TIMEOUTS

log = logging.getLogger(__name__)
STRATEGY = "fixed-window"
GENERAL = "general"
# Uses taken at a time: a twentieth of what the limit allows, and at most this many.
HANDFUL = 50
# Callers whose handfuls a process remembers; beyond it forgets them all, and they take new ones.
REMEMBERED = 10_000


class Limits:
    """Counts what each caller does; while Redis is away, in this process's memory."""

    def __init__(self, service, settings, connection):
        self.enabled = settings.rate_limit_enabled
        self.general = parse(settings.rate_limit_general)
        self.prefix = f"{service}:{STRATEGY}"
        # With an application beside ours, whose requests nobody makes: it does nothing after ours either.
        self.shared = Limiter(
            caller,
            app=Flask("limits"),
            storage_uri=settings.redis_url or "memory://",
            storage_options=TIMEOUTS if settings.redis_url else {},
            strategy=STRATEGY,
            auto_check=False,
        ).limiter
        self.own = FixedWindowRateLimiter(MemoryStorage())
        self.redis = connection
        self.handfuls, self.lock = {}, threading.Lock()

    def hit(self, item, name, *key):
        """Count one use. Raises TooMany, with the seconds until it may be tried again, beyond what `item` allows."""
        if not self.enabled:
            return
        key = (self.prefix, name, *key)
        handful = min(HANDFUL, item.amount // 20) or 1
        if self._had(key):
            return
        if self._counted(lambda limiter: limiter.hit(item, *key, cost=handful)):
            if handful > 1:
                self._keep(key, handful - 1)
        else:
            current_app.extensions["meters"].refused(name)
            until = self._counted(lambda limiter: limiter.get_window_stats(item, *key)).reset_time
            raise TooMany(
                "Espere un momento antes de intentar de nuevo.", retry_after=max(1, ceil(until - time.time()))
            )

    def _had(self, key):
        """Use one of the handful that was taken before, if any is left."""
        with self.lock:
            left = self.handfuls.pop(key, 0)
            if left > 1:
                self.handfuls[key] = left - 1
        return left > 0

    def _keep(self, key, uses):
        """The rest of a handful, for what is asked next."""
        with self.lock:
            if len(self.handfuls) >= REMEMBERED:
                self.handfuls.clear()
            self.handfuls[key] = self.handfuls.get(key, 0) + uses

    def _counted(self, act):
        if self.redis is None or not self.redis.away:
            try:
                return act(self.shared)
            except redis.RedisError:
                self.redis.failed()
        return act(self.own)


def init(app, service, settings):
    """Set the general limit, for each endpoint by itself."""
    app.extensions["clinic_limits"] = Limits(service, settings, app.extensions["redis"])
    app.before_request(check_general)


def check_general():
    asked, identity = request._get_current_object(), g.identity
    # Services deliver as much as happened; Traefik's and the operator's look at health is no load.
    if asked.path.endswith(("/health", "/health/live")) or identity and identity.may("events:deliver"):
        return
    limits = current_app.extensions["clinic_limits"]
    limits.hit(limits.general, GENERAL, caller(), asked.endpoint or "")


def caller():
    """Whom a use is counted for."""
    identity = g.get("identity")
    return f"id:{identity.id}" if identity else f"ip:{request.remote_addr}"


def hit(rate, name, *key):
    """Count one use of the stricter limit `name`, beside the general one. Raises TooMany beyond `rate`."""
    current_app.extensions["clinic_limits"].hit(parse(rate), name, *key)
