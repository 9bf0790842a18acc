"""What is thrown away is a cost of its day and of no treatment; what goes back to its supplier was not bought."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

URL = "/api/facturacion/reports"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()
MONTH = f"{TODAY:%Y-%m}"


@pytest.fixture
def heard(receive):
    """What inventario tells of a movement: `heard("stock.written_off", 7, "WRITE_OFF", "-3", "12.00", cause="LOST")`."""

    def act(type, id, kind, quantity, cost, **more):
        about = {"product_id": 4, "name": "Anestesia", "unit": "cárpula", "lot_id": 9, "lot_number": "A-1"}
        told = {
            "movement_id": id,
            "kind": kind,
            "cause": None,
            "day": str(TODAY),
            "unit_cost": "4.0000",
            "reason": "Revisión",
        }
        answer = receive(type, **about | told | {"quantity": quantity, "cost": cost} | more)
        assert answer.status_code == 200, answer.json

    return act


@pytest.fixture
def month(heard, receive):
    """Expired for 12.00, broken for 4.00, 2.00 missing and 0.50 found when counted; 8.00 sent back of 20.00 bought."""
    heard("stock.written_off", 1, "WRITE_OFF", "-3", "12.00", cause="EXPIRED")
    heard("stock.written_off", 2, "WRITE_OFF", "-1", "4.00", cause="DAMAGED")
    heard("stock.adjusted", 3, "ADJUSTMENT", "-0.5", "2.00")
    heard("stock.adjusted", 4, "ADJUSTMENT", "0.125", "-0.50")
    heard("stock.sent_back", 5, "RETURN", "-2", "8.00")
    document = {
        "supplier_name": "Dental Andina", "supplier_ruc": "1790011674001", "document_type": "INVOICE",
        "document_number": "002-001-000004512", "authorisation": "1234567890", "date": str(TODAY), "amount": "23.00",
        "iva": "3.00", "base_zero": "0.00", "payment_method": "TRANSFER", "stocked": "20.00",
    }  # fmt: skip
    receive("receipt.recorded", receipt_id=31, document=document)


def read(client, boss, path):
    answer = client.get(f"{URL}/{path}", headers=boss)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_what_was_lost_lowers_the_result_and_belongs_to_no_treatment(client, boss, month):
    answer = read(client, boss, "margin")
    assert answer["rows"] == [] and answer["unallocated"]["margin"] == "-3.00"  # the IVA of what was bought
    assert answer["losses"] == answer["result"]["losses"] == "17.50"
    assert answer["total"]["margin"] == answer["result"]["result"] == "-20.50"
    year = read(client, boss, "results")["months"][TODAY.month - 1]
    assert (year["losses"], year["result"]) == ("17.50", "-20.50")
    told = client.get("/api/facturacion/dashboard/stats", headers=boss).json["month"]
    assert (told["losses"], told["profit"]) == ("17.50", "-20.50")


def test_a_month_says_why_it_was_lost_and_what_was_bought_and_returned(client, boss, month):
    answer = read(client, boss, f"losses?month={MONTH}")
    assert [(row["about"], row["cost"], row["count"]) for row in answer["by_cause"]] == [
        ("EXPIRED", "12.00", 1),
        ("DAMAGED", "4.00", 1),
        ("COUNT", "1.50", 2),
    ]
    assert (answer["total"], answer["bought"], answer["returned"], answer["purchases"]) == (
        "17.50",
        "20.00",
        "8.00",
        "12.00",
    )
    assert read(client, boss, "losses?month=2020-01")["total"] == "0.00"
    first = read(client, boss, "losses/lines?limit=3")
    rest = read(client, boss, f"losses/lines?limit=3&after={first['next']}")
    assert [row["id"] for row in first["data"] + rest["data"]] == [4, 3, 2, 1] and rest["next"] is None
    assert [row["cost"] for row in read(client, boss, "losses/lines?about=COUNT")["data"]] == [
        "-0.50",
        "2.00",
    ]
    assert [row["cost"] for row in read(client, boss, "losses/lines?about=RETURN")["data"]] == ["8.00"]
    answer = client.get(f"{URL}/losses.xlsx", headers=boss)
    lost, returned = load_workbook(BytesIO(answer.data)).worksheets
    assert (lost.cell(6, 8).value, returned.cell(3, 8).value) == (17.5, 8)


@pytest.mark.parametrize("undone_first", [False, True])
def test_what_was_undone_is_no_loss_whichever_is_heard_first(client, boss, heard, undone_first):
    acts = [("stock.written_off", {}), ("stock.restored", {"undone_reason": "Lote equivocado"})]
    for type, more in reversed(acts) if undone_first else [acts[0], acts[0], *acts[1:], acts[0]]:
        heard(type, 1, "WRITE_OFF", "-3", "12.00", cause="EXPIRED", **more)
    assert (
        read(client, boss, "losses")["total"] == "0.00" and read(client, boss, "losses/lines")["data"] == []
    )
