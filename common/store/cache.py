"""Cache of answers in Redis as JSON, by noun. Redis is a convenience: without it every lookup is a miss.

What is kept carries the generation of its noun, which a write bumps after its commit: nobody reads an answer older than
their own write. Views check permissions before they come here.
"""

import logging
import time

import redis
from flask import current_app
from flask_caching import Cache as FlaskCache
from pydantic_core import to_json

log = logging.getLogger(__name__)
TTL_SECONDS = 300


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
        self.connection = connection
        self.count = count
        self.owed = set()
        if connection is not None:
            connection.when_back.append(self._pay)

    def get(self, noun, key, load):
        """`load()` as JSON, fresh or kept since the last write of `noun`."""
        try:
            generation, made_in, kept = self._look(noun, key)
        except (redis.RedisError, ConnectionError):
            self._failed()
            generation, made_in, kept = None, None, None
        hit = kept is not None and made_in == generation
        self.count(noun, "hit" if hit else "miss")
        if not hit:
            value = load()
            kept = to_json(value)
            if generation is not None and value is not None:
                self._set(f"{noun}:{key}", (generation, kept))
        return kept

    def forget(self, *nouns):
        """After a commit: what was kept of these nouns is read no more."""
        self.owed.update(nouns)
        if self.connection is not None and self.connection.away:
            return
        try:
            self._pay()
        except (redis.RedisError, ConnectionError):
            self._failed()

    def generation_of(self, service, noun):
        """The generation of another service's noun; None while Redis cannot tell it.

        A noun without one gets one: after Redis lost its data, nothing remembered from before may count as current.
        """
        if self.connection is None or self.connection.away:
            return None
        key = f"{service}:cache:generation:{noun}"
        try:
            found = self.connection.get(key)
            if found is None:
                first = self.flask_cache.cache.serializer.dumps(f"{time.time():.6f}")
                self.connection.set(key, first, nx=True)
            return found
        except (redis.RedisError, ConnectionError):
            self._failed()
            return None

    def _look(self, noun, key):
        """The noun's generation; that in which what is kept was made, and it. While Redis is away, raises at once."""
        if self.connection is not None and self.connection.away:
            raise ConnectionError("Redis was away a moment ago")
        self._pay()
        generation, found = self.flask_cache.get_many(f"generation:{noun}", f"{noun}:{key}")
        return generation or "0", *(found or (None, None))

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
        self.connection.failed()


def get_cache() -> ClinicCache:
    return current_app.extensions["clinic_cache"]
