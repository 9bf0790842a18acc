"""Delivering: in order, at least once, patiently, and never twice at the same time."""

import json

import pytest
import requests

from common.messages import relay as module
from common.suite import subscribers_of

from .conftest import REFUSED, drain


def test_what_was_told_is_delivered_as_it_was_told(relay_to, told, left):
    (id,) = told("patient.updated", "patient:1")
    relay = relay_to("citas")
    assert relay.run_once() == 1
    (request,) = relay.sent
    assert request.url == "http://citas-service:5000/api/citas/events"
    assert request.headers["Authorization"] == "Bearer token-0" and request.headers["X-Request-Id"] == id
    (event,) = json.loads(request.body)["events"]
    assert event["id"] == id and event["service"] == "logs" and event["occurred_at"].endswith("Z")
    assert event["data"] == {"summary": "Hizo algo con patient:1", "level": "INFO", "patient_id": None}
    assert left("subscriber") == [("duplicates",), ("facturacion",), ("logs",)]
    assert relay.run_once() == 0


def test_the_oldest_of_each_thing_goes_first(relay_to, told):
    ids = told("appointment.completed", "appointment:1", "appointment:1", "appointment:2")
    relay = relay_to()
    relay.run_once()
    assert relay.heard == [[ids[0], ids[2]]]
    drain(relay)
    assert relay.heard[1:] == [[ids[1]]]


@pytest.mark.parametrize("status", [500, 502, 503, 404, 429, 403])
def test_a_failure_that_passes_is_tried_again_later(relay_to, told, owner, make_due, status):
    told("appointment.completed", "appointment:1")
    answers = iter([(status, "busy"), (200, "{}")])
    relay = relay_to(answer=lambda events: next(answers))
    relay.run_once()
    row = owner("""
        SELECT attempts, last_error, dead_lettered_at, available_at > now(), leased_until FROM deliveries
         WHERE subscriber = 'inventario'
        """)
    assert row == [(1, f"{status}: busy", None, True, None)]
    assert relay.run_once() == 0
    make_due()
    assert relay.run_once() == 1 and len(relay.heard) == 1


@pytest.mark.parametrize("error", [requests.ReadTimeout, requests.ConnectTimeout, requests.ConnectionError])
def test_a_subscriber_that_does_not_answer_is_tried_again_later(relay_to, told, owner, error):
    def answer(events):
        raise error

    told("appointment.completed", "appointment:1", "appointment:2", "appointment:3")
    relay = relay_to(answer=answer)
    relay.run_once()
    rows = owner("""
        SELECT attempts, available_at > now(), leased_until, last_error FROM deliveries
         WHERE subscriber = 'inventario' ORDER BY seq
        """)
    assert [row[:3] for row in rows] == [(1, True, None)] * 3
    assert error.__name__ in rows[0][3] and len(relay.sent) == 1


def test_each_wait_is_longer_up_to_five_minutes(db, told, relay_to, owner, make_due):
    told("appointment.completed", "appointment:1")
    relay = relay_to(answer=lambda events: (503, ""))
    waits = []
    for _ in range(12):
        relay.run_once()
        waits += owner("""
            SELECT extract(epoch FROM available_at - now())::float FROM deliveries WHERE subscriber = 'inventario'
            """)[0]
        make_due()
    for n, wait in enumerate(waits):
        assert 0.8 * min(2**n, 300) - 1 <= wait <= 1.2 * min(2**n, 300)


def test_a_backlog_is_not_held_against_itself_row_by_row(db):
    """Whatever the plan was made for: which event of an aggregate is the oldest is looked up by the aggregate."""
    with db.session() as session:
        session.all(module.CLAIM_IN_ORDER, subscriber="inventario", batch=20)
        session.run("SET plan_cache_mode = force_generic_plan")
        # Of a table that was just analysed, and is nearly empty, everything is read whatever the statement says.
        session.run("SET enable_seqscan = off")
        with session.connection.cursor() as cursor:
            cursor.execute(
                f"EXPLAIN {module.CLAIM_IN_ORDER.execution}", {"subscriber": "inventario", "batch": 20}
            )
            plan = [line for (line,) in cursor.fetchall()]
        session.run("RESET plan_cache_mode")
        session.run("RESET enable_seqscan")
    assert any("Index Cond" in line and "aggregate = " in line and "seq < " in line for line in plan), plan
    assert not any("Anti Join" in line for line in plan)


