"""Spent out of the till, with what the accountant needs and the photo of its document."""

import pytest

from common.clock import clinic_today
from common.tests.files.pictures import dicom, pdf, photo

API = "/api/facturacion"
EXPENSES = f"{API}/expenses"


@pytest.fixture
def spend(apps, client, boss, expense):
    def act(headers=boss, **changes):
        with apps["facturacion"].app_context():
            today = str(clinic_today())
        petty = expense(
            date=today, amount="12.50", payment_method="CASH", from_till=True, description="Mensajería"
        )
        return client.post(EXPENSES, json=petty | changes, headers=headers)

    return act


def void(client, headers, made):
    match = {"If-Match": f'"{made["version"]}"'}
    body = {"active": False, "void_reason": "Se devolvió"}
    return client.patch(f"{EXPENSES}/{made['id']}", json=body, headers=headers | match)


def expected(client, headers):
    return client.get(f"{API}/cash/sessions/own", headers=headers).json["session"]["expected_cash"]


def test_petty_cash_leaves_the_open_till_and_comes_back_when_voided(client, boss, spend, open_till):
    assert spend().json["code"] == "cash_session_needed"
    open_till(boss, "50.00")
    made = spend(withheld_income="0.50")
    assert made.status_code == 201 and made.json["from_till"] is True
    assert expected(client, boss) == "38.00"
    assert void(client, boss, made.json).status_code == 200
    assert expected(client, boss) == "50.00"


def test_no_more_is_spent_than_the_till_holds(boss, spend, open_till):
    open_till(boss, "10.00")
    refused = spend()
    assert refused.status_code == 409 and "no hay tanto efectivo" in refused.json["detail"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"payment_method": "TRANSFER"}, "payment_method"),
        ({"date": "2026-01-05"}, "date"),
        ({"iva": "12.50"}, "iva"),
        ({"iva": "1.00", "withheld_iva": "1.01"}, "withheld_iva"),
        ({"withheld_income": "12.50"}, "withheld_income"),
        ({"iva": "-1"}, "iva"),
        ({"supplier_ruc": "1790011674"}, "supplier_ruc"),
        ({"document_type": "TICKET"}, "document_type"),
    ],
)
def test_what_does_not_fit_names_the_field(boss, spend, open_till, changes, field):
    open_till(boss, "50.00")
    answer = spend(**changes)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_petty_cash_keeps_its_sum_and_a_closed_till_keeps_it(client, boss, spend, open_till):
    session = open_till(boss, "12.50")
    made = spend().json
    match = {"If-Match": f'"{made["version"]}"'}
    changed = client.patch(f"{EXPENSES}/{made['id']}", json={"amount": "1.00"}, headers=boss | match)
    assert changed.status_code == 409 and changed.json["errors"][0]["field"] == "amount"
    client.post(f"{API}/cash/sessions/{session['id']}/count", json={"pieces": []}, headers=boss)
    closed = client.post(
        f"{API}/cash/sessions/{session['id']}/close", json={"left_in_till": "0"}, headers=boss
    )
    assert closed.status_code == 200
    refused = void(client, boss, made)
    assert refused.status_code == 409 and "caja cerrada" in refused.json["detail"]


def test_what_the_accountant_needs_is_kept_and_corrected(client, boss, expense):
    told = {
        "iva": "78.26",
        "withheld_income": "10.00",
        "withheld_iva": "54.78",
        "supplier_ruc": "1790011674001",
    }
    made = client.post(EXPENSES, json=expense(document_type="INVOICE") | told, headers=boss).json
    assert {name: made[name] for name in told} == told and made["document_type"] == "INVOICE"
    match = {"If-Match": f'"{made["version"]}"'}
    changed = client.patch(f"{EXPENSES}/{made['id']}", json={"withheld_iva": "0"}, headers=boss | match).json
    assert (changed["withheld_iva"], changed["iva"]) == ("0.00", "78.26")


def test_the_photo_of_its_document_is_kept_by_what_it_is(client, boss, login, expense, published):
    made = client.post(EXPENSES, json=expense(), headers=boss).json
    url = f"{EXPENSES}/{made['id']}/receipt"
    assert made["receipt"] is False and client.get(url, headers=boss).status_code == 404

    def put(content, who=boss):
        uploaded = client.post(
            f"{API}/files", data=content, content_type="application/octet-stream", headers=boss
        )
        if uploaded.status_code != 201:
            return uploaded
        return client.put(url, json={"file_id": uploaded.json["id"]}, headers=who)

    assert put(photo()).json["receipt"] is True
    assert published()[-1]["type"] == "expense.documented"
    shown = client.get(url, headers=boss)
    assert shown.mimetype == "image/jpeg" and shown.data.startswith(b"\xff\xd8\xff")
    assert put(pdf()).status_code == 200
    shown = client.get(url, headers=boss)
    assert (shown.data, shown.mimetype) == (pdf(), "application/pdf")
    refused = put(b"<svg onload=alert(1)>")
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "file"
    refused = put(dicom())
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "file_id"
    assert put(photo(), login("expenses:write", id="99")).status_code == 422, "somebody else uploaded it"
    assert client.put(url, json={"file_id": "nada"}, headers=boss).status_code == 422
    assert put(photo(), login("expenses:read")).status_code == 403


def test_a_receipt_of_before_there_were_files_is_still_shown(client, boss, spend, open_till, database_of):
    open_till(boss, "50.00")
    made = spend().json
    with database_of("facturacion").session() as db:
        db.run(
            """
            INSERT INTO facturacion.expense_receipts (expense_id, media_type, content)
                 VALUES (%(id)s, 'image/png', 'bytes')
            """,
            id=made["id"],
        )
    shown = client.get(f"{EXPENSES}/{made['id']}/receipt", headers=boss)
    assert (shown.data, shown.mimetype) == (b"bytes", "image/png")
