from datetime import date, timedelta

import pytest

URL = "/api/inventario"
LONG_AGO = (date.today() - timedelta(days=10)).isoformat()


def test_a_purchase_fills_lot_product_and_ledger(client, keeper, new_product, move, stock_of, told):
    product = new_product()
    day = (date.today() + timedelta(days=90)).isoformat()
    answer = move(
        product, kind="PURCHASE", quantity="12.5", lot_number="L1", unit_cost="0.0875", expiry_date=day
    )
    assert answer.status_code == 201
    expected = {
        "product_name": "Guantes de nitrilo",
        "lot_number": "L1",
        "kind": "PURCHASE",
        "quantity": "12.500",
        "unit_cost": "0.0875",
        "balance_after": "12.500",
        "reason": None,
        "appointment_id": None,
        "actor": {"id": "5", "name": "Berta Bodega"},
    }
    assert answer.json.items() >= expected.items()
    stock = stock_of(product)
    assert stock["stock_quantity"] == "12.500"
    (lot,) = stock["lots"]
    assert lot["id"] == answer.json["lot_id"]
    expected = {
        "lot_number": "L1",
        "quantity": "12.500",
        "unit_cost": "0.0875",
        "expiry_date": day,
        "recalled": False,
        "expired": False,
    }
    assert lot.items() >= expected.items()
    shown = client.get(f"{URL}/products/{product['id']}", headers=keeper).json
    assert (shown["average_cost"], shown["next_expiry"]) == ("0.0875", day)
    (event,) = told("stock.received")
    assert event["aggregate"] == f"product:{product['id']}"
    assert event["data"]["summary"] == "Recibió 12,5 pares de Guantes de nitrilo (lote L1)"
    assert event["data"]["balance_after"] == "12.500"


def test_the_same_key_buys_once(client, keeper, new_product, stock_of):
    product = new_product()
    purchase = {"kind": "PURCHASE", "quantity": "5", "lot_number": "L1", "unit_cost": "1"}
    headers = keeper | {"Idempotency-Key": "factura-000-17"}
    answers = [
        client.post(f"{URL}/products/{product['id']}/stock", json=purchase, headers=headers) for _ in range(2)
    ]
    assert answers[0].json == answers[1].json
    assert stock_of(product)["stock_quantity"] == "5.000"


@pytest.mark.parametrize(
    ("kind", "quantity", "left", "type"),
    [
        ("ADJUSTMENT", "-2", "8.000", "stock.adjusted"),
        ("ADJUSTMENT", "2", "12.000", "stock.adjusted"),
        ("WRITE_OFF", "3", "7.000", "stock.written_off"),
        ("RETURN", "10", "0.000", "stock.sent_back"),
    ],
)
def test_other_movements_change_the_lot_they_name(
    new_product, buy, move, told, stock_of, kind, quantity, left, type
):
    product = new_product()
    lot_id = buy(product, "10", unit_cost="2.5")["lot_id"]
    answer = move(product, kind=kind, quantity=quantity, lot_id=lot_id, reason="Conteo de noviembre")
    assert answer.status_code == 201
    assert answer.json["balance_after"] == left
    assert (answer.json["unit_cost"], answer.json["reason"]) == ("2.5000", "Conteo de noviembre")
    assert stock_of(product)["stock_quantity"] == stock_of(product)["lots"][0]["quantity"] == left
    assert len(told(type)) == 1


def test_a_lot_never_goes_below_zero(new_product, buy, move, stock_of):
    product = new_product()
    lot_id = buy(product, "1")["lot_id"]
    answer = move(product, kind="WRITE_OFF", quantity="1.001", lot_id=lot_id, reason="Rotura")
    assert answer.status_code == 409
    assert answer.json["errors"] == [{"field": "quantity", "message": "En ese lote no hay tanta existencia."}]
    assert stock_of(product)["stock_quantity"] == "1.000"


def test_more_of_a_lot_averages_its_cost(client, keeper, new_product, buy, stock_of):
    product = new_product()
    buy(product, "10", unit_cost="1", lot_number="L1")
    second = buy(product, "30", unit_cost="2", lot_number="L1", expires_in=60)
    assert second["unit_cost"] == "2.0000"
    (lot,) = stock_of(product)["lots"]
    assert (lot["quantity"], lot["unit_cost"]) == ("40.000", "1.7500")
    assert lot["expiry_date"] is not None


def test_a_lot_number_with_another_expiry_is_refused(new_product, buy, move):
    product = new_product()
    buy(product, "1", lot_number="L1", expires_in=30)
    day = (date.today() + timedelta(days=31)).isoformat()
    answer = move(product, kind="PURCHASE", quantity="1", lot_number="L1", unit_cost="1", expiry_date=day)
    assert answer.status_code == 409
    assert answer.json["errors"][0]["field"] == "expiry_date"


