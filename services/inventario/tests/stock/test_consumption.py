from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

URL = "/api/inventario"


@pytest.fixture
def movements(client, keeper):
    def find(appointment_id):
        answer = client.get(f"{URL}/movements?appointment_id={appointment_id}", headers=keeper).json
        return [(row["lot_number"], row["quantity"]) for row in reversed(answer["data"])]

    return find


@pytest.fixture
def shortages(client, keeper):
    def find(query="resolved=false"):
        answer = client.get(f"{URL}/shortages?{query}", headers=keeper)
        assert answer.status_code == 200
        return answer.json["data"]

    return find


def test_what_expires_first_is_used_first(
    new_treatment, new_product, buy, set_recipe, complete, movements, told, stock_of
):
    gloves = new_product()
    buy(gloves, "10", unit_cost="3", lot_number="nunca")
    buy(gloves, "10", unit_cost="2", lot_number="tarde", expires_in=60)
    buy(gloves, "3", unit_cost="1", lot_number="pronto", expires_in=20)
    treatment = new_treatment()
    set_recipe(treatment, (gloves, "2.5"))
    answer = complete(12, treatments=[(treatment["id"], 2)], extras=[(gloves["id"], "9")])
    assert answer.status_code == 200, answer.json
    assert movements(12) == [("pronto", "-3.000"), ("tarde", "-10.000"), ("nunca", "-1.000")]
    assert stock_of(gloves)["stock_quantity"] == "9.000"
    (event,) = told("stock.consumed")
    assert event["aggregate"] == "appointment:12"
    # 3 × 1 + 10 × 2 + 1 × 3
    expected = {
        "appointment_id": 12,
        "patient_id": 3,
        "cost": "26.00",
        "lines": [
            {"product_id": gloves["id"], "name": "Guantes de nitrilo", "quantity": "14.000", "cost": "26.00"}
        ],
    }
    assert event["data"].items() >= expected.items()
    assert event["actor"]["name"] == "Dra. Inés Mora"
    parts = [
        (
            part["kind"],
            part["reference_id"],
            part["lot_number"],
            Decimal(part["quantity"]),
            Decimal(part["unit_cost"]),
        )
        for part in event["data"]["parts"]
    ]
    assert parts == [
        ("TREATMENT", treatment["id"], "pronto", 3, 1),
        ("TREATMENT", treatment["id"], "tarde", 2, 2),
        ("PRODUCT", gloves["id"], "tarde", 8, 2),
        ("PRODUCT", gloves["id"], "nunca", 1, 3),
    ]
    assert told("stock.short") == []


def test_the_ledger_names_who_attended(client, keeper, new_product, buy, complete):
    gloves = new_product()
    buy(gloves, "1")
    complete(12, extras=[(gloves["id"], 1)])
    (movement,) = client.get(f"{URL}/movements?kind=CONSUMPTION", headers=keeper).json["data"]
    assert movement["actor"] == {"id": "7", "name": "Dra. Inés Mora"}
    assert movement["appointment_id"] == 12


def test_expired_and_recalled_lots_are_left_alone(
    client, keeper, new_product, buy, complete, movements, shortages
):
    gloves = new_product()
    good = buy(gloves, "1", lot_number="bueno", expires_in=90)
    old = buy(gloves, "5", lot_number="viejo", expires_in=10)
    bad = buy(gloves, "5", lot_number="retirado", expires_in=10)
    long_ago = (date.today() - timedelta(days=3)).isoformat()
    for lot, change in ((old, {"expiry_date": long_ago}), (bad, {"recalled": True})):
        headers = keeper | {"If-Match": '"1"'}
        assert client.patch(f"{URL}/lots/{lot['lot_id']}", json=change, headers=headers).status_code == 200
    assert complete(12, extras=[(gloves["id"], 3)]).status_code == 200
    assert movements(12) == [("bueno", "-1.000")]
    assert good["lot_number"] == "bueno"
    assert shortages()[0]["quantity"] == "2.000"


