"""Settlements: frozen, numbered and printed, paid as an expense or from the till, and undone."""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from .conftest import today


def test_a_settlement_is_frozen_numbered_and_paid_as_an_expense(call, treatment, rule, visit, earned, doctor):
    rule()
    first = visit(treatment("COM-1"))
    wish = {"doctor_id": doctor, "last": today()}
    made = call("post", "/commission-settlements", wish)
    assert made.status_code == 201, made.json
    assert (made.json["amount"], made.json["entries"], made.json["paid"]) == ("30.00", 1, False)
    assert call("post", "/commission-settlements", wish).status_code == 409
    undone = call("post", f"/commission-settlements/{made.json['id']}/undo", {"reason": "Faltaba una cita"})
    assert undone.status_code == 200 and undone.json["undone_reason"] == "Faltaba una cita"
    # Undone, it still says of which lines it was made.
    kept = call("get", f"/commissions?settlement_id={made.json['id']}").json["data"]
    assert len(kept) == made.json["entries"] and all(one["settlement_id"] is None for one in kept)
    assert call("get", "/commissions/pending").json["data"][0]["amount"] == "30.00"
    again = call("post", "/commission-settlements", wish).json
    assert again["number"] == made.json["number"] + 1
    path = f"/commission-settlements/{again['id']}"
    paid = call("post", f"{path}/payment", {"date": today(), "payment_method": "TRANSFER"})
    assert paid.status_code == 201 and paid.json["paid"]
    assert call("post", f"{path}/payment", {"date": today(), "payment_method": "TRANSFER"}).status_code == 409
    assert call("post", f"{path}/undo", {"reason": "Ya no"}).status_code == 409
    expense = call("get", f"/expenses/{paid.json['expense_id']}")
    assert (expense.json["amount"], expense.json["category"], expense.json["of_commissions"]) == (
        "30.00",
        "Comisiones",
        True,
    )
    etag = {"If-Match": f'"{expense.json["version"]}"'}
    other = call("patch", f"/expenses/{expense.json['id']}", {"amount": "31.00"}, **etag)
    assert other.status_code == 422 and other.json["errors"][0]["field"] == "amount"
    month = call("get", "/reports/margin").json["result"]
    assert (month["commission"], month["expenses"], month["result"]) == ("30.00", "0.00", "70.00")
    # What is undone afterwards comes off the next one.
    call("patch", f"/invoices/{first['id']}/status", {"status": "ANNULLED", "reason": "Error"})
    assert earned(settled="false") == ["-30.00"]
    assert call("post", "/commission-settlements", wish).status_code == 409
    void = call(
        "patch", f"/expenses/{expense.json['id']}", {"active": False, "void_reason": "No se pagó"}, **etag
    )
    assert void.status_code == 200
    assert not call("get", path).json["paid"]
    assert call("post", f"{path}/undo", {"reason": "No se pagó"}).status_code == 200


def test_a_settlement_is_printed_once_and_stays_so(call, login, treatment, rule, visit, doctor, database_of):
    rule()
    first = visit(treatment("COM-1"))
    made = call("post", "/commission-settlements", {"doctor_id": doctor, "last": today()}).json
    path = f"/commission-settlements/{made['id']}"
    paper = call("get", f"{path}/pdf")
    assert paper.status_code == 200 and paper.data.startswith(b"%PDF-")
    call("patch", f"/invoices/{first['id']}/status", {"status": "ANNULLED", "reason": "Error"})
    assert call("get", f"{path}/pdf").data == paper.data
    rows = load_workbook(BytesIO(call("get", f"{path}/xlsx").data)).active.values
    assert [row[-1] for row in rows] == ["Comisión", 30, 30]
    own, other = login("commissions:own", id=str(doctor)), login("commissions:own", id="999")
    assert [row["id"] for row in call("get", "/commission-settlements/own", headers=own).json["data"]] == [
        made["id"]
    ]
    assert call("get", f"/commission-settlements/own/{made['id']}/pdf", headers=own).data == paper.data
    assert call("get", f"/commission-settlements/own/{made['id']}/pdf", headers=other).status_code == 404
    assert call("get", "/commission-settlements/own", headers=other).json["data"] == []


def test_paid_from_the_till_it_leaves_the_till(call, treatment, rule, visit, doctor, staff, open_till):
    rule()
    visit(treatment("COM-1"))
    made = call("post", "/commission-settlements", {"doctor_id": doctor, "last": today()}).json
    cash = {"date": today(), "payment_method": "CASH", "from_till": True}
    assert call("post", f"/commission-settlements/{made['id']}/payment", cash).status_code == 409
    session = open_till(staff)
    assert call("post", f"/commission-settlements/{made['id']}/payment", cash).status_code == 201
    now = call("get", f"/cash/sessions/{session['id']}").json
    assert Decimal(now["expected"][0]["amount"]) == Decimal("70.00")
