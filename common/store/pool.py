"""Connection pool of PostgreSQL that is bounded and waits instead of raising.

psycopg2's own pool raises at once when it is empty, closes what exceeds its minimum after every burst and
hands out connections that the server has closed. This one waits (bounded), keeps what it opened, and notices
a dead idle connection without a round trip: an idle connection has nothing to say, so a readable socket means
that the server hung up.
"""

import os
import select
import socket
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
    "-c timezone=UTC -c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
)
# A statement without an answer for so long makes us ask whether the server is there at all, and again each time.
SUSPECT_AFTER = 1.0
# A server that does not answer even that within so long is frozen; one known to be frozen is given less.
PROBE_SECONDS, NEXT_PROBE_SECONDS = 2.0, 0.5
# Longer than the server's own limits, shorter than Traefik waits (20 s): it ends a statement on whose connection alone
# nothing moves, such as one whose own process of the server stands still.
PATIENCE_SECONDS = 12.0
# PostgreSQL's SSLRequest, which every server (and every pooler before one) answers with one byte before any password.
SSL_REQUEST = b"\0\0\0\x08\x04\xd2\x16\x2f"
MAX_AGE = 1800
PING_AFTER = 30
# Who gave it back so short a time ago would hardly have seen the server go either; to ask costs a turn of Python's lock.
FRESH_SECONDS = 0.05


class Connection(extensions.connection):
    """One that remembers which statements it has prepared, and which it has met (common.store.db)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.prepared, self.met = set(), {}


class PoolTimeout(Exception):
    """No connection became free in time."""


class Frozen(psycopg2.OperationalError):
    """The server is there and says nothing: its processes are stopped, or its machine or disk hangs."""


def wait(connection):
    """psycopg2's wait callback: every wait for the server, bounded on this side.

    The server's own limits end what is slow. They end nothing when it is the server that stands still, nor does TCP,
    whose other end is alive. psycopg2 closes a connection whose wait is given up.
    """
    deadline = None
    while (state := connection.poll()) != extensions.POLL_OK:
        if moves(
            connection, select.POLLIN if state == extensions.POLL_READ else select.POLLOUT, SUSPECT_AFTER
        ):
            continue
        deadline = deadline or time.monotonic() + PATIENCE_SECONDS
        if time.monotonic() > deadline or not answers(address_of(connection), PROBE_SECONDS):
            raise Frozen("the database server does not answer")


extensions.set_wait_callback(wait)


def moves(connection, events, seconds):
    """Does one of these events happen on its socket within so many seconds?"""
    poll = select.poll()
    poll.register(connection.fileno(), events)
    return bool(poll.poll(seconds * 1000))


def hung_up(connection):
    """Has the server closed an idle connection? It has nothing to say there but that."""
    return moves(connection, select.POLLIN | select.POLLHUP | select.POLLERR, 0)


def address_of(connection):
    """(family, address) of the server at the other end, or None where it was not even reached."""
    with suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as peer:
        return peer.family, peer.getpeername()


def answers(address, seconds):
    """Does a server answer there within so many seconds?"""
    if address is None:
        return False
    family, place = address
    with suppress(OSError), socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(seconds)
        probe.connect(place)
        probe.sendall(SSL_REQUEST)
        return bool(probe.recv(1))
    return False


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

    def __init__(self, dsn, schema, maximum, timeout=2.0, durable=True):
        self.dsn, self.maximum, self.timeout = dsn, maximum, timeout
        self.options = (
            f"{OPTIONS} -c search_path={schema},public{'' if durable else ' -c synchronous_commit=off'}"
        )
        self._free = threading.BoundedSemaphore(maximum)
        self._idle = deque()
        self._address, self._frozen, self._next_probe = None, False, 0.0
        self.meters = Tallies()

    @contextmanager
    def connection(self):
        """Lend a connection in autocommit mode; it comes back clean or is closed.

        Once a server was found frozen, everybody is refused at once but the one who asks whether it is back.
        """
        meters = self.meters
        if self._frozen:
            self._must_be_back()
        if not self._free.acquire(blocking=False):
            self._wait(meters)
        meters.in_use.inc()
        try:
            connection, born = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection, born)
        except Frozen:
            self._frozen = True
            raise
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

    def _must_be_back(self):
        now = time.monotonic()
        if now >= self._next_probe:
            self._next_probe = now + 2 * NEXT_PROBE_SECONDS
            self._frozen = not answers(self._address, NEXT_PROBE_SECONDS)
        if self._frozen:
            raise Frozen("the database server does not answer yet")

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
        self._address = address_of(connection)
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
        if idle_for > FRESH_SECONDS and hung_up(connection):
            return False
        if idle_for > PING_AFTER:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except Frozen:
                raise
            except psycopg2.Error:
                return False
        return True

    def _give_back(self, connection, born):
        try:
            if connection.closed:
                return
            if connection.info.transaction_status != extensions.TRANSACTION_STATUS_IDLE:
                with connection.cursor() as cursor:
                    cursor.execute("ROLLBACK")
            self._idle.append((connection, born, time.monotonic()))
        except psycopg2.Error:
            connection.close()
