"""Redis client with short timeouts: Redis is a convenience that no request waits for."""

import redis

TIMEOUTS = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}


def connect(url):
    """A client of the Redis at `url` (which connects when first used), or None where none is set."""
    return redis.Redis.from_url(url, **TIMEOUTS) if url else None
