"""Many at once, on real commits: nothing is lost, nothing is used twice, nobody waits for ever."""

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import count
from uuid import uuid4

import pytest

URL = "/api/inventario"
appointments = count(1_000_000)


@pytest.fixture
def headers(login):
    return login(
        "products:read",
        "products:write",
        "stock:write",
        "treatments:read",
        "treatments:write",
        "events:deliver",
    )


@pytest.fixture
def post(committed, headers):
    """Post from any thread; returns the answer."""

    def send(path, body, **more):
        return committed["inventario"].test_client().post(f"{URL}/{path}", json=body, headers=headers | more)

    return send


@pytest.fixture
def new_product(post):
    def make():
        body = {"sku": uuid4().hex[:20], "name": "Guantes", "category": "X", "unit": "par", "iva_code": "4"}
        return post("products", body).json["id"]

    return make


@pytest.fixture
def buy(post):
    def send(product_id, quantity, lot_number=None):
        lot = {"lot_number": lot_number or uuid4().hex, "unit_cost": "1"}
        return post(f"products/{product_id}/stock", {"kind": "PURCHASE", "quantity": quantity} | lot)

    return send


@pytest.fixture
def consume(post):
    def send(*extras, appointment_id=None, event_id=None):
        appointment_id = appointment_id or next(appointments)
        event = {
            "id": event_id or str(uuid4()),
            "type": "appointment.completed",
            "occurred_at": "2026-11-24T10:00:00-05:00",
            "aggregate": f"appointment:{appointment_id}",
            "service": "citas",
            "data": {
                "appointment_id": appointment_id,
                "treatments": [],
                "extras": [{"product_id": id, "quantity": quantity} for id, quantity in extras],
            },
        }
        return post("events", {"events": [event]})

    return send


@pytest.fixture
def reopen(post):
    def send(appointment_id):
        event = {
            "id": str(uuid4()),
            "type": "appointment.reopened",
            "occurred_at": "2026-11-24T11:00:00-05:00",
            "aggregate": f"appointment:{appointment_id}",
            "service": "citas",
            "data": {"appointment_id": appointment_id, "completion": 1, "reason": "Error"},
        }
        return post("events", {"events": [event]})

    return send


@pytest.fixture
def books(committed_suite):
    """What lots, ledger, product and shortages say of one product."""
    database = committed_suite[2]["inventario"]

    def look(product_id):
        with database.session() as db:
            return db.one(
                """
                SELECT (SELECT stock_quantity FROM products WHERE id = %(id)s) AS stock,
                       (SELECT sum(quantity) FROM lots WHERE product_id = %(id)s) AS lots,
                       (SELECT min(quantity) FROM lots WHERE product_id = %(id)s) AS least,
                       (SELECT sum(quantity) FROM stock_movements WHERE product_id = %(id)s) AS ledger,
                       (SELECT -coalesce(sum(quantity), 0) FROM stock_movements
                         WHERE product_id = %(id)s AND kind = 'CONSUMPTION') AS consumed,
                       (SELECT coalesce(sum(quantity), 0) FROM shortages WHERE product_id = %(id)s) AS short,
                       (SELECT count(*) FROM lots
                         WHERE product_id = %(id)s
                           AND quantity <> (SELECT coalesce(sum(m.quantity), 0) FROM stock_movements m
                                             WHERE m.lot_id = lots.id)) AS lots_off,
                       (SELECT count(*) FROM (
                            SELECT balance_after - sum(quantity) OVER (ORDER BY id) AS off
                              FROM stock_movements WHERE product_id = %(id)s) running
                         WHERE off <> 0) AS balances_off
                """,
                id=product_id,
            )

    return look


def all_at_once(act, items):
    with ThreadPoolExecutor(16) as pool:
        return [answer.status_code for answer in pool.map(act, items)]


def test_a_hundred_appointments_share_what_is_not_enough(new_product, buy, consume, books):
    product = new_product()
    for quantity in ("10", "20", "33.5"):
        buy(product, quantity)
    assert all_at_once(lambda _: consume((product, "1.5")), range(100)) == [200] * 100
    found = books(product)
    assert found["least"] >= 0
    assert found["stock"] == found["lots"] == found["ledger"] == 0
    assert found["consumed"] == Decimal("63.5")
    assert found["short"] == Decimal("150") - Decimal("63.5")
    assert (found["lots_off"], found["balances_off"]) == (0, 0)


def test_purchases_and_consumptions_of_several_products_do_not_block_each_other(
    new_product, buy, consume, books
):
    products = [new_product() for _ in range(4)]
    for product in products:
        buy(product, "5", "L1")

    def act(turn):
        if turn % 2:
            return buy(random.choice(products), "3", random.choice(("L1", "L2", None)))
        return consume(*((id, "1") for id in random.sample(products, 4)))

    statuses = all_at_once(act, range(80))
    assert set(statuses) == {200, 201}
    for product in products:
        found = books(product)
        assert found["least"] >= 0
        assert found["stock"] == found["lots"] == found["ledger"]
        assert found["consumed"] + found["short"] == 40
        assert (found["lots_off"], found["balances_off"]) == (0, 0)


def test_one_appointment_told_by_many_is_consumed_once(new_product, buy, consume, books):
    product, appointment, event = new_product(), next(appointments), str(uuid4())
    buy(product, "100")
    events = [event] * 10 + [str(uuid4()) for _ in range(10)]
    statuses = all_at_once(
        lambda id: consume((product, "3"), appointment_id=appointment, event_id=id), events
    )
    assert statuses == [200] * 20
    assert books(product)["consumed"] == 3


def test_one_key_sent_by_many_buys_once(new_product, post, books):
    product, key = new_product(), uuid4().hex
    purchase = {"kind": "PURCHASE", "quantity": "7", "lot_number": "L1", "unit_cost": "1"}
    statuses = all_at_once(
        lambda _: post(f"products/{product}/stock", purchase, **{"Idempotency-Key": key}), range(16)
    )
    assert statuses == [201] * 16
    assert books(product)["stock"] == 7


def test_of_two_who_edit_one_product_one_is_told(committed, headers, new_product):
    url, client = f"{URL}/products/{new_product()}", committed["inventario"].test_client
    statuses = all_at_once(
        lambda n: client().patch(url, json={"name": f"N{n}"}, headers=headers | {"If-Match": '"1"'}), range(8)
    )
    assert sorted(statuses) == [200] + [412] * 7


def test_of_many_who_name_one_code_one_gets_it(post):
    sku = uuid4().hex[:20]
    body = {"sku": sku, "name": "Guantes", "category": "X", "unit": "par", "iva_code": "4"}
    assert sorted(all_at_once(lambda _: post("products", body), range(8))) == [201] + [409] * 7


def test_completed_and_reopened_many_times_at_once_the_sums_hold(new_product, buy, consume, reopen, books):
    product, mine = new_product(), [next(appointments) for _ in range(10)]
    buy(product, "12", "L1")
    buy(product, "8", "L2")
    acts = [
        act
        for id in mine
        for act in (lambda id=id: consume((product, "2"), appointment_id=id), lambda id=id: reopen(id)) * 3
    ]
    random.shuffle(acts)
    assert all_at_once(lambda act: act(), acts) == [200] * 60
    assert all_at_once(reopen, mine) == [200] * 10
    found = books(product)
    assert found["stock"] == found["lots"] == found["ledger"] == 20
    assert (found["lots_off"], found["balances_off"]) == (0, 0)
