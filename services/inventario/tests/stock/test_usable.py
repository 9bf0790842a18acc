"""Usable stock: what is neither expired nor recalled, everywhere the same."""

from datetime import date, timedelta

import pytest

URL = "/api/inventario"
LONG_AGO = (date.today() - timedelta(days=10)).isoformat()


@pytest.fixture
def shelf(new_product, buy, change_lot):
    """A product with 4 usable, 3 expired and 2 recalled, at a minimum of 5."""
    product = new_product(name="Anestesia", minimum_stock="5", unit="tubo")
    buy(product, "4", unit_cost="1", expires_in=60)
    change_lot(buy(product, "3", unit_cost="9", expires_in=10)["lot_id"], expiry_date=LONG_AGO)
    bad = buy(product, "2", unit_cost="9", expires_in=5)["lot_id"]
    # Recalled and expired: it is recalled, and counted once.
    change_lot(bad, recalled=True, expiry_date=LONG_AGO)
    return product


@pytest.fixture
def listed(client, keeper):
    def find(query=""):
        answer = client.get(f"{URL}/products{query}", headers=keeper)
        assert answer.status_code == 200, answer.json
        return [row["name"] for row in answer.json["data"]]

    return find


def test_what_is_usable_expired_and_recalled_add_up_to_the_stock(client, keeper, shelf, stock_of):
    expected = {
        "stock_quantity": "9.000",
        "usable_quantity": "4.000",
        "expired_quantity": "3.000",
        "recalled_quantity": "2.000",
    }
    shown = client.get(f"{URL}/products/{shelf['id']}", headers=keeper).json
    assert shown.items() >= (expected | {"low_stock": True, "average_cost": "1.0000"}).items()
    assert shown["first_expiry"] == LONG_AGO < shown["next_expiry"]
    assert stock_of(shelf).items() >= expected.items()
    (row,) = client.get(f"{URL}/products", headers=keeper).json["data"]
    assert row == shown


def test_a_product_with_nothing_but_expired_lots_is_low_and_listed_as_expired(
    client, login, new_product, buy, change_lot, listed
):
    product = new_product(name="Vencido", minimum_stock="5")
    plenty = new_product(name="Bueno", minimum_stock="5")
    buy(plenty, "20", expires_in=200)
    change_lot(buy(product, "20", expires_in=10)["lot_id"], expiry_date=LONG_AGO)
    assert listed("/low-stock") == listed("?low_stock=true") == ["Vencido"]
    assert listed("?low_stock=false") == ["Bueno"]
    assert listed("?expired=true") == ["Vencido"]
    assert listed("?expired=false") == ["Bueno"]
    assert listed(f"/expiring?by={date.today().isoformat()}") == ["Vencido"]
    text = client.get("/metrics", headers=login("metrics:read")).text.splitlines()
    assert "clinic_products_low_stock 1.0" in text and "clinic_lots_expiring 1.0" in text


def test_it_is_sorted_by_what_may_be_used(new_product, buy, shelf, listed):
    buy(new_product(name="Gasa"), "6")
    assert listed("?sort=usable_quantity") == ["Anestesia", "Gasa"]
    assert listed("?sort=-usable_quantity") == ["Gasa", "Anestesia"]
    assert listed("?sort=-stock_quantity") == ["Anestesia", "Gasa"]


def test_what_expires_comes_after_what_has_expired(new_product, buy, shelf, listed, client, keeper):
    soon = new_product(name="Pronto")
    buy(soon, "1", expires_in=3)
    by = (date.today() + timedelta(days=30)).isoformat()
    assert listed(f"/expiring?by={by}") == ["Anestesia", "Pronto"]
    first = client.get(f"{URL}/products/expiring?by={by}&limit=1&total=true", headers=keeper).json
    assert first["total"] == 2
    assert listed(f"/expiring?by={by}&after={first['next']}") == ["Pronto"]


def test_a_recalled_lot_is_no_notice_of_expiry(new_product, buy, change_lot, listed):
    product = new_product()
    change_lot(buy(product, "1", expires_in=3)["lot_id"], recalled=True)
    assert listed(f"/expiring?by={(date.today() + timedelta(days=30)).isoformat()}") == []


def test_a_recipe_shows_what_may_be_used(client, keeper, new_treatment, set_recipe, shelf):
    recipe = set_recipe(new_treatment(), (shelf, "1"))
    assert recipe["items"][0].items() >= {"stock_quantity": "9.000", "usable_quantity": "4.000"}.items()


@pytest.mark.parametrize(("quantity", "left"), [("2", "4.000"), ("-1", "1.000")])
def test_an_expired_lot_is_counted_like_any_other(
    new_product, buy, move, change_lot, stock_of, quantity, left
):
    product = new_product()
    lot_id = buy(product, "2", expires_in=30)["lot_id"]
    change_lot(lot_id, expiry_date=LONG_AGO)
    answer = move(product, kind="ADJUSTMENT", quantity=quantity, lot_id=lot_id, reason="Conteo")
    assert answer.status_code == 201, answer.json
    assert (stock_of(product)["stock_quantity"], stock_of(product)["usable_quantity"]) == (left, "0.000")
