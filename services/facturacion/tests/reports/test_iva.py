"""The books of IVA of a month: what the accountant declares, document by document."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

URL = "/api/facturacion"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def books(client, boss):
    def read(query=""):
        answer = client.get(f"{URL}/reports/iva{query}", headers=boss)
        assert answer.status_code == 200, answer.json
        return answer.json

    return read


def test_sales_are_listed_with_their_bases_and_what_was_annulled_at_zero(client, boss, issued, line, books):
    issued(lines=[line(), line(kind="PRODUCT", unit_price="20.00", iva_code="4")])
    annulled = issued()
    body = {"status": "ANNULLED", "reason": "Duplicada"}
    assert client.patch(f"{URL}/invoices/{annulled['id']}/status", json=body, headers=boss).status_code == 200
    sales = books()["sales"]
    assert [(row["base_zero"], row["base_taxed"], row["iva"], row["total"]) for row in sales["rows"]] == [
        ("40.00", "20.00", "3.00", "63.00"),
        ("0.00", "0.00", "0.00", "0.00"),
    ]
    assert [row["annulled"] for row in sales["rows"]] == [False, True]
    assert sales["total"] == {
        "count": 2, "base_zero": "40.00", "base_taxed": "20.00", "iva": "3.00", "total": "63.00",
    }  # fmt: skip


def test_a_credit_note_takes_from_its_own_month(client, login, issued, line, books):
    invoice = issued(lines=[line(kind="PRODUCT", unit_price="20.00", iva_code="4", quantity="2")])
    lines = [{"line_id": invoice["lines"][0]["id"], "quantity": "1"}]
    body = {"reason": "Devolvió uno", "lines": lines}
    answer = client.post(
        f"{URL}/invoices/{invoice['id']}/credit-notes", json=body, headers=login("invoices:credit")
    )
    assert answer.status_code == 201, answer.json
    rows = books()["sales"]["rows"]
    assert [(row["document"], row["base_taxed"], row["iva"], row["total"]) for row in rows] == [
        ("INVOICE", "40.00", "6.00", "46.00"),
        ("CREDIT_NOTE", "-20.00", "-3.00", "-23.00"),
    ]
    assert books()["sales"]["total"]["iva"] == "3.00"


def test_purchases_are_the_expenses_with_their_documents_and_what_was_withheld(client, boss, expense, books):
    body = expense(date=TODAY.isoformat(), amount="115.00", iva="15.00", withheld_income="2.00", withheld_iva="4.50",
                   supplier_ruc="1790011674001", document_type="INVOICE", document_number="002-001-000004512",
                   supplier_name="Inmobiliaria Andina")  # fmt: skip
    assert client.post(f"{URL}/expenses", json=body, headers=boss).status_code == 201
    answer = books()
    (row,) = answer["purchases"]["rows"]
    assert (row["base"], row["iva"], row["total"]) == ("100.00", "15.00", "115.00")
    assert answer["purchases"]["total"]["withheld_iva"] == "4.50" and answer["balance"] == "-15.00"


def test_a_screen_lists_the_first_documents_and_its_sums_are_of_all(client, boss, issued, expense, books):
    first, _ = issued(), issued()
    body = expense(date=TODAY.isoformat(), amount="115.00", iva="15.00")
    assert client.post(f"{URL}/expenses", json=body, headers=boss).status_code == 201
    answer = books("?limit=1")
    assert [row["number"] for row in answer["sales"]["rows"]] == [first["number"]]
    assert (answer["sales"]["total"]["count"], answer["sales"]["total"]["total"]) == (2, "80.00")
    assert answer["days"] == [{"day": TODAY.isoformat(), "sold": "80.00", "bought": "115.00"}]


def test_a_day_has_its_documents_and_its_sums(issued, books):
    invoice = issued()
    answer = books(f"?day={TODAY}")
    assert [row["number"] for row in answer["sales"]["rows"]] == [invoice["number"]]
    other = books(f"?day={TODAY - timedelta(days=1)}")
    assert (other["days"], other["sales"]["rows"], other["sales"]["total"]["count"]) == ([], [], 0)


def test_another_month_has_its_own(books, issued):
    issued()
    answer = books("?month=2024-02")
    assert answer["month"] == "2024-02" and answer["sales"]["rows"] == [] and answer["balance"] == "0.00"


def test_a_month_is_a_month_and_the_books_are_of_who_reads_results(client, boss, login):
    wrong = client.get(f"{URL}/reports/iva?month=2026-13", headers=boss)
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "month"
    assert client.get(f"{URL}/reports/iva?day=2026-02-30", headers=boss).json["errors"][0]["field"] == "day"
    assert client.get(f"{URL}/reports/iva").status_code == 401
    assert client.get(f"{URL}/reports/iva", headers=login("invoices:read")).status_code == 403
