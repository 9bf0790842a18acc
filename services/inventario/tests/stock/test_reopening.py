"""Reopening: what a completion took from the stock comes back into the same lots."""

from datetime import date, timedelta
from decimal import Decimal

import psycopg2
import pytest

URL = "/api/inventario"
LONG_AGO = (date.today() - timedelta(days=3)).isoformat()


@pytest.fixture
def movements(client, keeper):
    """(kind, lot, quantity) of an appointment, the oldest first."""

    def find(appointment_id):
        rows = client.get(f"{URL}/movements?appointment_id={appointment_id}", headers=keeper).json["data"]
        return [(row["kind"], row["lot_number"], row["quantity"]) for row in reversed(rows)]

    return find


@pytest.fixture
def shortages(client, keeper):
    return lambda query: client.get(f"{URL}/shortages?{query}", headers=keeper).json["data"]


@pytest.fixture
def sums(database_of):
    """What lots, ledger and product hold of a product, in quantity and in cost."""

    def look(product):
        with database_of("inventario").session() as db:
            return db.one(
                """
                SELECT p.stock_quantity,
                       (SELECT sum(quantity) FROM lots WHERE product_id = p.id) AS lots,
                       (SELECT sum(quantity * unit_cost) FROM lots WHERE product_id = p.id) AS value,
                       (SELECT sum(quantity) FROM stock_movements WHERE product_id = p.id) AS ledger,
                       (SELECT sum(quantity * unit_cost) FROM stock_movements WHERE product_id = p.id) AS ledger_value
                  FROM products p WHERE id = %(id)s
                """,
                id=product["id"],
            )

    return look


def test_it_comes_back_into_the_same_lots_at_the_same_cost(
    new_product, buy, complete, reopen, movements, sums, told
):
    gloves = new_product()
    buy(gloves, "3", unit_cost="1", lot_number="pronto", expires_in=20)
    buy(gloves, "10", unit_cost="2", lot_number="tarde", expires_in=60)
    before = sums(gloves)
    complete(12, extras=[(gloves["id"], "5")])
    answer = reopen(12)
    assert answer.status_code == 200, answer.json
    assert movements(12) == [
        ("CONSUMPTION", "pronto", "-3.000"),
        ("CONSUMPTION", "tarde", "-2.000"),
        ("REVERSAL", "pronto", "3.000"),
        ("REVERSAL", "tarde", "2.000"),
    ]
    assert sums(gloves) == before
    (event,) = told("stock.returned")
    assert event["aggregate"] == "appointment:12"
    assert event["data"].items() >= {"appointment_id": 12, "cost": "7.00", "patient_id": 3}.items()
    assert event["data"]["summary"] == "Los insumos de la cita de Luis Paz volvieron al inventario por 7.00"


def test_its_own_lots_take_it_back_even_expired_or_recalled(
    new_product, buy, complete, reopen, change_lot, movements, stock_of
):
    gloves = new_product()
    old = buy(gloves, "1", lot_number="viejo", expires_in=10)
    bad = buy(gloves, "1", lot_number="retirado", expires_in=20)
    complete(12, extras=[(gloves["id"], "2")])
    assert change_lot(old["lot_id"], expiry_date=LONG_AGO).status_code == 200
    assert change_lot(bad["lot_id"], recalled=True).status_code == 200
    assert reopen(12).status_code == 200
    assert {row[:2] for row in movements(12)[2:]} == {("REVERSAL", "viejo"), ("REVERSAL", "retirado")}
    stock = stock_of(gloves)
    assert (stock["stock_quantity"], stock["usable_quantity"]) == ("2.000", "0.000")


def test_open_shortages_are_closed_with_the_reason(new_product, complete, reopen, shortages, told):
    paste = new_product(name="Pasta")
    complete(12, extras=[(paste["id"], "3")])
    complete(13, extras=[(paste["id"], "1")])
    assert reopen(12, reason="Era otro paciente").status_code == 200
    (closed,) = shortages("appointment_id=12")
    assert closed["resolution"] == "Se reabrió la cita: Era otro paciente"
    assert closed["resolved_by"] == {"id": "7", "name": "Dra. Inés Mora"}
    assert [row["appointment_id"] for row in shortages("resolved=false")] == [13]
    assert len(told("shortage.resolved")) == 1


def test_a_shortage_that_somebody_resolved_keeps_its_own_reason(
    client, keeper, new_product, complete, reopen, shortages
):
    complete(12, extras=[(new_product()["id"], "3")])
    url = f"{URL}/shortages/{shortages('resolved=false')[0]['id']}/resolve"
    assert client.post(url, json={"reason": "Caja chica"}, headers=keeper).status_code == 200
    reopen(12)
    assert shortages("appointment_id=12")[0]["resolution"] == "Caja chica"


