import pytest

URL = "/api/inventario/treatments"
NEW = {
    "code": "LIM-01",
    "name": "Limpieza dental",
    "category": "Profilaxis",
    "price": "45",
    "duration_minutes": 45,
    "iva_code": "0",
}


def test_a_new_treatment_costs_nothing_yet(client, keeper, told):
    answer = client.post(URL, json=NEW | {"description": "Con ultrasonido"}, headers=keeper)
    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"1"'
    expected = {
        "description": "Con ultrasonido",
        "price": "45.00",
        "cost": "0.00",
        "margin": "45.00",
        "margin_percent": "100.00",
        "active": True,
    }
    assert answer.json.items() >= expected.items()
    assert client.get(f"{URL}/{answer.json['id']}", headers=keeper).json == answer.json
    assert told("treatment.created")[0]["data"]["summary"] == "Creó el tratamiento Limpieza dental (LIM-01)"


def test_what_is_free_has_no_margin_percent(new_treatment):
    assert new_treatment(price="0")["margin_percent"] is None


def test_the_same_key_creates_one_treatment(client, keeper):
    headers = keeper | {"Idempotency-Key": "limpieza-0001"}
    assert (
        client.post(URL, json=NEW, headers=headers).json == client.post(URL, json=NEW, headers=headers).json
    )
    taken = client.post(URL, json=NEW | {"code": "lim-01"}, headers=keeper)
    assert taken.status_code == 409
    assert taken.json["errors"][0]["field"] == "code"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": ""}, "code"),
        ({"name": "x" * 301}, "name"),
        ({"category": None}, "category"),
        ({"description": "x" * 2001}, "description"),
        ({"price": "-1"}, "price"),
        ({"price": "1.001"}, "price"),
        ({"duration_minutes": 0}, "duration_minutes"),
        ({"duration_minutes": 1441}, "duration_minutes"),
        ({"iva_code": "9"}, "iva_code"),
        ({"cost": "1"}, "cost"),
    ],
)
def test_a_wrong_field_is_named(client, keeper, changes, field):
    answer = client.post(URL, json=NEW | changes, headers=keeper)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_it_is_refused_without_identity_or_permission(client, login):
    reader, other = login("treatments:read"), login("products:read")
    assert client.post(URL, json={}).status_code == 401
    assert client.post(URL, json={}, headers=reader).status_code == 403
    assert client.patch(f"{URL}/1", json={}, headers=reader).status_code == 403
    assert client.put(f"{URL}/1/recipe", json={}, headers=reader).status_code == 403
    for path in ("", "/categories", "/1", "/1/recipe", "/1/check-stock"):
        assert client.get(URL + path).status_code == 401
        assert client.get(URL + path, headers=other).status_code == 403


def test_a_change_needs_the_version_that_was_read(client, keeper, new_treatment, told):
    url = f"{URL}/{new_treatment(description='Vieja')['id']}"
    assert client.patch(url, json={"price": "50"}, headers=keeper).status_code == 428
    changed = client.patch(
        url, json={"price": "50", "description": None}, headers=keeper | {"If-Match": '"1"'}
    )
    assert changed.status_code == 200
    assert (changed.json["price"], changed.json["description"], changed.json["version"]) == ("50.00", None, 2)
    assert client.patch(url, json={"price": "60"}, headers=keeper | {"If-Match": '"1"'}).status_code == 412
    assert client.patch(f"{URL}/999999", json={}, headers=keeper | {"If-Match": '"1"'}).status_code == 404
    assert client.patch(url, json={"price": None}, headers=keeper | {"If-Match": '"2"'}).status_code == 422
    assert len(told("treatment.updated")) == 1


@pytest.mark.parametrize("path", ["", "/recipe", "/check-stock"])
def test_a_treatment_that_is_not_there(client, keeper, path):
    answer = client.get(f"{URL}/999999{path}", headers=keeper)
    assert answer.status_code == 404
    assert answer.json["detail"] == "No existe el tratamiento 999999."


