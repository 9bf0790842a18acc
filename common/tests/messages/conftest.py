"""A relay, the events that it delivers, and a subscriber that answers as the test wants."""

import json

import pytest

from common.messages.events import publish
from common.messages.relay import Relay
from common.run.metrics import Deliveries

REFUSED = (422, '{"detail": "no"}')


class Token:
    def __init__(self):
        self.forgotten = 0

    def get(self):
        return f"token-{self.forgotten}"

    def forget(self):
        self.forgotten += 1


@pytest.fixture
def told(db):
    """Tell events: `told("appointment.completed", "appointment:1", "appointment:2")`; their ids."""

    def told(type, *aggregates):
        ids = []
        for aggregate in aggregates:
            with db.transaction() as tx:
                ids.append(str(publish(tx, type, aggregate, f"Hizo algo con {aggregate}")))
        return ids

    return told


@pytest.fixture
def relay_to(base, db, session_with):
    """A relay whose subscriber answers `answer(events)`; what it heard is in `.heard`, batch by batch."""

    def relay_to(subscriber="inventario", answer=lambda events: (200, "{}")):
        heard = []

        def receive(request):
            batch = json.loads(request.body)["events"]
            status, text = answer(batch)
            if status == 200:
                heard.append([event["id"] for event in batch])
            return status, text

        session = session_with(receive)
        relay = Relay(base, db, Token(), subscriber, session, Deliveries())
        relay.heard, relay.sent = heard, session.sent
        return relay

    return relay_to


@pytest.fixture
def left(owner):
    """What is not delivered: `left("attempts", "last_error")`, oldest first."""
    return lambda *columns: owner(f"SELECT {', '.join(columns)} FROM deliveries ORDER BY seq, subscriber")


@pytest.fixture
def make_due(owner):
    return lambda: owner("UPDATE deliveries SET available_at = now()")


def drain(relay):
    while relay.run_once():
        pass