@pytest.mark.parametrize("status", [400, 409, 413, 415, 422])
def test_what_is_refused_for_good_is_parked(relay_to, told, owner, status):
    told("appointment.completed", "appointment:1")
    relay = relay_to(answer=lambda events: (status, "no"))
    relay.run_once()
    assert owner(
        "SELECT dead_lettered_at IS NOT NULL, last_error FROM deliveries WHERE subscriber = 'inventario'"
    ) == [(True, f"{status}: no")]
    assert relay.run_once() == 0


def test_later_events_of_the_same_thing_wait_behind_a_parked_one(relay_to, told):
    first, second, other = told("appointment.completed", "appointment:1", "appointment:1", "appointment:2")
    relay = relay_to(answer=lambda events: REFUSED if events[0]["id"] == first else (200, "{}"))
    drain(relay)
    assert relay.heard == [[other]]


def test_a_replayed_event_is_delivered_and_what_waited_follows(relay_to, told, client, bearer):
    first, second = told("appointment.completed", "appointment:1", "appointment:1")
    refuse = [True]
    relay = relay_to(answer=lambda events: REFUSED if refuse[0] else (200, "{}"))
    drain(relay)
    refuse[0] = False
    answer = client.post(
        f"/api/logs/events/{first}/replay", json={"subscriber": "inventario"}, headers=bearer("events:write")
    )
    assert answer.status_code == 200
    drain(relay)
    assert relay.heard == [[first], [second]]


def test_after_a_skipped_event_what_waited_follows(relay_to, told, client, bearer):
    first, second = told("appointment.completed", "appointment:1", "appointment:1")
    relay = relay_to(answer=lambda events: REFUSED if events[0]["id"] == first else (200, "{}"))
    drain(relay)
    body = {"subscriber": "inventario", "reason": "duplicada"}
    assert (
        client.post(f"/api/logs/events/{first}/skip", json=body, headers=bearer("events:write")).status_code
        == 200
    )
    drain(relay)
    assert relay.heard == [[second]]


def test_a_subscriber_that_fails_over_one_event_is_not_asked_for_ever(relay_to, told, owner):
    told("appointment.completed", "appointment:1")
    relay = relay_to(answer=lambda events: (500, "boom"))
    relay.run_once()
    assert owner("SELECT dead_lettered_at FROM deliveries WHERE subscriber = 'inventario'") == [(None,)]
    owner("UPDATE deliveries SET available_at = now(), first_attempt_at = now() - interval '2 hours'")
    relay.run_once()
    ((parked,),) = owner("SELECT dead_lettered_at FROM deliveries WHERE subscriber = 'inventario'")
    assert parked is not None


def test_a_token_that_was_refused_is_renewed_once(relay_to, told, left):
    told("thing.made", "thing:1")
    answers = iter([(401, ""), (200, "{}")])
    relay = relay_to("logs", lambda events: next(answers))
    relay.run_once()
    assert [request.headers["Authorization"] for request in relay.sent] == [
        "Bearer token-0",
        "Bearer token-1",
    ]
    assert left("subscriber") == []


def test_a_token_that_is_refused_again_is_a_failure_that_passes(relay_to, told, left):
    told("thing.made", "thing:1")
    relay = relay_to("logs", lambda events: (401, ""))
    relay.run_once()
    assert len(relay.sent) == 2 and left("attempts", "dead_lettered_at") == [(1, None)]


def test_what_a_relay_took_to_its_grave_is_delivered_by_another(relay_to, told, db, owner):
    told("appointment.completed", "appointment:1")
    with db.transaction() as tx:
        assert len(module.claim(tx, "inventario", 20, True)) == 1
    relay = relay_to()
    assert relay.run_once() == 0
    owner("UPDATE deliveries SET leased_until = now() - interval '1 second'")
    assert relay.run_once() == 1


def test_two_relays_at_once_deliver_each_event_once_and_in_order(relay_to, told, in_threads):
    ids = told("appointment.completed", *(f"appointment:{n % 7}" for n in range(60)))
    relays = [relay_to() for _ in range(4)]
    in_threads(4, lambda n: drain(relays[n]) or drain(relays[n]))
    while any([relay.run_once() for relay in relays]):
        pass
    heard = [id for relay in relays for batch in relay.heard for id in batch]
    assert sorted(heard) == sorted(ids)


def test_a_service_tells_everybody_but_itself():
    assert subscribers_of("citas") == ["facturacion", "historia_clinica", "inventario", "logs"]
    assert subscribers_of("inventario") == ["citas", "facturacion", "historia_clinica", "logs"]
    assert subscribers_of("logs") == ["citas", "facturacion", "historia_clinica", "inventario", "logs"]
