"""Publishing, and handling what others published. The relay has files of its own."""

import threading
import time
from uuid import uuid4

import pytest

from common.messages import events
from common.problems import Conflict
from common.store.db import get_db
from common.store.pool import PoolTimeout

URL = "/api/logs/events"


def event(**changes):
    return {
        "id": str(uuid4()),
        "type": "thing.made",
        "occurred_at": "2026-11-24T15:00:00Z",
        "aggregate": "thing:1",
        "service": "citas",
        "data": {"summary": "Creó algo"},
    } | changes


@pytest.fixture
def heard():
    return []


@pytest.fixture
def receiver(make_app, heard):
    """A service that hears `thing.made` and refuses `thing.broken`."""

    def broken(tx, told):
        raise Conflict("No se puede.")

    def made(tx, told):
        heard.append(told)
        events.publish(tx, "thing.known", told.aggregate, "Se enteró")

    return make_app(handle=events.handle_each({"thing.made": made, "thing.broken": broken})).test_client()


@pytest.fixture
def deliver(receiver, bearer):
    headers = bearer("events:deliver", id="service-citas", client=True)
    return lambda *told: receiver.post(URL, json={"events": told}, headers=headers)


def test_an_event_says_who_did_it_and_in_which_request(inside, bearer, owner):
    headers = bearer("things:write", id="7") | {"X-Request-Id": "a-request-of-mine"}
    with inside(headers=headers), get_db().transaction() as tx:
        id = events.publish(tx, "thing.made", "thing:1", "Creó algo", patient_id=3, level="WARNING", extra=1)
    ((stored, actor, request, data),) = owner("SELECT id::text, actor, request_id, data FROM outbox")
    assert stored == str(id) and request == "a-request-of-mine"
    assert actor == {"id": "7", "name": "Ana Pérez", "role": "Recepción", "ip": None}
    assert data == {"summary": "Creó algo", "level": "WARNING", "patient_id": 3, "extra": 1}


def test_the_event_of_a_login_has_no_actor_yet(inside, owner):
    with inside(), get_db().transaction() as tx:
        events.publish(tx, "user.login_failed", "user:1", "No pudo entrar")
    assert owner("SELECT actor FROM outbox") == [(None,)]


def test_outside_a_request_nobody_acts(db, owner):
    with db.transaction() as tx:
        events.publish(tx, "thing.made", "thing:1", "Creó algo")
    assert owner("SELECT actor, request_id FROM outbox") == [(None, None)]


def test_everyone_who_hears_a_type_gets_a_delivery(db, owner):
    with db.transaction() as tx:
        events.publish(tx, "appointment.completed", "appointment:1", "Atendió la cita")
        events.publish(tx, "thing.made", "thing:1", "Creó algo")
    assert owner("SELECT subscriber FROM deliveries ORDER BY seq, subscriber") == [
        ("facturacion",),
        ("historia_clinica",),
        ("inventario",),
        ("logs",),
        ("logs",),
    ]


def test_what_is_undone_is_not_told(db, owner):
    with pytest.raises(ValueError), db.transaction() as tx:
        events.publish(tx, "thing.made", "thing:1", "Creó algo")
        raise ValueError
    assert owner("SELECT count(*) FROM outbox") == [(0,)]


def test_a_repeated_event_is_a_no_op(deliver, heard):
    told = event()
    assert deliver(told).json == {"handled": 1}
    assert deliver(told, told, event()).json == {"handled": 1}
    assert len(heard) == 2


def test_events_are_heard_in_the_order_in_which_they_came(deliver, heard):
    told = [event() for _ in range(20)]
    deliver(*told)
    assert [str(one.id) for one in heard] == [one["id"] for one in told]


def test_other_types_are_none_of_its_business(deliver, heard):
    assert deliver(event(type="thing.other")).json == {"handled": 1}
    assert heard == []


def test_whoever_acted_there_is_who_acts_here(deliver, owner):
    actor = {"id": "7", "name": "Ana", "role": "Caja", "ip": "10.0.0.1"}
    deliver(event(actor=actor, request_id="the-first-request"))
    assert owner("SELECT actor, request_id FROM outbox") == [(actor, "the-first-request")]


def test_an_answer_carries_its_own_number_also_where_the_event_has_none(deliver):
    for told in (event(request_id=None), event(type="thing.broken", request_id=None)):
        answer = deliver(told)
        assert answer.headers["X-Request-Id"] not in ("", "None")
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_a_refused_event_was_not_handled(deliver, owner):
    assert deliver(event(type="thing.broken")).status_code == 409
    assert owner("SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM outbox)") == [(0, 0)]


def test_a_refused_event_holds_up_none_that_came_with_it(deliver, owner):
    bad = event(type="thing.broken")
    answer = deliver(event(), bad, event())
    assert answer.status_code == 200 and answer.json["handled"] == 2
    (refused,) = answer.json["refused"]
    assert (refused["id"], refused["status"]) == (bad["id"], 409) and "No se puede." in refused["reason"]
    assert owner("SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM outbox)") == [(2, 2)]


def test_a_batch_is_one_transaction(deliver, owner):
    assert deliver(*(event() for _ in range(20))).json == {"handled": 20}
    assert owner("SELECT count(*), count(DISTINCT xmin::text) FROM inbox") == [(20, 1)]


