"""Money on account: deposits, what is applied, given back and passed on, and the ledger behind it."""

from decimal import Decimal

import pytest

API = "/api/facturacion"


@pytest.fixture
def cashier(login):
    return login(
        "patients:read", "patients:write", "invoices:read", "invoices:write", "invoices:annul", "payments:write",
        "payments:refund", "reports:read",
    )  # fmt: skip


@pytest.fixture
def post(client, cashier, open_till):
    open_till(cashier)
    return lambda path, **body: client.post(f"{API}{path}", json=body, headers=cashier)


@pytest.fixture
def account(client, cashier):
    return lambda id: client.get(f"{API}/patients/{id}/account", headers=cashier).json


@pytest.fixture
def invoice(post, new_invoice):
    def make(patient_id, **changes):
        made = post("/invoices", **new_invoice(patient_id=patient_id, **changes))
        assert made.status_code == 201, made.json
        return post(f"/invoices/{made.json['id']}/issue").json

    return make


def figures(account):
    return account["owed"], account["credit"], account["balance"]


def test_who_never_came_owes_nothing(account):
    assert account(987654321) == {
        "patient_id": 987654321, "owed": "0.00", "credit": "0.00", "balance": "0.00", "overdue": "0.00", "invoices": [],
        "entries": [],
    }  # fmt: skip


def test_a_deposit_is_applied_later_to_several(post, patient, account, invoice):
    assert (
        post(
            f"/patients/{patient}/deposits",
            amount="60.00",
            method="TRANSFER",
            reference="889",
            reason="Corona",
        ).status_code
        == 201
    )
    assert figures(account(patient)) == ("0.00", "60.00", "-60.00")
    first, second = invoice(patient), invoice(patient)
    assert figures(account(patient)) == ("80.00", "60.00", "20.00")
    wish = [{"invoice_id": second["id"], "amount": "20.00"}, {"invoice_id": first["id"], "amount": "40.00"}]
    assert post(f"/patients/{patient}/applications", invoices=wish).status_code == 201
    after = account(patient)
    assert figures(after) == ("20.00", "0.00", "20.00")
    # Within one transaction all happened at once: what is owed comes first.
    assert [(entry["kind"], entry["balance"]) for entry in after["entries"]] == [
        ("INVOICE", "40.00"),
        ("INVOICE", "80.00"),
        ("DEPOSIT", "20.00"),
    ]
    assert [owed["id"] for owed in after["invoices"]] == [second["id"]]


@pytest.mark.parametrize("amount", ["60.01", "0", "-1", "1e30", "0.005", "1,00", "USD 5", "1.234,50"])
def test_no_more_than_what_is_in_favour_is_spent(post, patient, invoice, amount):
    post(f"/patients/{patient}/deposits", amount="60.00", method="CASH")
    owed = invoice(patient)
    applied = post(
        f"/patients/{patient}/applications", invoices=[{"invoice_id": owed["id"], "amount": amount}]
    )
    refunded = post(f"/patients/{patient}/refunds", amount=amount, method="CASH", reason="Ya no se hace")
    assert (applied.status_code, refunded.status_code) == (422, 422)
    assert refunded.json["errors"][0]["field"] == "amount"


def test_nor_more_than_an_invoice_owes(post, patient, invoice):
    post(f"/patients/{patient}/deposits", amount="60.00", method="CASH")
    owed = invoice(patient)
    answer = post(
        f"/patients/{patient}/applications", invoices=[{"invoice_id": owed["id"], "amount": "40.01"}]
    )
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "invoices.0.amount"


def test_the_money_of_one_does_not_pay_for_another(post, patient, invoice, issued, draft):
    post(f"/patients/{patient}/deposits", amount="60.00", method="CASH")
    others = issued()
    for id in (others["id"], draft()["id"], 987654321):
        answer = post(f"/patients/{patient}/applications", invoices=[{"invoice_id": id, "amount": "1.00"}])
        assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "invoices.0.invoice_id"


