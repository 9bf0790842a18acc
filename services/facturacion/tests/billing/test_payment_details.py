"""What a payment says of its card or cheque."""

import pytest


def test_a_card_keeps_its_brand_lot_and_authorisation(issued, pay):
    voucher = {"card_brand": "Visa", "card_lot": "000123", "card_authorisation": "889012"}
    made = pay(issued()["id"], "40.00", "CARD_CREDIT", **voucher)
    assert made.status_code == 201
    assert {name: made.json[name] for name in voucher} == voucher


def test_a_post_dated_cheque_keeps_its_bank_and_day(issued, pay):
    made = pay(issued()["id"], "40.00", "CHECK", reference="Cheque 77", bank="Pichincha", due_on="2199-12-24")
    assert (made.json["bank"], made.json["due_on"]) == ("Pichincha", "2199-12-24")


@pytest.mark.parametrize(
    "method, details, field",
    [
        ("OTHER", {"card_brand": "Visa"}, "card_brand"),
        ("TRANSFER", {"card_lot": "1"}, "card_lot"),
        ("CARD_DEBIT", {"bank": "Pichincha"}, "bank"),
        ("TRANSFER", {"due_on": "2199-12-24"}, "due_on"),
        ("CHECK", {"due_on": "2020-01-01"}, "due_on"),
    ],
)
def test_what_is_of_another_method_is_refused_by_its_field(issued, pay, method, details, field):
    answer = pay(issued()["id"], "40.00", method, **details)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_payment_keeps_what_the_cashier_noted(client, boss, issued):
    id = issued()["id"]
    url, note = f"/api/facturacion/invoices/{id}/payments", "Paga el hijo, vuelve por el recibo"
    made = client.post(url, json={"method": "OTHER", "amount": "5.00", "note": f"  {note}  "}, headers=boss)
    assert (made.status_code, made.json["note"]) == (201, note)
    assert client.get(f"/api/facturacion/invoices/{id}", headers=boss).json["payments"][0]["note"] == note
    long = client.post(url, json={"method": "OTHER", "amount": "5.00", "note": "x" * 301}, headers=boss)
    assert long.status_code == 422 and long.json["errors"][0]["field"] == "note"
