"""Money given back: listed, found again, and its way back from a wrong click."""

import pytest

API = "/api/facturacion"
URL = f"{API}/refunds"


@pytest.fixture
def refunder(login):
    return login("payments:write", "payments:refund", "invoices:read", "invoices:credit", "patients:read")


@pytest.fixture
def given_back(client, refunder, patient, issued, pay):
    """A refund of what was in favour, by transfer, and one of an invoice, by card."""
    account = f"{API}/patients/{patient}"
    client.post(f"{account}/deposits", json={"method": "TRANSFER", "amount": "50.00"}, headers=refunder)
    body = {"method": "TRANSFER", "amount": "20.00", "reason": "Se fue de la ciudad"}
    assert client.post(f"{account}/refunds", json=body, headers=refunder).status_code == 201
    id = issued()["id"]
    pay(id, "40.00", "CARD_DEBIT")
    note = {"reason": "No se hizo", "settle": "REFUND", "method": "CARD_DEBIT"}
    answer = client.post(f"{API}/invoices/{id}/credit-notes", json=note, headers=refunder)
    assert answer.status_code == 201, answer.json
    return patient, id


@pytest.fixture
def kinds(client, refunder):
    def look(query=""):
        answer = client.get(f"{URL}?{query}", headers=refunder)
        assert answer.status_code == 200, answer.json
        return [row["kind"] for row in answer.json["data"]]

    return look


def test_what_was_given_back_is_listed_the_last_first(client, refunder, given_back, kinds):
    patient, invoice = given_back
    returned, refund = client.get(URL, headers=refunder).json["data"]
    assert (refund["kind"], refund["amount"], refund["patient_id"]) == ("REFUND", "20.00", patient)
    assert (returned["kind"], returned["amount"], returned["invoice_id"]) == ("RETURNED", "40.00", invoice)
    assert returned["invoice_number"] and "María" in returned["buyer_name"]
    assert refund["buyer_name"] and kinds(f"search={refund['buyer_name']}") == ["REFUND"]
    assert kinds("sort=amount") == ["REFUND", "RETURNED"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=REFUND", ["REFUND"]),
        ("method=CARD_DEBIT", ["RETURNED"]),
        ("search=ciudad", ["REFUND"]),
        ("search=maria+fernanda", ["RETURNED"]),
        ("search=nadie", []),
        ("search=%25", []),
        ("search=_", []),
        ("search=ciudad+se", ["REFUND"]),
        ("to=2020-01-01", []),
        ("from=2020-01-01", ["RETURNED", "REFUND"]),
    ],
)
def test_it_is_found_again(given_back, kinds, query, found):
    assert kinds(query) == found


def test_a_refund_by_mistake_is_undone_by_the_contrary_and_both_stay_in_sight(
    client, refunder, given_back, kinds
):
    account = f"{API}/patients/{given_back[0]}"
    body = {"method": "TRANSFER", "amount": "20.00", "reason": "La devolución fue un error"}
    assert client.post(f"{account}/deposits", json=body, headers=refunder).status_code == 201
    assert client.get(f"{account}/account", headers=refunder).json["credit"] == "50.00"
    assert kinds("kind=REFUND") == ["REFUND"]


def test_identity_and_permission_come_first(client, login):
    assert client.get(URL).status_code == 401
    assert client.get(URL, headers=login("payments:write")).status_code == 403
