"""Bounds: what is absurd is refused at the door, so that no event can come to nothing for it."""

from decimal import Decimal

import pytest

URL = "/api/inventario"
PURCHASE = {"kind": "PURCHASE", "quantity": "1", "lot_number": "L1", "unit_cost": "1"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": "1000000000.001"}, "quantity"),
        ({"unit_cost": "1000000"}, "unit_cost"),
        ({"quantity": "1000000", "unit_cost": "999999"}, "unit_cost"),
    ],
)
def test_an_absurd_purchase_is_refused(new_product, move, changes, field):
    answer = move(new_product(), **PURCHASE | changes)
    assert answer.status_code == 422, answer.json
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize("kind", ["PURCHASE", "ADJUSTMENT"])
def test_no_more_comes_in_than_the_stock_of_a_product_can_be(new_product, buy, move, kind):
    product = new_product()
    lot = {"lot_id": buy(product, "999999999", unit_cost="0.01")["lot_id"], "reason": "Conteo"}
    more = PURCHASE | {"quantity": "2"} if kind == "PURCHASE" else {"kind": kind, "quantity": "2"} | lot
    answer = move(product, **more)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "quantity"
    assert move(product, kind="WRITE_OFF", quantity="2", **lot).status_code == 201


@pytest.mark.parametrize("quantity", ["10000.001", "0.0001"])
def test_an_absurd_recipe_is_refused(client, keeper, new_treatment, new_product, quantity):
    answer = client.put(
        f"{URL}/treatments/{new_treatment()['id']}/recipe",
        json={"items": [{"product_id": new_product()["id"], "quantity": quantity}]},
        headers=keeper | {"If-Match": '"1"'},
    )
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "items.0.quantity"


def test_an_absurd_recipe_of_before_dead_letters_nothing(
    new_product, new_treatment, set_recipe, buy, complete, told, shared, client, keeper
):
    """Recipes and costs of before the bounds are in the data: what they come to is held to what can be stored."""
    product, treatment = new_product(), new_treatment()
    set_recipe(treatment, (product, "1"))
    for number in range(3):
        buy(product, "3", lot_number=f"L{number}")
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE inventario.treatment_recipes SET quantity = 99999999999.999")
        cursor.execute("UPDATE inventario.lots SET unit_cost = 9999999999")
    answer = complete(12, treatments=[(treatment["id"], "99999999999")] * 3)
    assert answer.status_code == 200, answer.json
    (consumed,) = told("stock.consumed")
    assert Decimal(consumed["data"]["cost"]) == Decimal("9999999999.99")
    assert Decimal(consumed["data"]["lines"][0]["cost"]) == Decimal("9999999999.99")
    (shortage,) = client.get(f"{URL}/shortages", headers=keeper).json["data"]
    assert Decimal(shortage["quantity"]) == Decimal("99999999999.999") - 9


@pytest.mark.parametrize(
    ("path", "code", "changes"),
    [
        ("products", "sku", {"sku": "x" * 26}),
        ("treatments", "code", {"code": "x" * 26}),
    ],
)
def test_the_catalogue_has_the_limits_of_an_invoice(client, keeper, path, code, changes):
    product = {"sku": "A", "unit": "par"}
    treatment = {"code": "A", "price": "1", "duration_minutes": 5}
    body = {"name": "N", "category": "C", "iva_code": "4"} | (product if path == "products" else treatment)
    answer = client.post(f"{URL}/{path}", json=body | changes, headers=keeper)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, code)


@pytest.mark.parametrize(
    ("path", "column", "change"),
    [("products", "sku", {"minimum_stock": "2"}), ("treatments", "code", {"price": "2"})],
)
def test_a_longer_code_of_before_stays_until_somebody_edits_it(
    client, keeper, new_product, new_treatment, buy, shared, path, column, change
):
    thing = new_product() if path == "products" else new_treatment()
    with shared.connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE inventario.{path} DISABLE TRIGGER {path}_fit_an_invoice")
        cursor.execute(f"UPDATE inventario.{path} SET {column} = %s, version = 1", ("y" * 40,))
        cursor.execute(f"ALTER TABLE inventario.{path} ENABLE TRIGGER {path}_fit_an_invoice")
    url = f"{URL}/{path}/{thing['id']}"
    if path == "products":
        buy(thing, "5")
    version = client.get(url, headers=keeper).json["version"]
    headers = keeper | {"If-Match": f'"{version}"'}
    refused = client.patch(url, json=change, headers=headers)
    assert refused.status_code == 409
    assert refused.json["errors"][0]["field"] == column
    assert client.patch(url, json=change | {column: "CORTO"}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["products", "treatments"])
def test_what_is_printed_on_one_line_is_one_line_at_the_door(client, keeper, path):
    code, of_kind = (
        ("sku", {"unit": "par"}) if path == "products" else ("code", {"price": "1", "duration_minutes": 5})
    )
    body = {code: "A-\t1", "name": "Guantes\n  de látex ", "category": "Bio\nseguridad", "iva_code": "4"}
    made = client.post(f"{URL}/{path}", json=body | of_kind, headers=keeper)
    assert made.status_code == 201, made.json
    assert (made.json[code], made.json["name"], made.json["category"]) == (
        "A- 1",
        "Guantes de látex",
        "Bio seguridad",
    )
    for name in ("Guan\u200btes", "Guan\u0007tes", "x" * 301):
        answer = client.post(f"{URL}/{path}", json=body | of_kind | {code: "B", "name": name}, headers=keeper)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "name")


def test_lot_and_reason_are_one_line(new_product, move):
    product = new_product()
    bought = move(product, **PURCHASE | {"lot_number": " L\n1 "})
    assert bought.json["lot_number"] == "L 1"
    lot = {"lot_id": bought.json["lot_id"], "quantity": "1", "kind": "WRITE_OFF"}
    assert move(product, **lot, reason="Se\r\nrompió").json["reason"] == "Se rompió"
