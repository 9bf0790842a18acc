"""Delivers what a service has told: `python -m common.messages.relay <service>`.

One thread per subscriber claims due deliveries under a lease (no lock is held across HTTP), delivers them in order
per aggregate, and deletes what was heard. What fails for a passing reason backs off; what the receiver refuses for
good is parked, where an operator sees it and replays it. Any number of relays of one service may run.
"""

import logging
import random
import select
import signal
import sys
import threading
import time

import psycopg2
import requests
from pydantic_core import to_json

from common.config import Settings, prefix
from common.messages.client import ServiceToken, new_session
from common.messages.events import LOGS, subscribers_of
from common.run import logs, metrics
from common.store.db import Database
from common.store.redis_connection import connect
from common.web import auth
from common.web.revocations import Revocations

log = logging.getLogger("relay")

LEASE_SECONDS = 30
TIMEOUT = (1.0, 10.0)
POLL_SECONDS = 2.0
BATCH, LOGS_BATCH = 20, 500
LONGEST_BACKOFF = 300
PARK_AFTER_SECONDS = 3600
HOUSEKEEPING_SECONDS = 3600
# The receiver read the event and will never accept it.
REFUSALS = frozenset((400, 409, 413, 415, 422))


def claim(tx, subscriber, batch, in_order):
    """Lease up to `batch` due deliveries; `in_order` takes only the oldest of each aggregate."""
    rows = tx.all(
        """
        WITH due AS (
            SELECT event_id, subscriber
              FROM deliveries d
             WHERE subscriber = %(subscriber)s AND available_at <= now()
               AND parked_at IS NULL AND (leased_until IS NULL OR leased_until < now())
               AND NOT (%(in_order)s AND EXISTS (
                       SELECT 1 FROM deliveries earlier
                        WHERE earlier.subscriber = d.subscriber AND earlier.aggregate = d.aggregate
                          AND earlier.seq < d.seq))
             ORDER BY seq
             LIMIT %(batch)s
               FOR UPDATE SKIP LOCKED)
        UPDATE deliveries d
           SET leased_until = now() + %(lease)s * interval '1 second', attempts = attempts + 1,
               first_attempt_at = coalesce(first_attempt_at, now())
          FROM due JOIN outbox e ON e.id = due.event_id
         WHERE d.event_id = due.event_id AND d.subscriber = due.subscriber
        RETURNING d.event_id::text AS id, d.seq, d.attempts,
                  extract(epoch FROM now() - d.first_attempt_at)::float AS trying_for,
                  extract(epoch FROM now() - e.occurred_at)::float AS age,
                  e.type, e.occurred_at, e.aggregate, current_schema() AS service, e.actor, e.request_id, e.data
        """,
        subscriber=subscriber,
        batch=batch,
        in_order=in_order,
        lease=LEASE_SECONDS,
    )
    return sorted(rows, key=lambda row: row["seq"])


def delivered(tx, subscriber, ids):
    tx.run(
        "DELETE FROM deliveries WHERE subscriber = %(subscriber)s AND event_id = ANY(%(ids)s::uuid[])",
        subscriber=subscriber,
        ids=ids,
    )


def postpone(tx, subscriber, rows, reason):
    """Try again later: 1 s, 2, 4 … 5 min, with jitter so that many do not come back at once."""
    for row in rows:
        wait = min(2 ** (row["attempts"] - 1), LONGEST_BACKOFF) * random.uniform(0.8, 1.2)
        tx.run(
            """
            UPDATE deliveries
               SET leased_until = NULL, available_at = now() + %(wait)s * interval '1 second', last_error = %(reason)s
             WHERE subscriber = %(subscriber)s AND event_id = %(id)s
            """,
            subscriber=subscriber,
            id=row["id"],
            wait=wait,
            reason=reason[:1000],
        )


def park(tx, subscriber, row, reason):
    """Set aside for a person; later events of the same aggregate wait behind it."""
    tx.run(
        """
        UPDATE deliveries SET leased_until = NULL, parked_at = now(), last_error = %(reason)s
         WHERE subscriber = %(subscriber)s AND event_id = %(id)s
        """,
        subscriber=subscriber,
        id=row["id"],
        reason=reason[:1000],
    )


def request_id(rows):
    """Under which the subscriber logs this delivery: the first event's, for a request has only one."""
    return rows[0]["request_id"] or rows[0]["id"]


