"""How often one may call: by user, else by the address that Traefik saw; in Redis, else in each process's memory."""

from flask import current_app, g, request
from flask_limiter import Limiter

STRATEGY = "fixed-window"


def init(app, service, settings):
    """Set the general limit. Headers stay off: they cost more than the request."""
    limiter = Limiter(
        caller,
        default_limits=[settings.rate_limit_general],
        default_limits_exempt_when=exempt,
        storage_uri=settings.redis_url or "memory://",
        storage_options=(
            {"socket_connect_timeout": 0.25, "socket_timeout": 0.25} if settings.redis_url else {}
        ),
        strategy=STRATEGY,
        key_prefix=f"{service}:{STRATEGY}",
        headers_enabled=False,
        in_memory_fallback_enabled=True,
        enabled=settings.rate_limit_enabled,
    )
    limiter.init_app(app)
    app.extensions["clinic_limiter"] = limiter


def caller():
    identity = g.get("identity")
    return f"id:{identity.id}" if identity else f"ip:{request.remote_addr}"


def exempt():
    """Services deliver as much as happened; Traefik's and the operator's look at health is no load."""
    identity = g.get("identity")
    return request.path.endswith("/health") or bool(identity and identity.may("events:deliver"))


def limit(rate, key):
    """A stricter limit around a block: `with limit("5/minute", email):`. Breaking it answers 429."""
    return current_app.extensions["clinic_limiter"].limit(rate, key_func=lambda: key)
