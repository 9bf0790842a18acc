"""Events between services: the outbox of the publisher, the inbox of the subscriber.

An event is written in the transaction of the act it reports, one delivery row per subscriber beside it; the relay
(`common.run.relay`) delivers it at least once. The subscriber keeps the ids of what it has handled, so a repeated
delivery is a no-op.
"""

from itertools import groupby
from uuid import UUID, uuid4

from flask import g, has_request_context
from pydantic import Field

from common.fields import Moment
from common.store.db import Prepared, json
from common.suite import LOGS, SUBSCRIBERS
from common.web.schema import Input

# The event that somebody was erased; the members of any event that say who somebody is, and who signed for them.
ERASED, PERSONS, SIGNED_BY = "patient.erased", ("patient", "merged", "into"), ("accepted_by",)
# NOTIFY names the subscribers, so that a relay wakes their threads and no others.
PUBLISH = Prepared(
    """
    WITH event AS (
        INSERT INTO outbox (id, type, aggregate, actor, request_id, data)
             VALUES (%(id)s, %(type)s, %(aggregate)s, %(actor)s, %(request_id)s, %(data)s)
          RETURNING id, seq, aggregate),
    deliveries AS (
        INSERT INTO deliveries (event_id, subscriber, seq, aggregate)
             SELECT event.id, subscriber, event.seq, event.aggregate
               FROM event CROSS JOIN unnest(%(subscribers)s) AS subscriber)
    SELECT pg_notify('outbox_' || current_schema(), array_to_string(%(subscribers)s, ' ')) WHERE %(wakes)s
    """,
    id="uuid", type="text", aggregate="text", actor="jsonb", request_id="text", data="jsonb", subscribers="text[]",
    wakes="boolean",
)  # fmt: skip


def publish(tx, type, aggregate, summary, patient_id=None, level="INFO", **data):
    """Write the event `type` about `aggregate` ("appointment:12") and its deliveries, in the caller's transaction.

    Call it while the aggregate's row is locked, so that the order of `seq` is the order of commits. `summary` is the
    Spanish sentence of the log; it never holds clinical text. Returns the event's id.
    """
    id = uuid4()
    tx.later(
        PUBLISH,
        id=str(id),
        type=type,
        aggregate=aggregate,
        actor=json(current_actor()),
        request_id=current_request(),
        data=json({"summary": summary, "level": level, "patient_id": patient_id, **data}),
        subscribers=[*SUBSCRIBERS.get(type, ()), LOGS],
        # The trace of a read is in no hurry: it goes with what comes next, or when the relay looks by itself.
        wakes=not isinstance(tx, WithoutWaiting),
    )
    return id


class WithoutWaiting:
    """A session whose statements do not wait for the disk: a read must not, though its trace is written first."""

    def __init__(self, session):
        self.session = session

    def later(self, sql, **params):
        self.session.run_unsynced(sql, **params)


def current_actor():
    """Who acts: the caller of this request or, while an event is handled, whoever acted there."""
    if not has_request_context():
        return None
    if "event_actor" in g:
        return g.event_actor
    return g.identity.actor() if g.get("identity") else None


def current_request():
    """In which request: this one or, while an event is handled, the one that led to it."""
    if not has_request_context():
        return None
    return g.event_request if "event_request" in g else g.get("request_id")


class Event(Input):
    """One event as it travels."""

    id: UUID
    type: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=80, examples=["appointment.completed"])
    occurred_at: Moment
    aggregate: str = Field(min_length=1, max_length=100, examples=["appointment:12"])
    service: str = Field(min_length=1, max_length=40, examples=["citas"])
    actor: dict | None = None
    request_id: str | None = Field(None, max_length=200)
    data: dict


def handle_each(handlers):
    """The `handle(tx, events)` that calls `handlers[event.type](tx, event)`; events without a handler are ignored.

    A handler marked by `together` is called once with all events of its type that stand side by side. One event that is
    refused holds up no other that arrives with it. Who handles that somebody was erased is told no name of theirs afterwards.
    """

    def handle(tx, events):
        if ERASED in handlers:
            events = without_erased(tx, events)
        for type, group in groupby(events, key=lambda event: event.type):
            handler = handlers.get(type)
            if handler is None:
                continue
            if getattr(handler, "takes_many", False):
                handler(tx, list(group))
            else:
                for event in group:
                    handler(tx, act_for(event))

    handle.apart = True
    return handle


def without_erased(tx, events):
    """`events`, in which a person who was erased has a label instead of a name: they were published before, and come late."""
    named = {id for event in events for id in persons_of(event.data)}
    if not named:
        return events
    rows = tx.all(
        "SELECT id, label FROM erased_patients WHERE id = ANY (%(ids)s::bigint[])", ids=sorted(named)
    )
    labels = {row["id"]: row["label"] for row in rows}
    return [without_names(event, labels) if labels else event for event in events]


def without_names(event, labels):
    """The event with {id, name: label} in the place of each of those persons, and of who signed for them."""
    persons = persons_of(event.data)
    erased = {key: {"id": id, "name": labels[id]} for id, key in persons.items() if id in labels}
    if not erased:
        return event
    label = next(iter(erased.values()))["name"]
    signed = {key: label for key in SIGNED_BY if key in event.data}
    return event.model_copy(update={"data": event.data | erased | signed})


def persons_of(data):
    """{number: the member of `data` that says who it is}."""
    said = {key: data[key] for key in PERSONS if isinstance(data.get(key), dict)}
    return {
        one["id"]: key for key, one in said.items() if type(one.get("id")) is int and 0 < one["id"] < 2**63
    }


def together(handler):
    """Mark a `handler(tx, events)` of many events of one type. For each of them it calls `act_for` before it writes."""
    handler.takes_many = True
    return handler


def act_for(event):
    """From now on, whoever acted there is who acts here (current_actor, current_request). Returns the event."""
    g.event_actor, g.event_request = event.actor, event.request_id
    return event


def fresh(tx, events):
    """Those of `events` that are new to the inbox; from now on they are in it."""
    new = tx.all(
        """
        INSERT INTO inbox (event_id) SELECT unnest(%(ids)s::uuid[])
        ON CONFLICT DO NOTHING RETURNING event_id::text
        """,
        ids=sorted({str(event.id) for event in events}),
    )
    pending = {row["event_id"] for row in new}
    new_events = []
    for event in events:
        if str(event.id) in pending:
            pending.discard(str(event.id))
            new_events.append(event)
    return new_events
