"""HTTP resources of events in every service: receive deliveries, list those waiting, replay or skip dead letters."""

from datetime import datetime
from uuid import UUID

from flask import current_app
from flask_restx import Namespace
from pydantic import BaseModel, Field

from common.fields import Line
from common.messages.events import Event, fresh, publish
from common.problems import NotFound
from common.store.db import get_db
from common.web import auth
from common.web.errors import is_away
from common.web.http import Write, write
from common.web.paging import Page, PageQuery, decode, page_of
from common.web.resource import Resource
from common.web.schema import Input, body, document, errors, query

# The deliveries themselves, and the pages of dead letters.
DELIVERY = """d.event_id, d.subscriber, e.type, d.aggregate, d.attempts, d.available_at, d.dead_lettered_at, d.last_error,
              e.occurred_at, d.seq"""
# Less than PostgreSQL's deadlock_timeout (1 s): where a batch and a person wait for one another, it is the batch that gives way.
BATCH_LOCK_MILLISECONDS = 500


class Delivered(Input):
    events: list[Event] = Field(min_length=1, max_length=500)


class Refused(BaseModel):
    id: UUID
    status: int = Field(description="Lo que se habría respondido a este evento solo", examples=[422])
    reason: str


class Handled(BaseModel):
    handled: int = Field(description="Cuántos eran nuevos")
    refused: list[Refused] = Field([], description="Solo si alguno no se pudo hacer")


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


class DeliveryPage(Page[Delivery]):
    pass


class Replayed(Input):
    subscriber: Line = Field(examples=["facturacion"])


class Skipped(Replayed):
    reason: str = Field(min_length=3, max_length=300)


def namespace(handle):
    """Namespace of the events resources; `handle(tx, events)` is what the service does on what arrives."""
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
            if getattr(handle, "apart", False) and len(delivered.events) > 1:
                return each_or_refused(handle, delivered.events)
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


def each_or_refused(handle, events):
    """Handle events of which one that is refused holds up no other, in as few transactions as that allows.

    All are tried in one; where one is refused nothing of it was done, and each half is tried by itself. The answer names
    those that were refused, with the status that each would have been answered alone.
    """
    handled, refused, waiting = 0, [], [events]
    while waiting:
        batch = waiting.pop()
        try:
            handled += in_one_transaction(handle, batch)
        except Exception as error:
            answer = current_app.handle_user_exception(error) if len(batch) == 1 or is_away(error) else None
            if answer is None:
                middle = len(batch) // 2
                waiting += [batch[middle:], batch[:middle]]
                continue
            if answer.status_code == 503:
                # Where the database is away it is away for the rest too, and each would wait for it in turn.
                batch = [*batch, *(event for rest in reversed(waiting) for event in rest)]
                waiting.clear()
            reason = answer.get_data(as_text=True)
            refused += [{"id": event.id, "status": answer.status_code, "reason": reason} for event in batch]
    return {"handled": handled} | ({"refused": refused} if refused else {})


def in_one_transaction(handle, events):
    """How many of these events were new; all of them are handled, or none."""
    with get_db().transaction() as tx:
        if len(events) > 1:
            # It locks more than a person's act does, in the order of the events: who waits for whom is left to halves.
            tx.later(f"SET LOCAL lock_timeout = {BATCH_LOCK_MILLISECONDS}")
        new = fresh(tx, events)
        handle(Write(tx), new)
    return len(new)


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
    tx.run("SELECT pg_notify('outbox_' || current_schema(), %(subscriber)s)", subscriber=subscriber)
    return row
