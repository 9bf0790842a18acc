from datetime import date, timedelta

import pytest

URL = "/api/inventario/products"
NEW = {"sku": "GUA-M", "name": "Guantes", "category": "Bioseguridad", "unit": "par", "iva_code": "4"}


def test_a_new_product_has_no_stock_and_is_told(client, keeper, told):
    answer = client.post(URL, json=NEW | {"sale_price": "1.5", "minimum_stock": "2"}, headers=keeper)
    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"1"'
    expected = {
        "stock_quantity": "0.000",
        "average_cost": "0.0000",
        "sale_price": "1.50",
        "minimum_stock": "2.000",
        "low_stock": True,
        "next_expiry": None,
        "active": True,
        "version": 1,
    }
    assert answer.json.items() >= expected.items()
    (event,) = told("product.created")
    assert event["aggregate"] == f"product:{answer.json['id']}"
    assert event["data"]["summary"] == "Creó el producto Guantes (GUA-M)"
    assert event["actor"]["name"] == "Berta Bodega"


def test_the_same_key_creates_one_product(client, keeper):
    headers = keeper | {"Idempotency-Key": "guantes-0001"}
    first = client.post(URL, json=NEW, headers=headers)
    again = client.post(URL, json=NEW, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json == first.json
    assert client.post(URL, json=NEW | {"name": "Otros"}, headers=headers).status_code == 422


def test_a_code_is_taken_whatever_its_case(client, keeper, new_product):
    new_product(sku="gua-m")
    answer = client.post(URL, json=NEW, headers=keeper)
    assert answer.status_code == 409
    assert answer.json["errors"] == [{"field": "sku", "message": "Ya existe un producto con ese código."}]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sku": ""}, "sku"),
        ({"sku": "x" * 41}, "sku"),
        ({"name": "  "}, "name"),
        ({"category": "x" * 81}, "category"),
        ({"unit": None}, "unit"),
        ({"minimum_stock": "-1"}, "minimum_stock"),
        ({"minimum_stock": "1.0001"}, "minimum_stock"),
        ({"sale_price": "NaN"}, "sale_price"),
        ({"sale_price": "10000000000"}, "sale_price"),
        ({"iva_code": "2"}, "iva_code"),
        ({"stock_quantity": "5"}, "stock_quantity"),
    ],
)
def test_a_wrong_field_is_named(client, keeper, changes, field):
    answer = client.post(URL, json=NEW | changes, headers=keeper)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_it_is_refused_without_identity_or_permission(client, login):
    reader = login("products:read")
    assert client.get(URL).status_code == 401
    assert client.post(URL, json=NEW).status_code == 401
    assert client.post(URL, json={}, headers=reader).status_code == 403
    assert client.patch(f"{URL}/1", json={}, headers=reader).status_code == 403
    assert client.get(URL, headers=login("treatments:read")).status_code == 403


def test_one_product_is_read_by_its_id(client, keeper, new_product):
    product = new_product()
    answer = client.get(f"{URL}/{product['id']}", headers=keeper)
    assert answer.json == product
    assert answer.headers["ETag"] == '"1"'
    assert client.get(f"{URL}/999999", headers=keeper).json["detail"] == "No existe el producto 999999."
    assert client.get(f"{URL}/{2**63}", headers=keeper).status_code == 404


def test_an_old_etag_does_not_hide_that_the_stock_moved(client, keeper, new_product, buy):
    product = new_product()
    buy(product, "5")
    answer = client.get(f"{URL}/{product['id']}", headers=keeper | {"If-None-Match": '"1"'})
    assert answer.status_code == 200
    assert answer.json["stock_quantity"] == "5.000"
    assert answer.json["version"] == 1


def test_a_change_needs_the_version_that_was_read(client, keeper, new_product, told):
    product = new_product()
    url = f"{URL}/{product['id']}"
    assert client.patch(url, json={"name": "Otro"}, headers=keeper).status_code == 428
    changed = client.patch(url, json={"name": "Otro", "active": False}, headers=keeper | {"If-Match": '"1"'})
    assert changed.status_code == 200
    assert changed.json["name"] == "Otro" and changed.json["active"] is False
    assert changed.json["sku"] == product["sku"] and changed.json["version"] == 2
    assert changed.headers["ETag"] == '"2"'
    stale = client.patch(url, json={"name": "Tarde"}, headers=keeper | {"If-Match": '"1"'})
    assert stale.status_code == 412
    assert client.get(url, headers=keeper).json["name"] == "Otro"
    assert len(told("product.updated")) == 1
    unknown = client.patch(f"{URL}/999999", json={}, headers=keeper | {"If-Match": '"1"'})
    assert unknown.status_code == 404


@pytest.mark.parametrize(
    "field", ["sku", "name", "category", "unit", "minimum_stock", "sale_price", "iva_code", "active"]
)
def test_nothing_of_a_product_can_become_null(client, keeper, new_product, field):
    url = f"{URL}/{new_product()['id']}"
    answer = client.patch(url, json={field: None}, headers=keeper | {"If-Match": '"1"'})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_a_change_to_a_taken_code_is_refused(client, keeper, new_product):
    new_product(sku="A-1")
    other = new_product(sku="A-2")
    answer = client.patch(f"{URL}/{other['id']}", json={"sku": "a-1"}, headers=keeper | {"If-Match": '"1"'})
    assert answer.status_code == 409


def names(client, headers, query):
    answer = client.get(f"{URL}?{query}", headers=headers)
    assert answer.status_code == 200, answer.json
    return [product["name"] for product in answer.json["data"]]


