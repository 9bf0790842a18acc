"""What inventario tells of a receipt of stock is a purchase in the books: one entry serves the stock, the book and the ATS."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

API = "/api/facturacion"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date().isoformat()


@pytest.fixture
def receipt():
    """The data of receipt.recorded."""

    def make(**changes):
        document = {
            "supplier_name": "Dental Andina",
            "supplier_ruc": "1790011674001",
            "document_type": "INVOICE",
            "document_number": "002-001-000004512",
            "authorisation": "1234567890",
            "date": TODAY,
            "amount": "57.50",
            "iva": "7.50",
            "base_zero": "0.00",
            "payment_method": "TRANSFER",
            "stocked": "50.00",
            "repeated": False,
        }
        return {"receipt_id": 31, "document": document | changes}

    return make


@pytest.fixture
def heard(receive):
    def act(type, data):
        answer = receive(type, **data)
        assert answer.status_code == 200 and answer.json == {"handled": 1}, answer.json

    return act


@pytest.fixture
def purchases(client, boss):
    """The expenses that document receipts."""

    def get():
        rows = client.get(f"{API}/expenses", headers=boss).json["data"]
        return [row for row in rows if row["stock_receipt_id"]]

    return get


def test_one_entry_is_in_the_book_in_the_ats_and_counts_in_the_results_only_what_is_not_in_the_lots(
    client, boss, heard, receipt, purchases
):
    heard("receipt.recorded", receipt())
    (row,) = purchases()
    assert (row["category"], row["amount"], row["stocked"], row["tax_support"]) == (
        "Compras de material",
        "57.50",
        "50.00",
        "06",
    )
    book = client.get(f"{API}/reports/iva", headers=boss).json["purchases"]
    assert [(bought["document_number"], bought["iva"]) for bought in book["rows"]] == [
        ("002-001-000004512", "7.50")
    ]
    ats = client.get(f"{API}/reports/ats", headers=boss).json
    assert ats["purchases"] == 1 and not [lack for lack in ats["lacking"] if lack["about"] == "purchase"]
    totals = client.get(f"{API}/expenses/totals", headers=boss).json
    assert (totals["total"], totals["counted"]) == ("57.50", "7.50")
    result = client.get(f"{API}/reports/margin?by=treatment", headers=boss).json["result"]
    assert result["expenses"] == "7.50"
    assert client.get(f"{API}/reports/dashboard", headers=boss).json["expenses"] == "7.50"


@pytest.mark.parametrize(("stocked", "iva", "support"), [("57.50", "7.50", "07"), ("57.50", "0.00", "07")])
def test_iva_that_is_part_of_the_cost_gives_no_credit(heard, receipt, purchases, stocked, iva, support):
    heard("receipt.recorded", receipt(stocked=stocked, iva=iva))
    assert purchases()[0]["tax_support"] == support


def test_what_came_without_a_document_enters_when_it_gets_one(heard, receipt, purchases):
    heard("receipt.recorded", {"receipt_id": 31, "document": None})
    assert purchases() == []
    heard("receipt.documented", receipt())
    assert purchases()[0]["document_number"] == "002-001-000004512"


def test_put_right_it_keeps_what_the_accountant_wrote(client, boss, heard, receipt, purchases):
    heard("receipt.recorded", receipt())
    (row,) = purchases()
    withheld = {
        "withheld_income": "0.88",
        "income_code": "312",
        "withholding_number": "001-001-000000317",
        "withholding_authorisation": "1234567890",
    }
    path = f"{API}/expenses/{row['id']}"
    answer = client.patch(path, json=withheld, headers=boss | {"If-Match": '"1"'})
    assert answer.status_code == 200, answer.json
    heard("receipt.documented", receipt(document_number="002-001-000004513", authorisation=None))
    (now,) = purchases()
    assert now["document_number"] == "002-001-000004513" and now["authorisation"] == "1234567890"
    assert {name: now[name] for name in withheld} == withheld


@pytest.mark.parametrize(
    "changes",
    [{"amount": "60.00"}, {"supplier_name": "Otro"}, {"active": False, "void_reason": "Por error"}],
)
def test_what_its_document_says_is_put_right_where_the_stock_came_in(
    client, boss, heard, receipt, purchases, changes
):
    heard("receipt.recorded", receipt())
    (row,) = purchases()
    refused = client.patch(f"{API}/expenses/{row['id']}", json=changes, headers=boss | {"If-Match": '"1"'})
    assert refused.status_code == 409 and "ingreso 31" in refused.json["detail"]


def test_annulled_it_leaves_the_books(client, boss, heard, receipt, purchases):
    heard("receipt.recorded", receipt())
    for _ in range(2):
        heard("receipt.annulled", {"receipt_id": 31, "document": None, "reason": "Se registró dos veces"})
    (row,) = purchases()
    assert (row["active"], row["void_reason"]) == (False, "Se registró dos veces")
    assert client.get(f"{API}/reports/iva", headers=boss).json["purchases"]["rows"] == []
    heard("receipt.annulled", {"receipt_id": 32, "document": None, "reason": "Vino sin documento"})


def test_a_document_is_known_whichever_way_it_came(client, login, boss, heard, receipt, expense, purchases):
    keeper = login("stock:write")

    def known(**asked):
        query = {"supplier_name": "DENTAL ANDINA", "document_number": "002 001 000004512"} | asked
        return client.get(f"{API}/expenses/registered", query_string=query, headers=keeper).json["registered"]

    assert not known()
    heard("receipt.recorded", receipt())
    assert known() and not known(except_receipt=31)
    again = expense(supplier_name="Dental Andina", document_number="002-001-000004512")
    refused = client.post(f"{API}/expenses", json=again, headers=boss)
    assert refused.status_code == 409 and refused.json["warning"] == "repeated_document"
    # What the books have already is marked, never lost.
    heard("receipt.recorded", receipt() | {"receipt_id": 32})
    assert [row["repeated"] for row in purchases()] == [True, False]
