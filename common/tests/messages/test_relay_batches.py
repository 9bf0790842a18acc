"""Batches: what is refused of one, halved, shared, and waiting as a whole."""

import json

from .conftest import REFUSED, drain


def test_of_a_batch_only_what_was_refused_is_kept_back(relay_to, told, owner):
    ids = told("appointment.completed", *(f"appointment:{n}" for n in range(4)))
    refused = [
        {"id": ids[1], "status": 422, "reason": "No cuadra."},
        {"id": ids[2], "status": 503, "reason": "Ahora no."},
    ]
    relay = relay_to(answer=lambda events: (200, json.dumps({"handled": 2, "refused": refused})))
    relay.run_once()
    rows = owner("""
        SELECT event_id::text, dead_lettered_at IS NOT NULL, last_error FROM deliveries
         WHERE subscriber = 'inventario' ORDER BY seq
        """)
    assert rows == [(ids[1], True, "422: No cuadra."), (ids[2], False, "503: Ahora no.")]


def test_the_log_hears_everything_in_one_batch(relay_to, told):
    ids = told("thing.made", "thing:1", "thing:1", "thing:2")
    relay = relay_to("logs")
    assert relay.run_once() == 3 and relay.heard == [ids]


def test_a_batch_that_is_refused_is_halved_until_the_bad_one_stands_alone(relay_to, told, left):
    ids = told("thing.made", *(f"thing:{n}" for n in range(20)))
    bad = {ids[3], ids[17]}
    relay = relay_to(
        "logs", lambda events: REFUSED if bad & {event["id"] for event in events} else (200, "{}")
    )
    assert relay.run_once() == 20
    assert sorted(sum(relay.heard, [])) == sorted(set(ids) - bad)
    assert {id for (id, parked) in left("event_id::text", "dead_lettered_at IS NOT NULL") if parked} == bad
    assert len(relay.sent) < 20


def test_a_batch_too_large_for_its_receiver_is_halved_too(relay_to, told, left):
    told("thing.made", *(f"thing:{n}" for n in range(8)))
    relay = relay_to("logs", lambda events: (413, "") if len(events) > 2 else (200, "{}"))
    relay.run_once()
    assert [len(batch) for batch in relay.heard] == [2, 2, 2, 2] and left("subscriber") == []


def test_when_the_log_is_away_the_whole_batch_waits(relay_to, told, left):
    told("thing.made", *(f"thing:{n}" for n in range(8)))
    relay = relay_to("logs", lambda events: (503, ""))
    relay.run_once()
    assert left("attempts", "dead_lettered_at") == [(1, None)] * 8 and len(relay.sent) == 1


def test_two_relays_at_once_share_the_batches_of_the_log(relay_to, told, in_threads):
    ids = told("thing.made", *(f"thing:{n}" for n in range(60)))
    relays = [relay_to("logs") for _ in range(3)]
    in_threads(3, lambda n: drain(relays[n]))
    assert sorted(sum((batch for relay in relays for batch in relay.heard), [])) == sorted(ids)
