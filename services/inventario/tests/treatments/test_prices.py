"""Prices from a day on: in force at the clinic's midnight, one a day, withdrawn only before their day."""

from datetime import datetime

import pytest

URL = "/api/inventario/treatments"
BEFORE, AT = "2026-12-31T23:59:59-05:00", "2027-01-01T00:00:00-05:00"


@pytest.fixture
def clock(monkeypatch):
    """Set the clinic's clock, for a server that lives in Greenwich: `clock("2026-12-31T23:59:59-05:00")`."""

    def stop(moment):
        at = datetime.fromisoformat(moment)

        class Clock(datetime):
            @classmethod
            def now(cls, zone=None):
                return at.astimezone(zone)

        monkeypatch.setattr("common.clock.datetime", Clock)

    return stop


@pytest.fixture
def announce(client, keeper):
    def post(treatment, price="50", valid_from="2027-01-01"):
        url = f"{URL}/{treatment['id']}/prices"
        return client.post(url, json={"price": price, "valid_from": valid_from}, headers=keeper)

    return post


@pytest.fixture
def get(client, keeper):
    return lambda treatment: client.get(f"{URL}/{treatment['id']}", headers=keeper).json


def listed(client, keeper, treatment, **query):
    return client.get(URL, query_string={"search": treatment["code"], **query}, headers=keeper).json["data"][
        0
    ]


def test_a_price_holds_from_midnight_of_the_clinic(client, keeper, new_treatment, announce, get, clock, told):
    clock("2026-12-01T10:00:00-05:00")
    treatment = new_treatment(price="45")
    announced = announce(treatment)
    assert announced.status_code == 201, announced.json
    expected = {"price": "45.00", "next_price": "50.00", "next_price_from": "2027-01-01", "version": 2}
    assert announced.json.items() >= expected.items()
    clock(BEFORE)
    assert get(treatment)["price"] == listed(client, keeper, treatment)["price"] == "45.00"
    clock(AT)
    now = get(treatment)
    assert (now["price"], now["margin"], now["next_price"]) == ("50.00", "50.00", None)
    assert listed(client, keeper, treatment, sort="-price")["price"] == "50.00"
    assert told("price.announced")[0]["data"]["summary"] == (
        f"Anunció que desde el 01/01/2027 costará 50.00 USD Limpieza dental ({treatment['code']})"
    )


def test_the_list_is_in_order_of_the_prices_of_today(client, keeper, new_treatment, announce, clock):
    clock("2026-12-01T10:00:00-05:00")
    cheap = new_treatment(name="Orden de precios", price="10")
    new_treatment(name="Orden de precios", price="20")
    announce(cheap, "30")

    def prices(sort):
        query = {"search": "Orden de precios", "sort": sort, "limit": 1}
        first = client.get(URL, query_string=query, headers=keeper).json
        second = client.get(URL, query_string=query | {"after": first["next"]}, headers=keeper).json
        return [first["data"][0]["price"], second["data"][0]["price"]]

    assert prices("price") == ["10.00", "20.00"]
    clock(AT)
    assert prices("price") == ["20.00", "30.00"] and prices("-price") == ["30.00", "20.00"]


def test_what_is_set_by_hand_holds_until_the_next_announced_price(
    client, keeper, new_treatment, announce, get, clock
):
    clock("2026-12-01T10:00:00-05:00")
    treatment = new_treatment(price="45")
    announce(treatment, "50", "2027-01-01")
    announce(treatment, "60", "2027-02-01")
    clock(AT)
    now = get(treatment)
    assert (now["price"], now["next_price"], now["next_price_from"]) == ("50.00", "60.00", "2027-02-01")
    url, headers = f"{URL}/{treatment['id']}", keeper | {"If-Match": f'"{now["version"]}"'}
    renamed = client.patch(url, json={"name": "Profilaxis"}, headers=headers).json
    assert renamed["price"] == "50.00"
    headers = keeper | {"If-Match": f'"{renamed["version"]}"'}
    assert client.patch(url, json={"price": "48"}, headers=headers).json["price"] == "48.00"
    clock("2027-02-01T00:00:00-05:00")
    assert get(treatment)["price"] == "60.00"


def test_two_prices_of_one_day_are_refused_by_the_database(new_treatment, announce, clock):
    clock("2026-12-01T10:00:00-05:00")
    treatment = new_treatment()
    announce(treatment)
    second = announce(treatment, "55")
    assert second.status_code == 409
    assert second.json["errors"] == [
        {
            "field": "valid_from",
            "message": "Ya hay un precio anunciado desde ese día. Retírelo antes de anunciar otro.",
        }
    ]


def test_a_price_is_withdrawn_before_its_day_and_not_after(
    client, keeper, new_treatment, announce, get, clock, told
):
    clock("2026-12-01T10:00:00-05:00")
    treatment = new_treatment(price="45")
    announce(treatment)
    url = f"{URL}/{treatment['id']}/prices"

    def withdraw(of=url):
        first = client.get(url, headers=keeper).json["data"][0]
        return client.post(f"{of}/{first['id']}/withdraw", headers=keeper)

    other = f"{URL}/{new_treatment()['id']}/prices"
    assert withdraw(other).status_code == 404
    gone = withdraw()
    assert gone.status_code == 200 and gone.json["next_price"] is None
    assert withdraw().status_code == 404
    assert announce(treatment, "55").status_code == 201  # the day is free again
    assert [row["withdrawn_by"] for row in client.get(url, headers=keeper).json["data"]] == [
        None,
        "Berta Bodega",
    ]
    assert told("price.withdrawn")[0]["data"]["summary"].startswith("Retiró el precio de 50.00 USD anunciado")
    clock(AT)
    late = withdraw()
    assert late.status_code == 409
    assert late.json["detail"] == "Ese precio ya rige: no se retira. Cambie el precio de hoy."
    assert get(treatment)["price"] == "55.00"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_from": "2026-12-01"}, "valid_from"),
        ({"valid_from": "2026-11-30"}, "valid_from"),
        ({"valid_from": "2150-01-01"}, "valid_from"),
        ({"valid_from": "mañana"}, "valid_from"),
        ({"valid_from": None}, "valid_from"),
        ({"price": "-1"}, "price"),
        ({"price": "0.005"}, "price"),
        ({"price": "1e30"}, "price"),
    ],
)
def test_a_wrong_field_of_a_price_is_named(client, keeper, new_treatment, clock, changes, field):
    clock("2026-12-01T10:00:00-05:00")
    body = {"price": "50", "valid_from": "2027-01-01"} | changes
    answer = client.post(f"{URL}/{new_treatment()['id']}/prices", json=body, headers=keeper)
    assert answer.status_code in (409, 422)
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_prices_are_kept_from_who_may_not(client, login, new_treatment, announce):
    url = f"{URL}/{new_treatment()['id']}/prices"
    reader = login("treatments:read")
    assert client.get(url).status_code == 401 and client.post(url, json={}).status_code == 401
    assert client.get(url, headers=reader).json == {"data": []}
    assert client.post(url, json={}, headers=reader).status_code == 403
    assert client.post(f"{url}/1/withdraw", headers=reader).status_code == 403
    assert client.get(f"{URL}/999999/prices", headers=reader).status_code == 404
    assert announce({"id": 999999}, valid_from="2099-01-01").status_code == 404
