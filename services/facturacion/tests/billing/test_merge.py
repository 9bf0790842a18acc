"""Invoices, money on account and sessions of a patient whose two files became one."""

import pytest

API = "/api/facturacion"


@pytest.fixture
def cashier(login):
    return login(
        "patients:read", "patients:write", "patients:merge", "invoices:read", "invoices:write", "payments:write",
        "payments:refund", "quotes:read", "packages:read",
    )  # fmt: skip


@pytest.fixture
def post(client, cashier, open_till):
    open_till(cashier)
    return lambda path, **body: client.post(f"{API}{path}", json=body, headers=cashier)


@pytest.fixture
def told(receive):
    def act(type, merged, into):
        people = {
            name: {"id": id, "name": name.title(), "document_type": "CEDULA", "document_number": "1710034065"}
            for name, id in (("merged", merged), ("into", into))
        }
        assert receive(type, **people).status_code == 200

    return act


@pytest.fixture
def other(apps, cashier):
    new = {"document_type": None, "no_document_reason": "OTHER", "first_name": "Otra", "last_name": "Ficha"}
    answer = (
        apps["historia_clinica"]
        .test_client()
        .post("/api/historia-clinica/patients", json=new, headers=cashier)
    )
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def test_one_account_until_they_part(client, cashier, post, told, patient, other, new_invoice, database_of):
    def issue(of):
        made = post("/invoices", **new_invoice(patient_id=of))
        return post(f"/invoices/{made.json['id']}/issue").json

    def get(path):
        return client.get(f"{API}{path}", headers=cashier).json

    def rows():
        with database_of("facturacion").session() as db:
            return [
                db.all(f"SELECT * FROM facturacion.{name} ORDER BY 1")
                for name in ("invoices", "invoice_lines", "payments", "account_movements", "patient_accounts")
            ]

    mine, theirs = issue(patient), issue(other)
    post(f"/patients/{patient}/deposits", amount="20.00", method="TRANSFER", reference="1", reason="Abono")
    before = rows()
    told("patient.merged", other, patient)
    assert rows() == before
    for id in (patient, other):
        account = get(f"/patients/{id}/account")
        assert {invoice["id"] for invoice in account["invoices"]} == {mine["id"], theirs["id"]}
        assert account["credit"] == "20.00" and get(f"/patients/{id}/credit") == {"credit": "20.00"}
        assert {row["id"] for row in get(f"/invoices?patient_id={id}")["data"]} == {mine["id"], theirs["id"]}
    asked = get(f"/invoices/balances?ids={patient},{other}")["data"]
    assert asked[0]["balance"] == asked[1]["balance"]
    told("patient.separated", other, patient)
    assert rows() == before
    assert [invoice["id"] for invoice in get(f"/patients/{other}/account")["invoices"]] == [theirs["id"]]

    told("patient.merged", other, patient)
    applied = post(
        f"/patients/{patient}/applications", invoices=[{"invoice_id": theirs["id"], "amount": "20.00"}]
    )
    assert applied.status_code in (200, 201), applied.json
    assert get(f"/patients/{other}/account")["credit"] == "0.00"


def test_who_may_not_merge_asks_no_credit(client, login, patient):
    assert client.get(f"{API}/patients/{patient}/credit").status_code == 401
    assert client.get(f"{API}/patients/{patient}/credit", headers=login("invoices:read")).status_code == 403