def test_delivered_twice_is_done_once(new_product, buy, complete, reopen, sums, told):
    gloves = new_product()
    buy(gloves, "10")
    before = sums(gloves)
    complete(12, extras=[(gloves["id"], "4")])
    for _ in range(2):
        assert reopen(12).status_code == 200
    assert sums(gloves) == before
    assert len(told("stock.returned")) == 1


def test_completed_again_it_consumes_again_with_its_own_shortage(
    new_product, buy, complete, reopen, movements, shortages, told
):
    gloves = new_product()
    buy(gloves, "2", lot_number="L1")
    complete(12, extras=[(gloves["id"], "3")])
    reopen(12)
    for _ in range(2):
        assert complete(12, extras=[(gloves["id"], "4")], data={"completion": 2}).status_code == 200
    assert [row[2] for row in movements(12)] == ["-2.000", "2.000", "-2.000"]
    assert [row["quantity"] for row in shortages("resolved=false")] == ["2.000"]
    assert [event["data"]["cost"] for event in told("stock.consumed")] == ["1.00", "1.00"]
    assert reopen(12, completion=2).status_code == 200
    assert shortages("resolved=false") == []


def test_undone_before_it_was_known_it_is_never_consumed(new_product, buy, complete, reopen, movements, told):
    """The first event was a dead letter that somebody replays later."""
    gloves = new_product()
    buy(gloves, "2")
    assert reopen(12).status_code == 200
    assert complete(12, extras=[(gloves["id"], "1")]).status_code == 200
    assert movements(12) == [] and told("stock.consumed") == []
    assert [event["data"]["cost"] for event in told("stock.returned")] == ["0.00"]


def test_fifty_times_undone_it_is_as_if_never_done(
    new_product, new_treatment, set_recipe, buy, complete, reopen, sums
):
    gloves, paste = new_product(), new_product(name="Pasta")
    buy(gloves, "7.5", unit_cost="0.0875", expires_in=20)
    buy(gloves, "40", unit_cost="0.1033", expires_in=60)
    buy(paste, "1", unit_cost="3.3333")
    treatment = new_treatment()
    set_recipe(treatment, (gloves, "8.333"), (paste, "0.7"))
    before = [sums(product) for product in (gloves, paste)]
    for turn in range(1, 51):
        done = complete(12, treatments=[(treatment["id"], 2)], data={"completion": turn})
        assert (done.status_code, reopen(12, completion=turn).status_code) == (200, 200)
    after = [sums(product) for product in (gloves, paste)]
    assert after == before
    for books in after:
        assert books["stock_quantity"] == books["lots"] == books["ledger"]
        assert books["value"] == books["ledger_value"]


def test_a_purchase_meanwhile_leaves_the_cost_as_if_never_done(new_product, buy, complete, reopen, stock_of):
    gloves = new_product()
    buy(gloves, "10", unit_cost="1", lot_number="L1")
    complete(12, extras=[(gloves["id"], "8")])
    buy(gloves, "10", unit_cost="2", lot_number="L1")
    reopen(12)
    (lot,) = stock_of(gloves)["lots"]
    assert (lot["quantity"], Decimal(lot["unit_cost"])) == ("20.000", Decimal("1.5"))


@pytest.mark.parametrize(
    "data", [{"appointment_id": None}, {"completion": 0}, {"completion": "x"}, {"completion": 2**40}]
)
def test_a_malformed_event_is_refused(reopen, data):
    assert reopen(12, data=data).status_code == 422


REVERSAL = """
    INSERT INTO inventario.stock_movements
                (product_id, lot_id, kind, quantity, unit_cost, reason, appointment_id, completion, reverses, occurred_on)
         SELECT m.product_id, {lot}, 'REVERSAL', {quantity}, {cost}, 'Reabierta', {appointment}, 1, m.id, current_date
           FROM inventario.stock_movements m WHERE kind = {of}
"""


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": "3"},
        {"cost": "9"},
        {"appointment": "13"},
        {"of": "'PURCHASE'"},
        {"lot": "(SELECT max(id) FROM inventario.lots)"},
    ],
)
def test_the_database_takes_back_exactly_what_was_consumed(new_product, buy, complete, database_of, changes):
    gloves = new_product()
    buy(gloves, "10", expires_in=10)
    complete(12, extras=[(gloves["id"], "2")])
    buy(gloves, "10", expires_in=20)
    exact = {
        "quantity": "2",
        "cost": "m.unit_cost",
        "appointment": "12",
        "of": "'CONSUMPTION'",
        "lot": "m.lot_id",
    }
    with pytest.raises(psycopg2.errors.CheckViolation) as refusal:
        with database_of("inventario").transaction() as tx:
            tx.run(REVERSAL.format(**exact | changes))
    assert refusal.value.diag.constraint_name == "stock_movements_reversal"
    with database_of("inventario").transaction() as tx:
        assert tx.run(REVERSAL.format(**exact)) == 1
    with pytest.raises(psycopg2.errors.UniqueViolation):
        with database_of("inventario").transaction() as tx:
            tx.run(REVERSAL.format(**exact))
