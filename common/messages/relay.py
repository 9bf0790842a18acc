"""Delivery of the outbox: claim due rows under a lease, deliver them in order per aggregate, settle how each ended.

No lock is held across HTTP. What was delivered is deleted, what fails for a passing reason backs off, and what the
subscriber refuses for good becomes a dead letter, where an operator sees it and replays it. `common.run.relay` is the
process.
"""

import logging
import random
import time

import requests
from pydantic_core import to_json

from common.store.db import Prepared
from common.suite import LOGS, prefix

log = logging.getLogger("relay")

LEASE_SECONDS = 30
TIMEOUT = (1.0, 10.0)
BATCH, LOGS_BATCH = 20, 500
LONGEST_BACKOFF = 300
GIVE_UP_AFTER_SECONDS = 3600
# The receiver read the event and will never accept it.
REFUSALS = frozenset((400, 409, 413, 415, 422))


def claiming(in_order):
    """The statement that leases what is due; `in_order` takes only the oldest of each aggregate.

    OFFSET 0 keeps the question about older ones a look into the index for each row: joined, by a plan that was made while
    hardly anything waited, every row of a backlog would be held against every other.
    """
    oldest = """
               AND NOT EXISTS (SELECT 1 FROM deliveries earlier
                                WHERE earlier.subscriber = d.subscriber AND earlier.aggregate = d.aggregate
                                  AND earlier.seq < d.seq
                               OFFSET 0)"""
    return Prepared(
        f"""
        WITH due AS (
            SELECT event_id, subscriber
              FROM deliveries d
             WHERE subscriber = %(subscriber)s AND available_at <= now()
               AND dead_lettered_at IS NULL AND (leased_until IS NULL OR leased_until < now()){oldest if in_order else ""}
             ORDER BY seq
             LIMIT %(batch)s
               FOR UPDATE SKIP LOCKED)
        UPDATE deliveries d
           SET leased_until = now() + {LEASE_SECONDS} * interval '1 second', attempts = attempts + 1,
               first_attempt_at = coalesce(first_attempt_at, now())
          FROM due JOIN outbox e ON e.id = due.event_id
         WHERE d.event_id = due.event_id AND d.subscriber = due.subscriber
        RETURNING d.event_id::text AS id, d.seq, d.attempts,
                  extract(epoch FROM now() - d.first_attempt_at)::float AS trying_for,
                  extract(epoch FROM now() - e.occurred_at)::float AS age,
                  e.type, e.occurred_at, e.aggregate, current_schema() AS service, e.actor, e.request_id, e.data
        """,
        subscriber="text",
        batch="integer",
    )


CLAIM, CLAIM_IN_ORDER = claiming(in_order=False), claiming(in_order=True)


def claim(session, subscriber, batch, in_order):
    """Lease up to `batch` due deliveries, the oldest first."""
    rows = session.all(CLAIM_IN_ORDER if in_order else CLAIM, subscriber=subscriber, batch=batch)
    return sorted(rows, key=lambda row: row["seq"])


def delivered(tx, subscriber, ids):
    tx.later(
        "DELETE FROM deliveries WHERE subscriber = %(subscriber)s AND event_id = ANY(%(ids)s::uuid[])",
        subscriber=subscriber,
        ids=ids,
    )


def postpone(tx, subscriber, rows, reason, seconds=None):
    """Back off: retry after 1 s, 2, 4 … 5 min (or `seconds`), with jitter so that many do not come back at once."""
    for row in rows:
        # Long before its power is a number that no float holds, the back-off is at its longest.
        wait = seconds or min(2 ** min(row["attempts"] - 1, 30), LONGEST_BACKOFF)
        wait *= random.uniform(0.8, 1.2)
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


def dead_letter(tx, subscriber, row, reason):
    """Keep as a dead letter for a person; later events of the same aggregate wait behind it."""
    tx.run(
        """
        UPDATE deliveries SET leased_until = NULL, dead_lettered_at = now(), last_error = %(reason)s
         WHERE subscriber = %(subscriber)s AND event_id = %(id)s
        """,
        subscriber=subscriber,
        id=row["id"],
        reason=reason[:1000],
    )


def request_id(rows):
    """Request id of a delivery, under which the subscriber logs it: the first event's, for a request has only one."""
    return rows[0]["request_id"] or rows[0]["id"]