def test_a_recipe_gives_cost_and_margin(client, keeper, new_treatment, new_product, buy, set_recipe, told):
    treatment, gloves, paste = (
        new_treatment(price="45"),
        new_product(name="Guantes"),
        new_product(name="Pasta"),
    )
    buy(gloves, "100", unit_cost="0.0875")
    buy(paste, "10", unit_cost="2.5")
    recipe = set_recipe(treatment, (paste, "0.5"), (gloves, "3"))
    assert [item["name"] for item in recipe["items"]] == ["Pasta", "Guantes"]
    expected = {"quantity": "3.000", "unit_cost": "0.0875", "cost": "0.26", "stock_quantity": "100.000"}
    assert recipe["items"][1].items() >= expected.items()
    # 0.5 × 2.50 + 3 × 0.0875 = 1.5125
    sums = {"cost": "1.51", "price": "45.00", "margin": "43.49", "margin_percent": "96.64", "version": 2}
    assert recipe.items() >= sums.items()
    url = f"{URL}/{treatment['id']}"
    read = client.get(f"{url}/recipe", headers=keeper)
    assert read.json == recipe and read.headers["ETag"] == '"2"'
    assert client.get(url, headers=keeper).json["margin"] == "43.49"
    assert told("recipe.updated")[0]["aggregate"] == f"treatment:{treatment['id']}"


def test_a_recipe_is_replaced_as_a_whole(client, keeper, new_treatment, new_product, set_recipe):
    treatment, first, second = new_treatment(), new_product(), new_product()
    recipe = set_recipe(treatment, (first, "1"), (second, "1"))
    recipe = set_recipe({"id": treatment["id"], "version": recipe["version"]}, (second, "2"))
    assert [(item["product_id"], item["quantity"]) for item in recipe["items"]] == [(second["id"], "2.000")]
    assert set_recipe({"id": treatment["id"], "version": recipe["version"]})["items"] == []
    url = f"{URL}/{treatment['id']}/recipe"
    assert client.put(url, json={"items": []}, headers=keeper).status_code == 428
    assert client.put(url, json={"items": []}, headers=keeper | {"If-Match": '"1"'}).status_code == 412
    unknown = client.put(f"{URL}/999999/recipe", json={"items": []}, headers=keeper | {"If-Match": '"1"'})
    assert unknown.status_code == 404


@pytest.mark.parametrize(
    ("quantities", "field"),
    [
        ([("known", "1"), ("known", "2")], "items.1.product_id"),
        ([("known", "1"), ("unknown", "2")], "items.1.product_id"),
        ([("known", "0")], "items.0.quantity"),
        ([("known", None)], "items.0.quantity"),
    ],
)
def test_a_wrong_recipe_names_the_line(client, keeper, new_treatment, new_product, quantities, field):
    ids = {"known": new_product()["id"], "unknown": 999999}
    items = [{"product_id": ids[which], "quantity": quantity} for which, quantity in quantities]
    answer = client.put(
        f"{URL}/{new_treatment()['id']}/recipe",
        json={"items": items},
        headers=keeper | {"If-Match": '"1"'},
    )
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_check_stock_says_what_is_missing(client, keeper, new_treatment, new_product, buy, set_recipe):
    treatment, gloves, paste = new_treatment(), new_product(), new_product(name="Pasta")
    buy(gloves, "10")
    buy(paste, "1")
    set_recipe(treatment, (gloves, "2"), (paste, "0.5"))
    url = f"{URL}/{treatment['id']}/check-stock"
    assert client.get(url, headers=keeper).json == {"available": True, "missing": []}
    assert client.get(f"{url}?quantity=2", headers=keeper).json["available"] is True
    assert client.get(f"{url}?quantity=3", headers=keeper).json == {
        "available": False,
        "missing": [{"product_id": paste["id"], "name": "Pasta", "required": "1.500", "available": "1.000"}],
    }
    assert client.get(f"{url}?quantity=0", headers=keeper).status_code == 422
    assert client.get(f"{url}?quantity=10000", headers=keeper).json["available"] is False
    assert client.get(f"{url}?quantity=10000.001", headers=keeper).status_code == 422