def test_beside_one_that_is_refused_the_others_are_halved_not_taken_one_by_one(deliver, heard, owner):
    told = [event() for _ in range(20)]
    told[13] = event(type="thing.broken")
    answer = deliver(*told)
    assert [refused["id"] for refused in answer.json["refused"]] == [told[13]["id"]]
    # Halves of which one event was refused were heard in vain, before their transaction was undone.
    assert list(dict.fromkeys(str(one.id) for one in heard)) == [one["id"] for one in told if one != told[13]]
    assert owner("SELECT count(*) FROM inbox") == [(19,)]
    assert owner("SELECT count(DISTINCT xmin::text) <= 5 FROM inbox") == [(True,)]


def test_a_batch_gives_way_to_whoever_holds_what_one_of_it_needs(make_app, bearer, owner, in_threads):
    """A person's act is never ended as a deadlock for the sake of a batch."""
    limits = []

    def made(tx, told):
        limits.append(tx.value("SHOW lock_timeout"))
        if told.aggregate == "thing:held":
            tx.run("SELECT pg_advisory_xact_lock(4711)")

    client = make_app(handle=events.handle_each({"thing.made": made})).test_client()
    headers = bearer("events:deliver", id="service-citas", client=True)
    told = [event(), event(aggregate="thing:held"), event()]
    holding = threading.Event()

    def hold():
        with client.application.app_context(), get_db().transaction() as tx:
            tx.run("SELECT pg_advisory_xact_lock(4711)")
            holding.set()
            time.sleep(1.2)
        return len(owner("SELECT 1 FROM inbox"))

    def send():
        assert holding.wait(5)
        return client.post(URL, json={"events": told}, headers=headers).json

    held, answer = in_threads(2, lambda n: (hold, send)[n]())
    assert answer == {"handled": 3} and held >= 1
    assert limits[0] == "500ms" and "5s" in limits


def test_without_a_database_the_rest_of_a_batch_is_not_waited_for(make_app, bearer):
    asked = []

    def away(tx, told):
        asked.append(told)
        raise PoolTimeout

    client = make_app(handle=events.handle_each({"thing.made": away})).test_client()
    headers = bearer("events:deliver", id="service-citas", client=True)
    answer = client.post(URL, json={"events": [event(), event(), event()]}, headers=headers)
    assert [refused["status"] for refused in answer.json["refused"]] == [503] * 3 and len(asked) == 1


def test_a_handler_may_say_what_changed_also_in_a_batch(make_app, bearer):
    client = make_app(
        handle=events.handle_each({"thing.made": lambda tx, event: tx.changed("things")})
    ).test_client()
    headers = bearer("events:deliver", id="service-citas", client=True)
    assert client.post(URL, json={"events": [event(), event()]}, headers=headers).json == {"handled": 2}


def test_told_by_two_relays_at_once_it_is_heard_once(receiver, deliver, heard, in_threads):
    told = [event() for _ in range(5)]
    answers = in_threads(6, lambda n: deliver(*told[n % 5 :], *told[: n % 5]))
    assert sum(answer.json["handled"] for answer in answers) == 5
    assert len(heard) == 5


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "x"}, "id"),
        ({"type": "Thing Made"}, "type"),
        ({"occurred_at": "0001-01-01T00:00:00Z"}, "occurred_at"),
        ({"occurred_at": "9999-12-31T23:59:59Z"}, "occurred_at"),
        ({"aggregate": ""}, "aggregate"),
        ({"actor": []}, "actor"),
        ({"data": None}, "data"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_no_event_is_refused(deliver, changes, field):
    answer = deliver(event(**changes))
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == f"events.0.{field}"


def test_a_delivery_holds_between_1_and_500_events(deliver):
    assert deliver().status_code == 422
    assert deliver(*(event() for _ in range(501))).status_code == 422


def test_only_services_tell_and_only_operators_look(receiver, bearer):
    nobody = bearer("things:read")
    assert receiver.post(URL, json={"events": [event()]}).status_code == 401
    assert receiver.post(URL, json={"events": [event()]}, headers=nobody).status_code == 403
    assert receiver.get(URL, headers=nobody).status_code == 403
    for act in ("replay", "skip"):
        assert receiver.post(f"{URL}/{uuid4()}/{act}", json={}, headers=nobody).status_code == 403


def test_housekeeping_clears_what_has_expired_and_nothing_else(db, owner):
    owner("""
        INSERT INTO idempotency_keys (subject, key, fingerprint, created_at)
             VALUES ('1', 'old', '', now() - interval '25 hours'), ('1', 'new', '', now());
        INSERT INTO inbox VALUES (gen_random_uuid(), now() - interval '61 days'), (gen_random_uuid(), now());
        INSERT INTO outbox (id, type, aggregate, occurred_at, data)
             SELECT gen_random_uuid(), 'a.b', 'c:' || n, now() - n * interval '16 days', '{}'
               FROM generate_series(1, 3) AS n;
        INSERT INTO deliveries (event_id, subscriber, seq, aggregate)
             SELECT id, 'logs', seq, aggregate FROM outbox WHERE aggregate = 'c:3';
        """)
    with db.session() as session:
        session.run("SELECT housekeeping()")
    assert owner("SELECT key FROM idempotency_keys") == [("new",)]
    assert owner("SELECT count(*) FROM inbox") == [(1,)]
    assert owner("SELECT aggregate FROM outbox ORDER BY 1") == [("c:1",), ("c:3",)]
