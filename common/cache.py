"""Answers kept for a while in Redis, by noun. Redis is a convenience: without it every look is a miss.

A key carries the generation of its noun, which a write bumps after its commit: nobody reads a value older than their
own write. Views check permissions before they come here.
"""

import logging
import time

import redis
from flask import current_app
from flask_caching import Cache as FlaskCache

log = logging.getLogger(__name__)
TTL_SECONDS = 300
AFTER_FAILURE = 5.0


class ClinicCache:
    """Flask-Caching, with generations and without failures."""

    def __init__(self, app, service, connection, count):
        backend = {"CACHE_TYPE": "NullCache", "CACHE_NO_NULL_WARNING": True}
        if connection is not None:
            backend = {
                "CACHE_TYPE": "RedisCache",
                "CACHE_REDIS_HOST": connection,
                "CACHE_KEY_PREFIX": f"{service}:cache:",
                "CACHE_DEFAULT_TIMEOUT": TTL_SECONDS,
            }
        self.flask_cache = FlaskCache(app, config=backend)
        self.count = count
        self.owed, self.away_until = set(), 0.0

    def get(self, noun, key, load):
        """The value of `load()`, fresh or kept since the last write of `noun`."""
        try:
            generation = self._generation(noun)
            value = self.flask_cache.get(f"{noun}:{generation}:{key}")
        except (redis.RedisError, ConnectionError):
            self._failed()
            value, generation = None, None
        self.count(noun, "miss" if value is None else "hit")
        if value is None:
            value = load()
            if generation is not None:
                self._set(f"{noun}:{generation}:{key}", value)
        return value

    def forget(self, *nouns):
        """After a commit: what was kept of these nouns is read no more."""
        self.owed.update(nouns)
        try:
            self._pay()
        except (redis.RedisError, ConnectionError):
            self._failed()

    def _generation(self, noun):
        """The noun's current generation. While Redis is away, raises at once instead of waiting again and again."""
        if time.monotonic() < self.away_until:
            raise ConnectionError("Redis was away a moment ago")
        self._pay()
        return self.flask_cache.get(f"generation:{noun}") or "0"

    def _pay(self):
        """Bump what could not be bumped before."""
        while self.owed:
            noun = next(iter(self.owed))
            self.flask_cache.set(f"generation:{noun}", f"{time.time():.6f}", timeout=0)
            self.owed.discard(noun)

    def _set(self, key, value):
        try:
            self.flask_cache.set(key, value)
        except (redis.RedisError, ConnectionError):
            self._failed()

    def _failed(self):
        self.away_until = time.monotonic() + AFTER_FAILURE
        log.warning("cache not available")


def get_cache() -> ClinicCache:
    return current_app.extensions["clinic_cache"]
