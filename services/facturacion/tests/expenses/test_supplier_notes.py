"""Credit notes of suppliers: they take off, of what they modify and no more than it was."""

from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg2
import pytest

URL = "/api/facturacion/expenses"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date().isoformat()
KEY = "2411202601179001167400120020010000045121234567813"
SUPPLIER = {
    "date": TODAY,
    "supplier_name": "Dental Andina",
    "supplier_ruc": "1790011674001",
    "tax_support": "01",
}
BOUGHT = SUPPLIER | {"document_type": "INVOICE", "document_number": "002-001-000004512", "amount": "115.00",
                     "iva": "15.00", "authorisation": KEY}  # fmt: skip
# A supplier numbers its notes by themselves.
NOTE = SUPPLIER | {"document_type": "CREDIT_NOTE", "document_number": "002-001-000004512", "amount": "23.00",
                   "iva": "3.00", "authorisation": KEY, "modified_number": "002-001-4512"}  # fmt: skip


@pytest.fixture
def record(client, boss, expense):
    return lambda **changes: client.post(URL, json=expense(**changes), headers=boss)


@pytest.fixture
def bought(record):
    answer = record(**BOUGHT)
    assert answer.status_code == 201, answer.json
    return answer.json


@pytest.fixture
def change(client, boss):
    def act(row, **changes):
        headers = boss | {"If-Match": f'"{row["version"]}"'}
        return client.patch(f"{URL}/{row['id']}", json=changes, headers=headers)

    return act


def test_it_takes_off_the_books_and_the_results(client, boss, bought, record, published):
    note = record(**NOTE | {"modified_number": "002-001-000004512"})
    assert note.status_code == 201, note.json
    assert (note.json["amount"], note.json["iva"]) == ("-23.00", "-3.00")
    # What it modifies is in the books: its authorisation comes from there.
    assert (note.json["modifies_id"], note.json["modified_authorisation"]) == (bought["id"], KEY)
    assert published()[-1]["data"]["summary"].startswith("Registró la nota de crédito «")
    books = client.get("/api/facturacion/reports/iva", headers=boss).json
    assert [(row["document_type"], row["base"], row["iva"]) for row in books["purchases"]["rows"]] == [
        ("INVOICE", "100.00", "15.00"),
        ("CREDIT_NOTE", "-20.00", "-3.00"),
    ]
    assert (books["purchases"]["total"]["iva"], books["balance"]) == ("12.00", "-12.00")
    totals = client.get(f"{URL}/totals?from={TODAY}&to={TODAY}", headers=boss).json
    assert (totals["total"], totals["counted"]) == ("92.00", "92.00")


def test_it_is_corrected_as_its_paper_says_and_voided(bought, record, change):
    note = record(**NOTE | {"modified_number": BOUGHT["document_number"]}).json
    corrected = change(note, amount="46.00", iva="6.00")
    assert (corrected.json["amount"], corrected.json["iva"]) == ("-46.00", "-6.00")
    same = change(corrected.json, description="Devolución de guantes")
    assert (same.json["amount"], same.json["modifies_id"]) == ("-46.00", bought["id"])
    voided = change(same.json, active=False, void_reason="Se registró dos veces")
    assert voided.status_code == 200 and voided.json["active"] is False
    other = change(bought, document_type="CREDIT_NOTE", modified_number="001-001-000000009")
    assert (other.json["amount"], other.json["modifies_id"]) == ("-115.00", None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"modified_number": None}, "modified_number"),
        ({"supplier_name": None}, "supplier_name"),
        ({"withheld_income": "1.00"}, "withheld_income"),
        ({"amount": "-23.00"}, "amount"),
        ({"iva": "23.00"}, "iva"),
        ({"document_type": "INVOICE"}, "modified_number"),
        ({"modified_authorisation": "12"}, "modified_authorisation"),
    ],
)
def test_what_is_no_credit_note_is_refused_at_its_field(record, changes, field):
    answer = record(**NOTE | changes)
    assert answer.status_code == 422, answer.json
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_notes_take_off_no_more_than_what_they_modify(bought, record, change, database_of):
    modifies = {"modified_number": BOUGHT["document_number"]}
    first = record(**NOTE | modifies | {"amount": "100.00"})
    assert first.status_code == 201
    second = NOTE | modifies | {"amount": "16.00", "document_number": "002-001-000000002"}
    answer = record(**second)
    assert answer.status_code == 422
    assert answer.json["errors"] == [
        {
            "field": "amount",
            "message": "El documento que modifica es de $115,00, y otras notas ya le restan $100,00.",
        }
    ]
    assert record(**second | {"amount": "15.00"}).status_code == 201
    # What they take off of stays, and so much of it.
    for wish in ({"amount": "114.00"}, {"active": False, "void_reason": "Error al digitar"}):
        refused = change(bought, **wish)
        assert refused.status_code == 409 and "notas de crédito por $115,00" in refused.json["detail"]
    with pytest.raises(psycopg2.errors.CheckViolation, match="more than what they modify"):
        with database_of("facturacion").transaction() as tx:
            tx.run(
                "UPDATE facturacion.operational_expenses SET amount = -101 WHERE id = %(id)s",
                id=first.json["id"],
            )


def test_of_material_only_what_is_no_stock_comes_off_the_results(client, boss, record, receive, database_of):
    document = {
        "supplier_name": "Dental Andina", "supplier_ruc": "1790011674001", "document_type": "INVOICE",
        "document_number": "002-001-000004512", "authorisation": KEY, "date": TODAY, "amount": "115.00", "iva": "15.00",
        "base_zero": "0.00", "payment_method": "TRANSFER", "stocked": "100.00",
    }  # fmt: skip
    assert receive("receipt.recorded", receipt_id=71, document=document).json.get("refused") in (None, [])
    note = record(**NOTE | {"modified_number": "002-001-000004512"}).json
    assert note["stocked"] == "-20.00"
    totals = client.get(f"{URL}/totals?from={TODAY}&to={TODAY}", headers=boss).json
    assert (totals["total"], totals["counted"]) == ("92.00", "12.00")
    # Where the receipt is annulled its note goes with it.
    receive("receipt.annulled", receipt_id=71, reason="Era de otra clínica")
    assert client.get(f"{URL}/{note['id']}", headers=boss).json["active"] is False