class Relay:
    """The deliveries of one service to one subscriber."""

    def __init__(self, settings, database, token, subscriber, session, meters=None):
        self.database, self.token, self.subscriber, self.session = database, token, subscriber, session
        self.meters = meters or metrics.Deliveries()
        self.url = f"{settings.url(subscriber)}/api/{prefix(subscriber)}/events"
        self.batching = subscriber == LOGS

    def run_once(self):
        """Claim and deliver one batch; how many events it held."""
        self.claimed = time.monotonic()
        with self.database.transaction() as tx:
            rows = claim(tx, self.subscriber, LOGS_BATCH if self.batching else BATCH, not self.batching)
        if self.batching:
            self._deliver_batch(rows)
        else:
            for position, row in enumerate(rows):
                if not self._deliver([row]):
                    self._settle(postpone, rows[position + 1 :], "esperó a que el servicio responda")
                    break
        return len(rows)

    def _deliver_batch(self, rows):
        """A batch that is refused is halved until the event that does not fit stands alone."""
        if rows and self._deliver(rows) is None:
            middle = len(rows) // 2
            self._deliver_batch(rows[:middle])
            self._deliver_batch(rows[middle:])

    def _deliver(self, rows):
        """True: the subscriber answers (heard or refused). False: it does not. None: a batch to be halved."""
        try:
            response = self._post(rows)
        except requests.RequestException as error:
            return self._postpone(rows, f"sin respuesta: {type(error).__name__}")
        if response.ok:
            self._settle(delivered, [row["id"] for row in rows])
            self._report(rows)
            return True
        reason = f"{response.status_code}: {response.text[:500]}"
        stuck = response.status_code == 500 and rows[0]["trying_for"] > PARK_AFTER_SECONDS
        if response.status_code not in REFUSALS and not stuck:
            return self._postpone(rows, reason)
        if len(rows) > 1:
            return None
        self._settle(park, rows[0], reason)
        self.meters.results.labels(self.subscriber, "parked").inc()
        log.error("event parked", extra={**self._about(rows[0]), "reason": reason})
        return True

    def _postpone(self, rows, reason):
        self._settle(postpone, rows, reason)
        self.meters.results.labels(self.subscriber, "postponed").inc(len(rows))
        log.warning(
            "delivery postponed", extra={**self._about(rows[0]), "events": len(rows), "reason": reason}
        )
        return False

    def _report(self, rows):
        """Count what was delivered, with a line of the log for each event: by its request's id the trace goes on."""
        self.meters.results.labels(self.subscriber, "delivered").inc(len(rows))
        since = time.monotonic() - self.claimed
        for row in rows:
            seconds = row["age"] + since
            self.meters.seconds.labels(self.subscriber).observe(seconds)
            log.info(
                "event delivered",
                extra={**self._about(row), "sent_as": request_id(rows), "after_s": round(seconds, 3)},
            )

    def _about(self, row):
        return {
            "request_id": row["request_id"],
            "event": row["id"],
            "type": row["type"],
            "aggregate": row["aggregate"],
            "subscriber": self.subscriber,
        }

    def _post(self, rows):
        members = ("id", "type", "occurred_at", "aggregate", "service", "actor", "request_id", "data")
        events = [{name: row[name] for name in members} for row in rows]
        for _ in range(2):
            response = self.session.post(
                self.url,
                data=to_json({"events": events}),
                headers={
                    "Authorization": f"Bearer {self.token.get()}",
                    "Content-Type": "application/json",
                    "X-Request-Id": request_id(rows),
                },
                timeout=TIMEOUT,
            )
            if response.status_code != 401:
                break
            self.token.forget()
        return response

    def _settle(self, act, what, *reason):
        with self.database.transaction() as tx:
            act(tx, self.subscriber, what, *reason)


class Runner:
    """The relay process: wakes its threads on NOTIFY, keeps house, and ends on SIGTERM."""

    def __init__(self, service, settings):
        self.service = service
        self.stopping = threading.Event()
        self.wakers, self.threads = [], []
        self.settings = settings
        self.database = Database(settings.database_url, service, 1, 6)
        self.token = ServiceToken(settings, f"service-{prefix(service)}", new_session())
        self.meters = metrics.Deliveries()

    def run(self):
        for subscriber in subscribers_of(self.service):
            waker = threading.Event()
            self.wakers.append(waker)
            relay = Relay(self.settings, self.database, self.token, subscriber, new_session(), self.meters)
            self.threads.append(threading.Thread(target=self._work, args=(relay, waker), daemon=False))
            self.threads[-1].start()
        threading.Thread(target=self._keep_house, daemon=True).start()
        if self.settings.relay_metrics_bind:
            self._serve_metrics()
        while not self.stopping.is_set():
            try:
                self._listen()
            except psycopg2.Error as error:
                log.warning("relay lost the database", extra={"reason": str(error).partition("\n")[0]})
                self.stopping.wait(POLL_SECONDS)

    def _serve_metrics(self):
        verifier = auth.Verifier(self.settings, Revocations(connect(self.settings.redis_url)))
        bind = self.settings.relay_metrics_bind
        self.metrics_server = metrics.serve(bind, self.meters.registry, verifier, self.working)

    def working(self):
        """Is every subscriber still being served?"""
        return all(thread.is_alive() for thread in self.threads)

    def stop(self, *_):
        self.stopping.set()
        for waker in self.wakers:
            waker.set()

    def _work(self, relay, waker):
        while not self.stopping.is_set():
            waker.clear()
            try:
                busy = relay.run_once()
            except Exception as error:  # whatever it was, the lease ends and the delivery is tried again
                log.warning("relay stumbled", extra={"reason": repr(error)[:300]})
                busy = 0
                self.stopping.wait(1.0)
            if not busy:
                waker.wait(POLL_SECONDS)

    def _listen(self):
        with self.database.session() as session:
            session.run(f'LISTEN "outbox_{self.service}"')
            while not self.stopping.is_set():
                if select.select([session.connection], [], [], POLL_SECONDS)[0]:
                    session.connection.poll()
                    session.connection.notifies.clear()
                    for waker in self.wakers:
                        waker.set()

    def _keep_house(self):
        """Clear what has expired, and whatever else the schema's own housekeeping() does."""
        while True:
            try:
                with self.database.session() as session:
                    session.run("SELECT housekeeping()")
            except Exception as error:
                log.warning("housekeeping failed", extra={"reason": repr(error)[:300]})
            if self.stopping.wait(HOUSEKEEPING_SECONDS):
                return


def main():
    service = sys.argv[1]
    settings = Settings.from_env()
    logs.configure(f"{service}-relay", settings)
    runner = Runner(service, settings)
    signal.signal(signal.SIGTERM, runner.stop)
    signal.signal(signal.SIGINT, runner.stop)
    log.info("relay started")
    runner.run()


if __name__ == "__main__":
    main()