@pytest.mark.parametrize(
    ("movement", "field"),
    [
        ({"kind": "PURCHASE", "quantity": "1", "unit_cost": "1"}, "lot_number"),
        ({"kind": "PURCHASE", "quantity": "1", "lot_number": "L1"}, "unit_cost"),
        ({"kind": "PURCHASE", "quantity": "0", "lot_number": "L1", "unit_cost": "1"}, "quantity"),
        ({"kind": "PURCHASE", "quantity": "x", "lot_number": "L1", "unit_cost": "1"}, "quantity"),
        ({"kind": "PURCHASE", "quantity": "1", "lot_number": "L1", "unit_cost": "1.00001"}, "unit_cost"),
        ({"kind": "CONSUMPTION", "quantity": "1", "lot_id": 1, "reason": "Uso"}, "kind"),
        ({"kind": "WRITE_OFF", "quantity": "1", "reason": "Rotura"}, "lot_id"),
        ({"kind": "WRITE_OFF", "quantity": "1", "lot_id": 1}, "reason"),
        ({"kind": "WRITE_OFF", "quantity": "1", "lot_id": 999999, "reason": "Rotura"}, "lot_id"),
        (
            {
                "kind": "PURCHASE",
                "quantity": "1",
                "lot_number": "L1",
                "unit_cost": "1",
                "expiry_date": LONG_AGO,
            },
            "expiry_date",
        ),
    ],
)
def test_a_wrong_movement_names_the_field(new_product, move, movement, field):
    answer = move(new_product(), **movement)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_a_lot_of_another_product_is_not_moved(new_product, buy, move):
    lot_id = buy(new_product(), "5")["lot_id"]
    answer = move(new_product(), kind="WRITE_OFF", quantity="1", lot_id=lot_id, reason="Rotura")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "lot_id"


def test_stock_of_a_product_that_is_not_there(client, keeper, move):
    assert client.get(f"{URL}/products/999999/stock", headers=keeper).status_code == 404
    assert client.get(f"{URL}/products/999999/movements", headers=keeper).status_code == 404
    purchase = {"kind": "PURCHASE", "quantity": "1", "lot_number": "L1", "unit_cost": "1"}
    assert move({"id": 999999}, **purchase).status_code == 404


def test_stock_is_refused_without_identity_or_permission(client, login):
    reader = login("products:read", "products:write")
    urls = [f"{URL}/products/1/stock", f"{URL}/shortages/1/resolve"]
    assert [client.post(url, json={}).status_code for url in urls] == [401, 401]
    assert [client.post(url, json={}, headers=reader).status_code for url in urls] == [403, 403]
    assert client.patch(f"{URL}/lots/1", json={}).status_code == 401
    assert client.patch(f"{URL}/lots/1", json={}, headers=reader).status_code == 403
    for path in ("movements", "shortages", "products/1/stock", "products/1/movements"):
        assert client.get(f"{URL}/{path}").status_code == 401
        assert client.get(f"{URL}/{path}", headers=login("treatments:read")).status_code == 403


def test_lots_come_first_to_expire_first_and_empty_ones_last(new_product, buy, move, stock_of):
    product = new_product()
    buy(product, "1", lot_number="nunca")
    buy(product, "1", lot_number="tarde", expires_in=90)
    empty = buy(product, "1", lot_number="vacío", expires_in=5)
    buy(product, "1", lot_number="pronto", expires_in=30)
    move(product, kind="WRITE_OFF", quantity="1", lot_id=empty["lot_id"], reason="Rotura")
    assert [lot["lot_number"] for lot in stock_of(product)["lots"]] == ["pronto", "tarde", "nunca", "vacío"]


def test_a_recalled_lot_only_leaves(client, keeper, new_product, buy, move, change_lot, told):
    product = new_product()
    lot_id = buy(product, "10", lot_number="L1", unit_cost="3")["lot_id"]
    answer = change_lot(lot_id, recalled=True)
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert answer.json["recalled"] is True and answer.json["product_id"] == product["id"]
    assert told("lot.updated")[0]["data"]["recalled"] is True
    refused = [
        move(product, kind="ADJUSTMENT", quantity="1", lot_id=lot_id, reason="Conteo"),
        move(product, kind="PURCHASE", quantity="1", lot_number="L1", unit_cost="1"),
    ]
    assert [answer.status_code for answer in refused] == [409, 409]
    assert "retirado" in refused[0].json["detail"]
    assert move(product, kind="RETURN", quantity="4", lot_id=lot_id, reason="Retiro").status_code == 201
    assert move(product, kind="WRITE_OFF", quantity="6", lot_id=lot_id, reason="Retiro").status_code == 201
    shown = client.get(f"{URL}/products/{product['id']}", headers=keeper).json
    assert shown["average_cost"] == "3.0000"