def test_lists_are_filtered_sorted_and_searched(client, keeper, new_product, buy):
    needle = new_product(name="Aguja corta", sku="AG-27", category="Anestesia", minimum_stock="5")
    new_product(name="Ácido grabador", sku="AC-37", category="Resinas", minimum_stock="0")
    new_product(name="Zócalo 100%", sku="ZO-1", category="Yesos", minimum_stock="0")
    buy(needle, "6")
    assert names(client, keeper, "") == ["Ácido grabador", "Aguja corta", "Zócalo 100%"]
    assert names(client, keeper, "sort=-name") == ["Zócalo 100%", "Aguja corta", "Ácido grabador"]
    assert names(client, keeper, "sort=sku")[0] == "Ácido grabador"
    assert names(client, keeper, "sort=-stock_quantity")[0] == "Aguja corta"
    assert names(client, keeper, "search=ACIDO") == ["Ácido grabador"]
    assert names(client, keeper, "search=zo-1") == ["Zócalo 100%"]
    assert names(client, keeper, "search=corta%20%20ag-27%20AGUJA") == ["Aguja corta"]
    assert names(client, keeper, "search=corta%20resina") == []
    assert names(client, keeper, "search=100%25") == ["Zócalo 100%"]
    assert names(client, keeper, "search=_") == []
    assert names(client, keeper, "category=Yesos") == ["Zócalo 100%"]
    assert names(client, keeper, "low_stock=true") == []
    assert names(client, keeper, "active=false") == []


@pytest.mark.parametrize("sort", ["name", "-name", "sku", "-sku", "stock_quantity", "-stock_quantity"])
def test_pages_follow_each_other_without_gaps(client, keeper, new_product, sort):
    made = [new_product(name="Igual")["id"] for _ in range(5)]
    seen, after = [], ""
    while after is not None:
        answer = client.get(f"{URL}?limit=2&total=true&sort={sort}&after={after}", headers=keeper).json
        seen += [product["id"] for product in answer["data"]]
        after = answer["next"]
        assert (answer["total"], answer["total_exact"]) == (5, True)
    assert sorted(seen) == sorted(made) and len(set(seen)) == 5


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "WzFd",
        "W3RydWUsIHRydWVd",
        "WyJhIiwgImIiXQ==",
        "WzEsIDFlOTldCg==",
        "WyJhIiwgTmFOXQ==",
        "WyJcdWQ4MDAiLCAiYSJd",
    ],
)
@pytest.mark.parametrize("sort", ["name", "stock_quantity"])
def test_a_forged_cursor_is_the_callers_mistake(client, keeper, cursor, sort):
    answer = client.get(f"{URL}?after={cursor}&sort={sort}", headers=keeper)
    assert answer.status_code in (400, 422)


def test_a_list_never_shows_less_than_ones_own_write(client, keeper, new_product, buy):
    product = new_product(minimum_stock="5")
    assert client.get(URL, headers=keeper).json["data"][0]["low_stock"] is True
    buy(product, "6")
    assert client.get(URL, headers=keeper).json["data"][0]["stock_quantity"] == "6.000"
    assert client.get(URL, headers=keeper).json["data"][0]["low_stock"] is False
    client.patch(f"{URL}/{product['id']}", json={"name": "Nuevo"}, headers=keeper | {"If-Match": '"1"'})
    assert names(client, keeper, "") == ["Nuevo"]


def test_low_stock_lists_what_is_at_its_minimum(client, keeper, new_product, buy):
    low, plenty = new_product(name="Poco", minimum_stock="5"), new_product(minimum_stock="5")
    new_product(minimum_stock="0")
    buy(low, "5")
    buy(plenty, "5.001")
    answer = client.get(f"{URL}/low-stock?total=true", headers=keeper).json
    assert [product["name"] for product in answer["data"]] == ["Poco"]
    assert answer["total"] == 1


def test_expiring_lists_the_nearest_first_until_the_day_asked_for(client, keeper, new_product, buy):
    soon, later, far = (new_product(name=name) for name in ("Pronto", "Después", "Lejos"))
    new_product(name="Sin lotes")
    buy(soon, "5", expires_in=10)
    buy(soon, "5", expires_in=90)
    buy(later, "5", expires_in=20)
    buy(far, "5", expires_in=40)
    url = f"{URL}/expiring?by={(date.today() + timedelta(days=30)).isoformat()}"
    answer = client.get(f"{url}&total=true&limit=1", headers=keeper).json
    assert [row["name"] for row in answer["data"]] == ["Pronto"] and answer["total"] == 2
    rest = client.get(f"{url}&after={answer['next']}", headers=keeper).json
    assert [row["name"] for row in rest["data"]] == ["Después"] and rest["next"] is None
    assert client.get(f"{url}&search=pron", headers=keeper).json["data"][0]["name"] == "Pronto"
    assert client.get(f"{url}&active=false", headers=keeper).json["data"] == []
    assert client.get(f"{URL}/expiring", headers=keeper).status_code == 422
    assert client.get(f"{url}&after=WyJhIiwgImIiXQ==", headers=keeper).status_code in (400, 422)


def test_categories_are_counted(client, keeper, new_product):
    new_product(category="Resinas")
    new_product(category="Anestesia")
    new_product(category="Resinas")
    answer = client.get(f"{URL}/categories", headers=keeper).json
    assert answer == {"data": [{"name": "Anestesia", "count": 1}, {"name": "Resinas", "count": 2}]}
