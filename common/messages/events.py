"""Events between services: the outbox of the publisher, the inbox of the subscriber.

An event is written in the transaction of the act it reports, one delivery row per subscriber beside it; the relay
(`common.run.relay`) delivers it at least once. The subscriber keeps the ids of what it has handled, so a repeated
delivery is a no-op.
"""

from datetime import datetime
from uuid import UUID, uuid4

from flask import g, has_request_context
from flask_restx import Namespace
from pydantic import BaseModel, Field

from common.fields import Line, Moment
from common.problems import NotFound
from common.store.db import get_db, json
from common.suite import LOGS, SUBSCRIBERS
from common.web import auth
from common.web.http import write
from common.web.paging import PageQuery, decode, page_of
from common.web.resource import Resource
from common.web.schema import Input, body, document, errors, query

# The deliveries themselves, and the pages of dead letters.
DELIVERY = """d.event_id, d.subscriber, e.type, d.aggregate, d.attempts, d.available_at, d.dead_lettered_at, d.last_error,
              e.occurred_at, d.seq"""


def publish(tx, type, aggregate, summary, patient_id=None, level="INFO", **data):
    """Write the event `type` about `aggregate` ("appointment:12") and its deliveries, in the caller's transaction.

    Call it while the aggregate's row is locked, so that the order of `seq` is the order of commits. `summary` is the
    Spanish sentence of the log; it never holds clinical text. Returns the event's id.
    """
    id = uuid4()
    tx.run(
        """
        WITH event AS (
            INSERT INTO outbox (id, type, aggregate, actor, request_id, data)
                 VALUES (%(id)s, %(type)s, %(aggregate)s, %(actor)s, %(request_id)s, %(data)s)
              RETURNING id, seq, aggregate),
        deliveries AS (
            INSERT INTO deliveries (event_id, subscriber, seq, aggregate)
                 SELECT event.id, subscriber, event.seq, event.aggregate
                   FROM event CROSS JOIN unnest(%(subscribers)s) AS subscriber)
        SELECT pg_notify('outbox_' || current_schema(), '')
        """,
        id=str(id),
        type=type,
        aggregate=aggregate,
        actor=json(current_actor()),
        request_id=current_request(),
        data=json({"summary": summary, "level": level, "patient_id": patient_id, **data}),
        subscribers=[*SUBSCRIBERS.get(type, ()), LOGS],
    )
    return id


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


class Delivered(Input):
    events: list[Event] = Field(min_length=1, max_length=500)


class Handled(BaseModel):
    handled: int = Field(description="How many were new to the inbox")


class DeliveryQuery(PageQuery):
    state: str = Field("dead_letter", pattern="^(waiting|dead_letter)$")


class Delivery(BaseModel):
    event_id: UUID
    subscriber: str
    type: str
    aggregate: str
    attempts: int
    available_at: datetime
    dead_lettered_at: datetime | None
    last_error: str | None
    occurred_at: datetime


class DeliveryPage(BaseModel):
    data: list[Delivery]
    next: str | None


class Replayed(Input):
    subscriber: Line = Field(examples=["facturacion"])


class Skipped(Replayed):
    reason: str = Field(min_length=3, max_length=300)


def handle_each(handlers):
    """The `handle(tx, events)` that calls `handlers[event.type](tx, event)`; events without a handler are ignored."""

    def handle(tx, events):
        for event in events:
            if event.type in handlers:
                g.event_actor, g.event_request = event.actor, event.request_id
                handlers[event.type](tx, event)

    return handle


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


def namespace(handle):
    """The resources of events that every service serves; `handle(tx, events)` is what the service does on them."""
    ns = Namespace(
        "events", path="/events", description="Eventos entre servicios: entrega, espera y repetición"
    )

    @ns.route("")
    class Events(Resource):
        @ns.response(
            200,
            "Entregas en espera o apartadas, de la más antigua a la más nueva",
            document(ns, DeliveryPage),
        )
        @auth.requires("events:read")
        @query(ns, DeliveryQuery)
        def get(self, wanted):
            seq, subscriber = decode(wanted.after, 2)
            with get_db().session() as db:
                rows = deliveries(db, wanted.state, seq, subscriber, wanted.limit)
            return page_of(rows, wanted.limit, ("seq", "subscriber"))

        @ns.response(200, "Eventos recibidos (repetirlos no tiene efecto)", document(ns, Handled))
        @errors(409)
        @auth.requires("events:deliver")
        @body(ns, Delivered)
        def post(self, delivered):
            with write() as tx:
                new_events = fresh(tx, delivered.events)
                handle(tx, new_events)
                return tx.answer({"handled": len(new_events)})

    @ns.route("/<uuid:event_id>/replay")
    class Replay(Resource):
        @ns.response(200, "La entrega vuelve a la cola", document(ns, Delivery))
        @errors(404)
        @auth.requires("events:write")
        @body(ns, Replayed)
        def post(self, replayed, event_id):
            with write() as tx:
                row = release(tx, event_id, replayed.subscriber)
                publish(
                    tx,
                    "event.replayed",
                    f"event:{event_id}",
                    f"Repitió la entrega de {row['type']} a {row['subscriber']}",
                )
                return tx.answer(row)

    @ns.route("/<uuid:event_id>/skip")
    class Skip(Resource):
        @ns.response(200, "La entrega queda descartada", document(ns, Delivery))
        @errors(404)
        @auth.requires("events:write")
        @body(ns, Skipped)
        def post(self, skipped, event_id):
            with write() as tx:
                row = release(tx, event_id, skipped.subscriber)
                tx.run(
                    "DELETE FROM deliveries WHERE event_id = %(event_id)s AND subscriber = %(subscriber)s",
                    event_id=str(event_id),
                    subscriber=skipped.subscriber,
                )
                summary = f"Descartó la entrega de {row['type']} a {row['subscriber']}: {skipped.reason}"
                publish(tx, "event.skipped", f"event:{event_id}", summary, level="WARNING")
                return tx.answer(row)

    return ns


def deliveries(db, state, after_seq, after_subscriber, limit):
    return db.all(
        f"""
        SELECT {DELIVERY}
          FROM deliveries d JOIN outbox e ON e.id = d.event_id
         WHERE (d.dead_lettered_at IS NOT NULL) = %(dead)s
           AND (%(seq)s IS NULL OR (d.seq, d.subscriber) > (%(seq)s, %(subscriber)s))
         ORDER BY d.seq, d.subscriber
         LIMIT %(limit)s + 1
        """,
        dead=state == "dead_letter",
        seq=after_seq,
        subscriber=after_subscriber,
        limit=limit,
    )


def release(tx, event_id, subscriber):
    """Make a delivery due again, whether it is a dead letter or backing off. Raises NotFound for one that is done."""
    row = tx.one(
        f"""
        UPDATE deliveries d SET dead_lettered_at = NULL, attempts = 0, available_at = now(), leased_until = NULL
          FROM outbox e
         WHERE e.id = d.event_id AND d.event_id = %(event_id)s AND d.subscriber = %(subscriber)s
        RETURNING {DELIVERY}
        """,
        event_id=str(event_id),
        subscriber=subscriber,
    )
    if row is None:
        raise NotFound("Esa entrega no existe o ya se hizo.")
    tx.run("SELECT pg_notify('outbox_' || current_schema(), '')")
    return row