def test_nothing_is_bought_into_an_expired_lot_and_it_is_shown_as_such(
    new_product, buy, move, change_lot, stock_of
):
    product = new_product()
    bought = buy(product, "2", expires_in=30)
    lot_id, lot_number = bought["lot_id"], bought["lot_number"]
    assert change_lot(lot_id, expiry_date=LONG_AGO).json["expired"] is True
    assert stock_of(product)["lots"][0]["expired"] is True
    answer = move(product, kind="PURCHASE", quantity="1", lot_number=lot_number, unit_cost="1")
    assert answer.status_code == 409
    assert "vencido" in answer.json["detail"]
    assert move(product, kind="WRITE_OFF", quantity="2", lot_id=lot_id, reason="Vencido").status_code == 201


def test_a_lot_may_turn_out_not_to_expire(new_product, buy, change_lot):
    lot_id = buy(new_product(), "2", expires_in=30)["lot_id"]
    assert change_lot(lot_id, expiry_date=None).json["expiry_date"] is None


def test_a_lot_is_changed_by_who_saw_it_last(client, keeper, new_product, buy, change_lot):
    lot_id = buy(new_product(), "2")["lot_id"]
    assert client.patch(f"{URL}/lots/{lot_id}", json={"recalled": True}, headers=keeper).status_code == 428
    assert change_lot(lot_id, recalled=True).status_code == 200
    assert change_lot(lot_id, recalled=False).status_code == 412
    assert change_lot(999999, recalled=True).status_code == 404
    assert change_lot(lot_id, version=2, recalled=None).status_code == 422


def test_average_cost_is_of_what_may_be_used_else_the_last_price(
    client, keeper, new_product, buy, change_lot, move
):
    product = new_product()
    first = buy(product, "10", unit_cost="1")["lot_id"]
    second = buy(product, "20", unit_cost="2")["lot_id"]

    def cost():
        return client.get(f"{URL}/products/{product['id']}", headers=keeper).json["average_cost"]

    assert cost() == "1.6667"
    change_lot(second, recalled=True)
    assert cost() == "1.0000"
    move(product, kind="WRITE_OFF", quantity="10", lot_id=first, reason="Rotura")
    assert cost() == "2.0000"


@pytest.mark.parametrize(
    ("kind", "expires_in", "cause", "kept"),
    [
        ("WRITE_OFF", 30, "LOST", "LOST"),
        ("WRITE_OFF", 30, None, "OTHER"),
        ("RETURN", 30, None, None),
    ],
)
def test_a_write_off_by_mistake_goes_back_into_its_lot(
    client, keeper, login, new_product, buy, move, told, stock_of, kind, expires_in, cause, kept
):
    product = new_product()
    lot_id = buy(product, "10", unit_cost="2.5", expires_in=expires_in)["lot_id"]
    wrong = move(product, kind=kind, quantity="4", lot_id=lot_id, reason="Lote equivocado", cause=cause).json
    assert wrong["cause"] == kept and not wrong["undone"]
    url, body = f"{URL}/movements/{wrong['id']}/annulment", {"reason": "No era ese lote"}
    assert client.post(url, json=body, headers=login("products:read")).status_code == 403
    back = client.post(url, json=body, headers=keeper)
    assert back.status_code == 201 and back.json["quantity"] == "4.000" and back.json["kind"] == "ANNULMENT"
    assert stock_of(product)["lots"][0].items() >= {"quantity": "10.000", "unit_cost": "2.5000"}.items()
    assert client.post(url, json=body, headers=keeper).status_code == 409
    assert (
        client.post(f"{URL}/movements/{back.json['id']}/annulment", json=body, headers=keeper).status_code
        == 409
    )
    assert client.post(f"{URL}/movements/99999999/annulment", json=body, headers=keeper).status_code == 404
    rows = client.get(f"{URL}/products/{product['id']}/movements", headers=keeper).json["data"]
    assert [row["undone"] for row in rows] == [False, True, False]
    taken = told("stock.written_off" if kind == "WRITE_OFF" else "stock.sent_back")[-1]["data"]
    given = told("stock.restored")[-1]["data"]
    same = ("movement_id", "kind", "cause", "day", "quantity", "cost", "lot_number", "name")
    assert {key: taken[key] for key in same} == {key: given[key] for key in same}
    assert (taken["cost"], given["undone_reason"]) == ("10.00", "No era ese lote")


def test_only_a_write_off_has_a_cause(new_product, buy, move):
    product = new_product()
    lot_id = buy(product, "10")["lot_id"]
    answer = move(product, kind="RETURN", quantity="1", lot_id=lot_id, reason="Llegó rota", cause="DAMAGED")
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "cause"
