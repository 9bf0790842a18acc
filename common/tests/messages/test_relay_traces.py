"""What deliveries leave in the log of the process and in its metrics."""

import json
import logging

from .conftest import REFUSED


def test_a_parked_event_is_written_to_the_log_of_the_process(relay_to, told, caplog):
    (id,) = told("appointment.completed", "appointment:1")
    with caplog.at_level(logging.ERROR, "relay"):
        relay_to(answer=lambda events: REFUSED).run_once()
    assert [record.event for record in caplog.records] == [id]


def counted(relay, name, **labels):
    return relay.meters.registry.get_sample_value(name, {"subscriber": relay.subscriber, **labels})


def test_every_outcome_is_counted_and_the_time_that_it_took(relay_to, told, owner, make_due):
    ids = told("appointment.completed", "appointment:1", "appointment:2")
    owner("UPDATE outbox SET occurred_at = now() - interval '40 seconds' WHERE aggregate = 'appointment:1'")
    refused = {"handled": 1, "refused": [{"id": ids[1], "status": 422, "reason": "No cuadra."}]}
    answers = iter([(503, "busy"), (200, json.dumps(refused))])
    relay = relay_to(answer=lambda events: next(answers))
    relay.run_once()
    make_due()
    relay.run_once()
    results = [
        counted(relay, "deliveries_total", result=r) for r in ("postponed", "delivered", "dead_letter")
    ]
    assert results == [2, 1, 1]
    assert counted(relay, "delivery_seconds_count") == 1
    assert 40 <= counted(relay, "delivery_seconds_sum") < 60


def test_the_log_follows_the_request_of_every_event(relay_to, told, owner, caplog):
    ids = told("thing.made", "thing:1", "thing:2")
    owner("UPDATE outbox SET request_id = 'request-' || seq")
    (first,) = owner("SELECT request_id FROM outbox WHERE aggregate = 'thing:1'")[0]
    (second,) = owner("SELECT request_id FROM outbox WHERE aggregate = 'thing:2'")[0]
    caplog.set_level(logging.INFO, logger="relay")
    relay_to("logs").run_once()
    lines = [record for record in caplog.records if record.message == "event delivered"]
    assert [(line.event, line.request_id, line.sent_as) for line in lines] == [
        (ids[0], first, first),
        (ids[1], second, first),
    ]
    assert {(line.type, line.subscriber) for line in lines} == {("thing.made", "logs")}


def test_what_waits_leaves_a_line_too(relay_to, told, caplog):
    (id,) = told("appointment.completed", "appointment:1")
    relay_to(answer=lambda events: (503, "busy")).run_once()
    (line,) = caplog.records
    assert (line.message, line.event, line.reason) == ("delivery postponed", id, "503: busy")
