"""Relay process of a service: `python -m common.run.relay <service>`.

One thread per subscriber, and per carrier, delivers what the service has published (`common.messages.relay`), woken by
NOTIFY; one runs housekeeping, and one each job of the service (`JOBS` of `common.suite`). Any number of relays of one service may run.
"""

import logging
import select
import signal
import sys
import threading
import time
from datetime import datetime
from importlib import import_module

import psycopg2

from common.config import Settings
from common.messages.client import ServiceToken, new_session, revoked_by_auth
from common.messages.relay import LOGS_BATCH, CarrierRelay, Relay
from common.run import logs, metrics
from common.store.db import Database
from common.store.redis_connection import connect
from common.suite import JOBS, carriers_of, prefix, subscribers_of
from common.web import auth
from common.web.revocations import Revocations

log = logging.getLogger("relay")

POLL_SECONDS = 2.0
HOUSEKEEPING_SECONDS = 3600
# The log is in no hurry: a lone event goes almost at once, those of a busy second share a request.
LINGER_SECONDS, PACE_SECONDS = 0.05, 1.0


class Runner:
    """The relay process: wakes its threads on NOTIFY, runs housekeeping every hour, and ends on SIGTERM."""

    def __init__(self, service, settings):
        self.service = service
        self.stopping = threading.Event()
        self.wakers, self.threads = {}, []
        # Of the carriers, those that keep house too.
        self.keepers = []
        self.settings = settings
        # What a crash of the server takes back of a relay's work is done again: the subscriber knows what it had handled.
        self.database = Database(settings.database_url, service, 1, 6, durable=False)
        self.token = ServiceToken(settings, f"service-{prefix(service)}", new_session())
        self.meters = metrics.Deliveries()

    def run(self):
        for relay in self._relays():
            waker = threading.Event()
            self.wakers[relay.subscriber] = waker
            self.threads.append(threading.Thread(target=self._work, args=(relay, waker), daemon=False))
            self.threads[-1].start()
        threading.Thread(target=self._keep_house, daemon=True).start()
        for path in JOBS.get(self.service, ()):
            module, _, name = path.rpartition(".")
            job = getattr(import_module(module), name)(self.settings, self.database)
            threading.Thread(target=self._do, args=(job,), daemon=True).start()
        if self.settings.relay_metrics_bind:
            self._serve_metrics()
        while not self.stopping.is_set():
            try:
                self._listen()
            except psycopg2.Error as error:
                log.warning("relay lost the database", extra={"reason": str(error).partition("\n")[0]})
                self.stopping.wait(POLL_SECONDS)

    def _relays(self):
        """One for each subscriber, and one for each of the service's carriers."""
        for subscriber in subscribers_of(self.service):
            yield Relay(self.settings, self.database, self.token, subscriber, new_session(), self.meters)
        for name, path in carriers_of(self.service).items():
            module, _, carrier = path.rpartition(".")
            carrying = getattr(import_module(module), carrier)(self.settings, self.database)
            if hasattr(carrying, "keep_house"):
                self.keepers.append(carrying)
            yield CarrierRelay(self.database, name, carrying, self.meters)

    def _serve_metrics(self):
        verifier = auth.Verifier(
            self.settings,
            Revocations(connect(self.settings.redis_url), ask=revoked_by_auth(self.settings, self.service)),
        )
        bind = self.settings.relay_metrics_bind
        self.metrics_server = metrics.serve(bind, self.meters.registry, verifier, self.working)

    def working(self):
        """Is every subscriber still being served?"""
        return all(thread.is_alive() for thread in self.threads)

    def stop(self, *_):
        self.stopping.set()
        for waker in self.wakers.values():
            waker.set()

    def _work(self, relay, waker):
        next_due = 0.0
        while not self.stopping.is_set():
            waker.clear()
            try:
                busy = relay.run_once()
            except Exception as error:  # whatever it was, the lease ends and the delivery is tried again
                log.warning("relay stumbled", extra={"reason": repr(error)[:300]})
                busy = 0
                self.stopping.wait(1.0)
            # Short of a full batch the log has had everything; of the others' aggregates only the oldest event was due.
            again = busy == LOGS_BATCH if relay.batching else busy
            if busy:
                next_due = time.monotonic() + PACE_SECONDS
            if not again and waker.wait(POLL_SECONDS) and relay.batching:
                self.stopping.wait(max(LINGER_SECONDS, next_due - time.monotonic()))

    def _listen(self):
        with self.database.session() as session:
            session.run(f'LISTEN "outbox_{self.service}"')
            while not self.stopping.is_set():
                if select.select([session.connection], [], [], POLL_SECONDS)[0]:
                    session.connection.poll()
                    named = {name for note in session.connection.notifies for name in note.payload.split()}
                    session.connection.notifies.clear()
                    for subscriber in named & self.wakers.keys():
                        self.wakers[subscriber].set()

    def _keep_house(self):
        """Every hour: clear what has expired, whatever else the schema's own housekeeping() does, and what carriers do by
        the clock of the clinic."""
        while True:
            try:
                self.keep_house(datetime.now(self.settings.clinic_timezone))
            except Exception as error:
                log.warning("housekeeping failed", extra={"reason": repr(error)[:300]})
            if self.stopping.wait(HOUSEKEEPING_SECONDS):
                return

    def _do(self, job):
        """Run what this service does by the clock, whatever became of it the last time."""
        while not self.stopping.is_set():
            try:
                job.run()
            except Exception as error:
                log.warning("job stumbled", extra={"job": type(job).__name__, "reason": repr(error)[:300]})
            self.stopping.wait(job.seconds)

    def keep_house(self, now):
        with self.database.session() as session:
            session.run("SELECT housekeeping()")
        for keeper in self.keepers:
            keeper.keep_house(now)


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
