"""How often one may call: by user, else by the address that Traefik saw; in Redis, else in each process's memory."""

import time
from math import ceil

import redis
from flask import current_app, g, request
from flask_limiter import Limiter
from limits import parse

from common.problems import TooMany
from common.redis_connection import TIMEOUTS

STRATEGY = "fixed-window"


def init(app, service, settings):
    """Set the general limit. Headers stay off: they cost more than the request."""
    limiter = Limiter(
        caller,
        default_limits=[settings.rate_limit_general],
        default_limits_exempt_when=exempt,
        storage_uri=settings.redis_url or "memory://",
        storage_options=TIMEOUTS if settings.redis_url else {},
        strategy=STRATEGY,
        key_prefix=f"{service}:{STRATEGY}",
        headers_enabled=False,
        in_memory_fallback_enabled=True,
        enabled=settings.rate_limit_enabled,
        on_breach=lambda _: current_app.extensions["meters"].refused("general"),
    )
    limiter.init_app(app)
    app.extensions["clinic_limiter"] = limiter


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
    limiter = current_app.extensions["clinic_limiter"]
    if not limiter.enabled:
        return
    item = parse(rate)
    try:
        allowed = limiter.limiter.hit(item, name, *key)
    except redis.RedisError:
        # The next request's general limit notices too, and changes over to this process's memory.
        return
    if not allowed:
        current_app.extensions["meters"].refused(name)
        raise TooMany(
            "Espere un momento antes de intentar de nuevo.", retry_after=seconds_left(item, name, *key)
        )


def seconds_left(item, *key):
    """Until the window of a broken limit ends; all of it where Redis has gone away meanwhile."""
    try:
        reset = current_app.extensions["clinic_limiter"].limiter.get_window_stats(item, *key).reset_time
    except redis.RedisError:
        return item.get_expiry()
    return max(1, ceil(reset - time.time()))


def retry_after():
    """Of the general limit, which this request has broken."""
    broken = current_app.extensions["clinic_limiter"].current_limit
    return seconds_left(broken.limit, *broken.request_args) if broken else None