def test_what_arrives_together_is_taken_in_its_order_from_what_the_one_before_left(
    client, courier, event_of, new_product, buy, movements, shortages, told, keeper
):
    gloves = new_product()
    buy(gloves, "3", unit_cost="1", lot_number="pronto", expires_in=20)
    buy(gloves, "4", unit_cost="2", lot_number="tarde", expires_in=60)
    batch = [event_of(id, extras=[(gloves["id"], 2)]) for id in (12, 13, 14, 15)]
    batch[1]["actor"] = batch[1]["actor"] | {"id": "8", "name": "Dr. Juan Vela"}
    # The same completion, reported by an event more.
    batch.append(event_of(13, extras=[(gloves["id"], 2)]))
    answer = client.post(f"{URL}/events", json={"events": batch}, headers=courier)
    assert answer.json == {"handled": 5}
    assert [movements(id) for id in (12, 13, 14, 15)] == [
        [("pronto", "-2.000")],
        [("pronto", "-1.000"), ("tarde", "-1.000")],
        [("tarde", "-2.000")],
        [("tarde", "-1.000")],
    ]
    rows = client.get(f"{URL}/movements?kind=CONSUMPTION", headers=keeper).json["data"]
    assert [row["balance_after"] for row in rows] == ["0.000", "1.000", "3.000", "4.000", "5.000"]
    assert {row["appointment_id"] for row in rows if row["actor"]["name"] == "Dr. Juan Vela"} == {13}
    assert [(row["appointment_id"], row["quantity"]) for row in shortages()] == [(15, "1.000")]
    assert [(event["aggregate"], event["data"]["cost"]) for event in told("stock.consumed")] == [
        ("appointment:12", "2.00"),
        ("appointment:13", "3.00"),
        ("appointment:14", "4.00"),
        ("appointment:15", "2.00"),
    ]
    assert [event["actor"]["id"] for event in told("stock.consumed")] == ["7", "8", "7", "7"]


def test_one_that_cannot_be_understood_holds_up_none_that_came_with_it(
    client, courier, event_of, new_product, buy, stock_of
):
    gloves = new_product()
    buy(gloves, "9")
    batch = [event_of(id, extras=[(gloves["id"], 1)]) for id in range(12, 17)]
    batch[2]["data"]["extras"][0]["quantity"] = "mucho"
    answer = client.post(f"{URL}/events", json={"events": batch}, headers=courier).json
    assert answer["handled"] == 4 and [one["id"] for one in answer["refused"]] == [batch[2]["id"]]
    assert stock_of(gloves)["stock_quantity"] == "5.000"


def test_what_is_missing_is_seen_and_blocks_nothing(new_product, buy, complete, shortages, told, stock_of):
    gloves, paste = new_product(), new_product(name="Pasta", unit="tubo")
    buy(gloves, "5", unit_cost="1")
    assert complete(12, extras=[(gloves["id"], 2), (paste["id"], "1.5")]).status_code == 200
    (shortage,) = shortages()
    expected = {
        "product_id": paste["id"],
        "product_name": "Pasta",
        "appointment_id": 12,
        "quantity": "1.500",
        "resolved_at": None,
    }
    assert shortage.items() >= expected.items()
    (event,) = told("stock.short")
    assert event["data"]["summary"] == "Faltaron 1,5 tubos de Pasta en la cita de Luis Paz"
    assert event["data"]["level"] == "WARNING"
    assert event["data"]["quantity"] == "1.500"
    (consumed,) = told("stock.consumed")
    assert consumed["data"]["cost"] == "2.00"
    assert [line["product_id"] for line in consumed["data"]["lines"]] == [gloves["id"]]
    assert stock_of(paste)["stock_quantity"] == "0.000"


def test_told_twice_is_done_once(client, courier, new_product, buy, complete, stock_of, told):
    gloves = new_product()
    buy(gloves, "10")
    for _ in range(2):
        assert complete(12, extras=[(gloves["id"], 2)]).status_code == 200
    assert stock_of(gloves)["stock_quantity"] == "8.000"
    assert len(told("stock.consumed")) == 1


def test_a_treatment_without_recipe_uses_nothing_and_says_so(new_treatment, complete, told):
    assert complete(12, treatments=[(new_treatment()["id"], 1)]).status_code == 200
    (event,) = told("stock.consumed")
    assert (event["data"]["cost"], event["data"]["lines"]) == ("0.00", [])
    assert told("stock.unmatched") == []


def test_what_inventario_never_knew_is_reported_and_the_rest_consumed(
    new_product, buy, complete, told, movements
):
    gloves = new_product()
    buy(gloves, "10", lot_number="L1")
    answer = complete(12, treatments=[(999998, 1)], extras=[(999999, 1), (gloves["id"], 1)])
    assert answer.status_code == 200
    assert movements(12) == [("L1", "-1.000")]
    treatment, product = told("stock.unmatched")
    assert (
        treatment["data"]["summary"]
        == "La cita de Luis Paz nombra tratamientos que inventario no conoce: 999998"
    )
    assert treatment["data"]["level"] == "WARNING"
    assert product["data"]["product_ids"] == [999999]


@pytest.mark.parametrize(
    "data",
    [
        {"appointment_id": "x"},
        {"appointment_id": None},
        {"treatments": [{}]},
        {"treatments": 3},
        {"treatments": [{"treatment_id": 1, "quantity": "-1"}]},
        {"extras": [{"product_id": 2**70, "quantity": "1"}]},
        {"patient": "Luis"},
    ],
)
def test_a_malformed_event_is_refused(complete, data):
    assert complete(12, data=data).status_code == 422