def is_final(status, rows):
    """Will the subscriber never accept these? A 500 is believed after an hour of trying."""
    return status in REFUSALS or status == 500 and rows[0]["trying_for"] > GIVE_UP_AFTER_SECONDS


class Later(Exception):
    """A carrier could not deliver yet: why, and after how many seconds it tries again, if not by backing off."""

    def __init__(self, reason, seconds=None):
        super().__init__(reason)
        self.reason, self.seconds = reason, seconds


class Refused(Exception):
    """A carrier will never deliver it: a dead letter, with this sentence."""


class Relay:
    """The deliveries of one service to one subscriber."""

    batch = BATCH

    def __init__(self, settings, database, token, subscriber, session, meters):
        self.database, self.token, self.subscriber, self.session = database, token, subscriber, session
        self.meters = meters
        self.url = f"{settings.url(subscriber)}/api/{prefix(subscriber)}/events"
        self.batching = subscriber == LOGS
        self.in_order = not self.batching
        if self.batching:
            self.batch = LOGS_BATCH

    def run_once(self):
        """Claim and deliver one batch; how many events it held.

        `logs` takes whatever there is, at once. The others are sent at most one event of each aggregate: what is refused
        is named in the answer, and the rest is done.
        """
        self.claimed = time.monotonic()
        with self.database.session() as session:
            rows = claim(session, self.subscriber, self.batch, self.in_order)
        if rows:
            self._deliver(rows)
        return len(rows)

    def _deliver(self, rows):
        """Send these events in one request and settle how each ended.

        A batch that is refused as a whole is halved until the event that does not fit stands alone.
        """
        try:
            response = self._post(rows)
        except requests.RequestException as error:
            self._postpone(rows, f"sin respuesta: {type(error).__name__}")
            return
        if response.ok:
            refused = {one["id"]: one for one in response.json().get("refused", ())}
            accepted = [row for row in rows if row["id"] not in refused]
            self._settle(delivered, [row["id"] for row in accepted])
            self._report(accepted)
            for row in rows:
                if row["id"] in refused:
                    self._refused([row], refused[row["id"]]["status"], refused[row["id"]]["reason"])
        elif len(rows) > 1 and is_final(response.status_code, rows):
            middle = len(rows) // 2
            self._deliver(rows[:middle])
            self._deliver(rows[middle:])
        else:
            self._refused(rows, response.status_code, response.text)

    def _refused(self, rows, status, text):
        """A dead letter where the subscriber will never accept it, else another try later."""
        reason = f"{status}: {text[:500]}"
        if is_final(status, rows):
            self._dead_letter(rows[0], reason)
        else:
            self._postpone(rows, reason)

    def _dead_letter(self, row, reason):
        self._settle(dead_letter, row, reason)
        self.meters.results.labels(self.subscriber, "dead_letter").inc()
        log.error("dead letter", extra={**self._about(row), "reason": reason})

    def _postpone(self, rows, reason, *seconds):
        self._settle(postpone, rows, reason, *seconds)
        self.meters.results.labels(self.subscriber, "postponed").inc(len(rows))
        log.warning(
            "delivery postponed", extra={**self._about(rows[0]), "events": len(rows), "reason": reason}
        )

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


class CarrierRelay(Relay):
    """The deliveries of one service to a carrier, whose `carry(event)` takes each out of the building by itself.

    One at a time: whatever is outside may take as long as a lease. What it raises postpones the delivery, which a person
    sees waiting; only Refused gives it up. Those of one aggregate go in order, unless the carrier says `in_order = False`.
    """

    batch = 1
    batching = False

    def __init__(self, database, name, carrier, meters):
        self.database, self.subscriber, self.carry, self.meters = database, name, carrier.carry, meters
        self.in_order = getattr(carrier, "in_order", True)

    def _deliver(self, rows):
        for row in rows:
            try:
                self.carry(row)
            except Later as later:
                self._postpone([row], later.reason, later.seconds)
            except Refused as refused:
                self._dead_letter(row, str(refused))
            except Exception as error:
                log.exception("carrier stumbled", extra=self._about(row))
                self._postpone([row], repr(error)[:300])
            else:
                self._settle(delivered, [row["id"]])
                self._report([row])