def test_check_stock_counts_only_what_may_be_used(
    client, keeper, new_treatment, new_product, buy, set_recipe
):
    treatment, gloves = new_treatment(), new_product()
    lot_id = buy(gloves, "10")["lot_id"]
    set_recipe(treatment, (gloves, "2"))
    client.patch(
        f"/api/inventario/lots/{lot_id}", json={"recalled": True}, headers=keeper | {"If-Match": '"1"'}
    )
    answer = client.get(f"{URL}/{treatment['id']}/check-stock", headers=keeper).json
    assert answer["missing"][0]["available"] == "0.000"


def names(client, headers, query):
    answer = client.get(f"{URL}?{query}", headers=headers)
    assert answer.status_code == 200, answer.json
    return [treatment["name"] for treatment in answer.json["data"]]


def test_lists_are_filtered_sorted_and_searched(client, keeper, new_treatment):
    new_treatment(name="Endodoncia", code="END", category="Endodoncia", price="150")
    new_treatment(name="Ámbar", code="AMB", category="Estética", price="80")
    gone = new_treatment(name="Viejo", code="VIE", category="Otros", price="10")
    client.patch(f"{URL}/{gone['id']}", json={"active": False}, headers=keeper | {"If-Match": '"1"'})
    assert names(client, keeper, "") == ["Ámbar", "Endodoncia", "Viejo"]
    assert names(client, keeper, "sort=-price") == ["Endodoncia", "Ámbar", "Viejo"]
    assert names(client, keeper, "sort=code")[0] == "Ámbar"
    assert names(client, keeper, "active=true&sort=-name") == ["Endodoncia", "Ámbar"]
    assert names(client, keeper, "search=ambar") == ["Ámbar"]
    assert names(client, keeper, "search=end%20%20ENDODONC") == ["Endodoncia"]
    assert names(client, keeper, "category=Otros") == ["Viejo"]
    assert client.get(f"{URL}?sort=cost", headers=keeper).status_code == 422


@pytest.mark.parametrize("sort", ["name", "-code", "price", "-price"])
def test_pages_follow_each_other_without_gaps(client, keeper, new_treatment, sort):
    made = [new_treatment()["id"] for _ in range(5)]
    seen, after = [], ""
    while after is not None:
        answer = client.get(f"{URL}?limit=2&total=true&sort={sort}&after={after}", headers=keeper).json
        seen += [treatment["id"] for treatment in answer["data"]]
        after = answer["next"]
        assert answer["total"] == 5
    assert sorted(seen) == sorted(made)


def test_a_list_shows_what_a_purchase_made_of_the_cost(
    client, keeper, new_treatment, new_product, buy, set_recipe
):
    gloves = new_product()
    set_recipe(new_treatment(), (gloves, "2"))
    assert client.get(URL, headers=keeper).json["data"][0]["cost"] == "0.00"
    buy(gloves, "10", unit_cost="1.25")
    assert client.get(URL, headers=keeper).json["data"][0]["cost"] == "2.50"


def test_categories_are_counted(client, keeper, new_treatment):
    new_treatment(category="Profilaxis")
    new_treatment(category="Endodoncia")
    answer = client.get(f"{URL}/categories", headers=keeper).json
    assert answer == {"data": [{"name": "Endodoncia", "count": 1}, {"name": "Profilaxis", "count": 1}]}


def test_the_documentation_is_valid_swagger(client, keeper):
    from openapi_spec_validator import OpenAPIV2SpecValidator, validate

    swagger = client.get("/api/inventario/swagger.json", headers=keeper).json
    validate(swagger, cls=OpenAPIV2SpecValidator)
    assert "/treatments/{id}/recipe" in swagger["paths"]


def test_a_treatment_is_flagged_as_done_for_looks_and_billing_is_told(client, keeper, new_treatment, told):
    treatment = new_treatment()
    assert treatment["aesthetic"] is False
    url = f"{URL}/{treatment['id']}"
    changed = client.patch(url, json={"aesthetic": True}, headers=keeper | {"If-Match": '"1"'})
    assert changed.status_code == 200 and changed.json["aesthetic"] is True
    assert told("treatment.updated")[-1]["data"]["aesthetic"] is True
    wrong = client.patch(url, json={"aesthetic": None}, headers=keeper | {"If-Match": '"2"'})
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "aesthetic"