def test_an_actor_of_any_shape_is_recorded_as_text(client, courier, keeper, new_product, buy):
    gloves = new_product()
    buy(gloves, "5")
    for appointment_id, actor in ((1, None), (2, {"id": {"a": []}})):
        event = {
            "id": str(uuid4()),
            "type": "appointment.completed",
            "occurred_at": "2026-11-24T10:00:00-05:00",
            "aggregate": "appointment:1",
            "service": "citas",
            "actor": actor,
            "data": {
                "appointment_id": appointment_id,
                "extras": [{"product_id": gloves["id"], "quantity": 1}],
            },
        }
        assert client.post(f"{URL}/events", json={"events": [event]}, headers=courier).status_code == 200
    rows = client.get(f"{URL}/movements?kind=CONSUMPTION", headers=keeper).json["data"]
    assert [row["actor"] for row in rows] == [{"id": "{'a': []}", "name": "None"}, None]


def test_other_events_are_none_of_its_business(client, courier):
    event = {
        "id": str(uuid4()),
        "type": "patient.updated",
        "occurred_at": "2026-11-24T10:00:00-05:00",
        "aggregate": "patient:1",
        "service": "historia_clinica",
        "data": {},
    }
    assert client.post(f"{URL}/events", json={"events": [event]}, headers=courier).status_code == 200


def test_only_services_deliver_events(client, keeper):
    assert client.post(f"{URL}/events", json={}).status_code == 401
    assert client.post(f"{URL}/events", json={}, headers=keeper).status_code == 403


def test_a_shortage_is_resolved_once_and_with_a_reason(
    client, keeper, new_product, complete, shortages, told
):
    complete(12, extras=[(new_product()["id"], 3)])
    id = shortages()[0]["id"]
    url = f"{URL}/shortages/{id}/resolve"
    refused = client.post(url, json={"reason": " "}, headers=keeper)
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "reason"
    headers = keeper | {"Idempotency-Key": "faltante-0001"}
    answer = client.post(url, json={"reason": "Caja chica"}, headers=headers)
    assert answer.status_code == 200
    assert answer.json["resolved_at"] is not None
    assert answer.json["resolved_by"] == {"id": "5", "name": "Berta Bodega"}
    assert answer.json["resolution"] == "Caja chica"
    assert client.post(url, json={"reason": "Caja chica"}, headers=headers).json == answer.json
    assert client.post(url, json={"reason": "Otra vez"}, headers=keeper).status_code == 409
    unknown = client.post(f"{URL}/shortages/999999/resolve", json={"reason": "Nada"}, headers=keeper)
    assert unknown.status_code == 404
    assert shortages() == []
    assert [row["id"] for row in shortages("resolved=true&appointment_id=12")] == [id]
    assert len(told("shortage.resolved")) == 1


def test_shortages_are_searched_by_words(new_product, complete, shortages):
    complete(12, extras=[(new_product(name="Pasta de profilaxis", sku="PAS-1")["id"], 1)])
    complete(13, extras=[(new_product(name="Guantes")["id"], 1)])
    assert [row["appointment_id"] for row in shortages("search=profil%20pas-1")] == [12]
    assert [row["appointment_id"] for row in shortages("search=gu")] == [13]
    assert shortages("search=guantes%20pasta") == []


def test_shortages_are_read_page_by_page(client, keeper, new_product, complete):
    product = new_product()
    for appointment_id in (1, 2, 3):
        complete(appointment_id, extras=[(product["id"], 1)])
    first = client.get(f"{URL}/shortages?limit=2&total=true&product_id={product['id']}", headers=keeper).json
    rest = client.get(f"{URL}/shortages?limit=2&after={first['next']}", headers=keeper).json
    assert [row["appointment_id"] for row in first["data"] + rest["data"]] == [3, 2, 1]
    assert (first["total"], rest["next"]) == (3, None)


def test_a_consumption_is_seen_in_the_lists_at_once(client, keeper, new_product, buy, complete):
    gloves = new_product()
    buy(gloves, "10")
    url = f"{URL}/products"
    assert client.get(url, headers=keeper).json["data"][0]["stock_quantity"] == "10.000"
    complete(12, extras=[(gloves["id"], 4)])
    assert client.get(url, headers=keeper).json["data"][0]["stock_quantity"] == "6.000"


def test_what_inventario_tells_is_heard_by_everybody(client, login, new_product, buy, complete, deliver):
    gloves = new_product()
    buy(gloves, "1")
    complete(12, extras=[(gloves["id"], 4)])
    deliver()
    operator = login("events:read")
    for state in ("waiting", "dead_letter"):
        assert client.get(f"{URL}/events?state={state}", headers=operator).json["data"] == []
