"""Connection pool of PostgreSQL that is bounded and waits instead of raising.

psycopg2's own pool raises at once when it is empty, closes what exceeds its minimum after every burst and
hands out connections that the server has closed. This one waits (bounded), keeps what it opened, and notices
a dead idle connection without a round trip: an idle connection has nothing to say, so a readable socket means
that the server hung up.
"""

import select
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress

import psycopg2
from psycopg2 import extensions

CONNECT = {
    "connect_timeout": 3,
    "keepalives_idle": 30,
    "tcp_user_timeout": 5000,
}
OPTIONS = (
    "-c timezone=UTC -c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
)
MAX_AGE = 1800
PING_AFTER = 30


class Connection(extensions.connection):
    """One that remembers which statements it has prepared (common.store.db.Prepared)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.prepared = set()


class PoolTimeout(Exception):
    """No connection became free in time."""


class Tally:
    """A counter without Prometheus; in a service, a real metric takes its place."""

    def __init__(self):
        self.value = 0

    def inc(self):
        self.value += 1

    def dec(self):
        self.value -= 1


class Tallies:
    """Metrics of a pool that nobody scrapes."""

    def __init__(self):
        self.in_use, self.waiting, self.waits, self.timeouts = Tally(), Tally(), Tally(), Tally()


class Pool:
    """At most `maximum` connections to `dsn`, each looking into `schema` first; a server that is down delays no boot."""

    def __init__(self, dsn, schema, maximum, timeout=2.0):
        self.dsn, self.maximum, self.timeout = dsn, maximum, timeout
        self.options = f"{OPTIONS} -c search_path={schema},public"
        self._free = threading.BoundedSemaphore(maximum)
        self._idle = deque()
        self.meters = Tallies()

    @contextmanager
    def connection(self):
        """Lend a connection in autocommit mode; it comes back clean or is closed."""
        meters = self.meters
        if not self._free.acquire(blocking=False):
            self._wait(meters)
        meters.in_use.inc()
        try:
            connection, born = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection, born)
        finally:
            meters.in_use.dec()
            self._free.release()

    def warm(self, count):
        """Open up to `count` connections now; a server that is down is no error here."""
        with suppress(psycopg2.Error):
            while len(self._idle) < count:
                now = time.monotonic()
                self._idle.append((self._connect(), now, now))

    def close(self):
        while self._idle:
            self._idle.pop()[0].close()

    def _wait(self, meters):
        meters.waits.inc()
        meters.waiting.inc()
        try:
            if not self._free.acquire(timeout=self.timeout):
                meters.timeouts.inc()
                raise PoolTimeout("no free database connection")
        finally:
            meters.waiting.dec()

    def _connect(self):
        connection = psycopg2.connect(
            self.dsn, options=self.options, connection_factory=Connection, **CONNECT
        )
        connection.autocommit = True
        return connection

    def _take(self):
        while True:
            try:
                connection, born, used = self._idle.pop()
            except IndexError:
                return self._connect(), time.monotonic()
            now = time.monotonic()
            if now - born < MAX_AGE and self._alive(connection, now - used):
                return connection, born
            connection.close()

    @staticmethod
    def _alive(connection, idle_for):
        if connection.closed:
            return False
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        if poll.poll(0):
            return False
        if idle_for > PING_AFTER:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except psycopg2.Error:
                return False
        return True

    def _give_back(self, connection, born):
        try:
            if connection.closed:
                return
            if connection.info.transaction_status != extensions.TRANSACTION_STATUS_IDLE:
                connection.rollback()
            if not connection.autocommit:  # setting it gives up Python's lock, also where nothing changes
                connection.autocommit = True
            self._idle.append((connection, born, time.monotonic()))
        except psycopg2.Error:
            connection.close()