def test_what_is_in_favour_is_given_back_with_a_reason(post, patient, account, published):
    post(f"/patients/{patient}/deposits", amount="60.00", method="CASH")
    assert post(f"/patients/{patient}/refunds", amount="60.00", method="CASH").status_code == 422
    assert (
        post(
            f"/patients/{patient}/refunds", amount="60.00", method="CASH", reason="Se va de viaje"
        ).status_code
        == 201
    )
    assert figures(account(patient)) == ("0.00", "0.00", "0.00")
    assert [event["type"] for event in published()][-2:] == ["account.deposited", "account.refunded"]


def test_what_was_paid_passes_to_another_invoice_or_into_favour(
    post, patient, account, invoice, client, cashier
):
    paid, owed = invoice(patient), invoice(patient)
    post(f"/invoices/{paid['id']}/payments", amount="40.00", method="CASH")
    moved = post(
        f"/invoices/{paid['id']}/transfers", to_invoice_id=owed["id"], amount="15.00", reason="Era de la otra"
    )
    assert moved.status_code == 201, moved.json
    assert client.get(f"{API}/invoices/{owed['id']}", headers=cashier).json["balance"] == "25.00"
    assert client.get(f"{API}/invoices/{paid['id']}", headers=cashier).json["balance"] == "15.00"
    assert post(f"/invoices/{paid['id']}/transfers", amount="5.00", reason="Queda a favor").status_code == 201
    assert figures(account(patient)) == ("45.00", "5.00", "40.00")
    over = post(f"/invoices/{paid['id']}/transfers", amount="20.01", reason="Demasiado")
    assert over.status_code == 422 and over.json["errors"][0]["field"] == "amount"


def test_a_deposit_counts_as_collected_and_a_refund_takes_from_it(post, patient, client, cashier):
    def today():
        report = client.get(f"{API}/dashboard/stats", headers=cashier).json
        return Decimal(report["today"]["collected"])

    before = today()
    post(f"/patients/{patient}/deposits", amount="60.00", method="CASH")
    post(f"/patients/{patient}/refunds", amount="25.00", method="CASH", reason="Parte")
    assert today() - before == 35


def test_the_statement_is_a_pdf_of_the_whole_ledger(post, patient, invoice, client, cashier, apps):
    invoice(patient)
    post(f"/patients/{patient}/deposits", amount="60.00", method="CASH")
    answer = client.get(f"{API}/patients/{patient}/account.pdf", headers=cashier)
    assert answer.status_code == 200 and answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert client.get(f"{API}/patients/987654321/account.pdf", headers=cashier).status_code == 404


def test_cash_on_account_lands_in_the_till_of_who_took_it(post, patient, client, cashier, database_of):
    post(f"/patients/{patient}/deposits", amount="60.00", method="CASH")
    post(f"/patients/{patient}/refunds", amount="25.00", method="CASH", reason="Parte")
    with database_of("facturacion").session() as db:
        moved = db.all(
            "SELECT kind, amount FROM facturacion.cash_movements WHERE source IS NOT NULL ORDER BY id"
        )
    assert moved == [
        {"kind": "PAYMENT", "amount": Decimal("60.00")},
        {"kind": "REFUND", "amount": Decimal("-25.00")},
    ]


def test_without_an_open_till_no_cash_is_taken_or_given(client, patient, login):
    other = login("payments:write", "payments:refund", "patients:read", id="88")
    body = {"amount": "60.00", "method": "CASH"}
    answer = client.post(f"{API}/patients/{patient}/deposits", json=body, headers=other)
    assert answer.status_code == 409 and answer.json["code"] == "cash_session_needed"


def test_a_stranger_has_no_account_to_pay_into(post):
    assert post("/patients/987654321/deposits", amount="1.00", method="CASH").status_code == 404


def test_giving_back_has_a_permission_of_its_own(client, patient, boss):
    body = {"amount": "1.00", "method": "CASH", "reason": "Vuelto"}
    answer = client.post(f"{API}/patients/{patient}/refunds", json=body, headers=boss)
    assert answer.status_code == 403 and "Devolver dinero" in answer.json["detail"]
