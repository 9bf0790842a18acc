"""What people type and paste where money is asked for: a clear Spanish problem with its field, and nothing half-done."""

import pytest

API = "/api/facturacion"
# Each as somebody writes it: comma, thousands, half a cent, less than nothing, more than there is, another currency.
WRITTEN = (
    "10,50", "1.234,50", "1,234.50", "0.005", "-5", "0", "1e30", "1e-30", "US$ 10", "€ 10", "10 %", "", "diez", "NaN",
    "Infinity", None, True, [], {"amount": 1},
)  # fmt: skip
DAY = "2026-11-01"
EACH_MONTH = {"category": "Luz", "description": "Luz del local", "payment_method": "CASH", "day_of_month": 5}
# Every door by which an amount comes in: where, its field, and what stands beside it.
DOORS = {
    "payment": ("/invoices/1/payments", "amount", {"method": "TRANSFER"}),
    "charge": ("/invoices/1/charge", "payments.0.amount", {"payments": [{"method": "CASH"}]}),
    "deposit": ("/patients/1/deposits", "amount", {"method": "TRANSFER"}),
    "refund": ("/patients/1/refunds", "amount", {"method": "TRANSFER", "reason": "Se canceló"}),
    "transfer": ("/invoices/1/transfers", "amount", {"reason": "Era de la otra"}),
    "application": ("/patients/1/applications", "invoices.0.amount", {"invoices": [{"invoice_id": 1}]}),
    "withdrawal": (
        "/cash/sessions/1/movements",
        "amount",
        {"kind": "WITHDRAWAL", "concept": "A la caja fuerte"},
    ),
    "expense": ("/expenses", "amount", {"date": DAY, **EACH_MONTH}),
    "each month": ("/recurring-expenses", "amount", {"first_month": DAY, **EACH_MONTH}),
}
BOSS = "invoices:read invoices:write payments:write payments:refund expenses:write cash:supervise invoices:credit".split()


@pytest.fixture
def everybody(login):
    return login(*BOSS)


def with_amount(body, field, amount):
    """`body` with the amount where its field says: payments.0.amount is in the first of payments."""
    *way, last = field.split(".")
    if not way:
        return {
            key: value for key, value in body.items() if key != "day_of_month" or "first_month" in body
        } | {last: amount}
    return body | {way[0]: [body[way[0]][0] | {last: amount}]}


@pytest.mark.parametrize("door", DOORS)
def test_an_amount_that_is_none_is_refused_at_its_field(client, everybody, published, door):
    path, field, body = DOORS[door]
    for amount in WRITTEN:
        answer = client.post(f"{API}{path}", json=with_amount(body, field, amount), headers=everybody)
        assert answer.status_code == 422, (amount, answer.json)
        assert answer.content_type == "application/problem+json"
        # What stands in an object's place is named by its own path.
        assert any(
            error["field"].startswith(field) and error["message"] for error in answer.json["errors"]
        ), amount
    assert published() == []


def test_a_discount_of_all_of_it_leaves_nothing_to_invoice(client, boss, login, draft, line, published):
    approver = login(*BOSS, "invoices:approve-discount", id="8")
    id = draft(lines=[line(discount_percent="100", discount_reason="Cortesía")])["id"]
    before = len(published())
    answer = client.post(f"{API}/invoices/{id}/issue", json={}, headers=approver)
    assert answer.status_code in (409, 422) and answer.json["detail"]
    assert client.get(f"{API}/invoices/{id}", headers=boss).json["status"] == "DRAFT"
    assert len(published()) == before


@pytest.mark.parametrize("percent", ["100.01", "-1", "10,5", "1e3", "diez"])
def test_no_discount_takes_more_than_all(client, boss, new_invoice, line, percent):
    body = new_invoice(lines=[line(discount_percent=percent, discount_reason="Convenio")])
    answer = client.post(f"{API}/invoices", json=body, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "lines.0.discount_percent"


def test_a_credit_note_has_the_day_on_which_it_is_written(client, everybody, issued):
    url = f"{API}/invoices/{issued()['id']}/credit-notes"
    answer = client.post(
        url, json={"reason": "Se cobró de más", "issue_date": "2020-01-01"}, headers=everybody
    )
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"field": "issue_date", "message": "Este campo no existe."}]


def test_nothing_is_given_back_out_of_a_closed_till(
    client, everybody, boss, open_till, issued, pay, published
):
    id = issued()["id"]
    assert pay(id, "40.00").status_code == 201
    session = open_till(boss)["id"]
    pieces = [{"kind": "NOTE", "value": "20", "pieces": 7}]
    client.post(f"{API}/cash/sessions/{session}/count", json={"pieces": pieces}, headers=boss)
    closed = client.post(f"{API}/cash/sessions/{session}/close", json={"left_in_till": "0"}, headers=boss)
    assert closed.status_code == 200, closed.json
    before = len(published())
    payment = client.get(f"{API}/invoices/{id}/payments", headers=boss).json["data"][0]["id"]
    voided = client.post(f"{API}/payments/{payment}/void", json={"reason": "Se equivocó"}, headers=boss)
    assert voided.status_code == 409 and "caja cerrada" in voided.json["detail"]
    body = {"reason": "Se cobró de más", "settle": "REFUND", "method": "CASH"}
    returned = client.post(f"{API}/invoices/{id}/credit-notes", json=body, headers=everybody)
    assert returned.status_code == 409 and returned.json["code"] == "cash_session_needed"
    assert len(published()) == before
    assert client.get(f"{API}/invoices/{id}", headers=boss).json["paid"] == "40.00"


def test_a_stale_version_changes_nothing(client, boss, draft, new_invoice):
    made = draft()
    url = f"{API}/invoices/{made['id']}"
    stale = boss | {"If-Match": f'"{made["version"]}"'}
    assert client.patch(url, json=new_invoice(), headers=stale).status_code == 200
    for verb, path, body in (
        ("patch", "", new_invoice()),
        ("post", "/issue", {}),
        ("post", "/charge", {"payments": []}),
    ):
        answer = getattr(client, verb)(f"{url}{path}", json=body, headers=stale)
        assert answer.status_code in (412, 422), (path, answer.json)
        assert answer.json["detail"]
    assert client.get(url, headers=boss).json["status"] == "DRAFT"


def test_a_key_that_was_used_for_something_else_is_refused(client, boss, issued):
    url, headers = f"{API}/invoices/{issued()['id']}/payments", boss | {"Idempotency-Key": "payment-000009"}
    assert (
        client.post(url, json={"method": "TRANSFER", "amount": "10.00"}, headers=headers).status_code == 201
    )
    other = client.post(url, json={"method": "TRANSFER", "amount": "11.00"}, headers=headers)
    assert other.status_code in (409, 422) and other.json["detail"]
    assert len(client.get(url, headers=boss).json["data"]) == 1
