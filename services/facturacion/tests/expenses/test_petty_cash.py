"""Spent out of the till, with what the accountant needs and the photo of its document."""

import base64

import pytest

from common.clock import clinic_today

API = "/api/facturacion"
EXPENSES = f"{API}/expenses"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


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
    put = lambda content, who=boss: client.put(  # noqa: E731
        url, json={"content": base64.b64encode(content).decode()}, headers=who
    )
    assert put(PNG).json["receipt"] is True
    assert published()[-1]["type"] == "expense.documented"
    shown = client.get(url, headers=boss)
    assert (shown.data, shown.mimetype) == (PNG, "image/png")
    assert (
        put(b"%PDF-1.7 x").status_code == 200 and client.get(url, headers=boss).mimetype == "application/pdf"
    )
    for wrong in (b"<svg onload=alert(1)>", b"GIF89a", PNG + bytes(1024 * 1024)):
        refused = put(wrong)
        assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "content"
    assert put(PNG, login("expenses:read")).status_code == 403
