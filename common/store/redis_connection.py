"""Redis, when there is one: a convenience that nobody waits for long."""

import logging
import threading
import time

import redis

log = logging.getLogger(__name__)
TIMEOUTS = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
# How often a Redis that did not answer is asked whether it is back.
LOOK_AGAIN_SECONDS = 1.0


class Connection(redis.Redis):
    """A client that knows whether Redis answers, for all that use it.

    Whoever meets a failure says so with `failed()`; from then on it is `away`, and nobody waits for it but a thread of
    its own, which asks until it is back.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.away, self._lock = False, threading.Lock()
        # What is made up for when Redis is back; each may raise RedisError, and is then called again.
        self.when_back = []

    def failed(self):
        """Redis did not answer."""
        with self._lock:
            if self.away:
                return
            self.away = True
        log.warning("redis does not answer")
        threading.Thread(target=self._wait_for_it, daemon=True).start()

    def _wait_for_it(self):
        while self.away:
            time.sleep(LOOK_AGAIN_SECONDS)
            try:
                self.ping()
                self.away = False
                for act in self.when_back:
                    act()
            except redis.RedisError:
                self.away = True
        log.info("redis answers again")


def connect(url):
    """A client of the Redis at `url` (which connects when first used), or None where none is set."""
    return Connection.from_url(url, **TIMEOUTS) if url else None
