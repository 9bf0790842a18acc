"""Issued and paid in one act, and the receipt of it."""

import pytest

API = "/api/facturacion"


@pytest.fixture
def charge(client, boss, open_till):
    def act(id, *payments, headers=boss, **more):
        open_till(boss)
        body = {"payments": [{"method": method, "amount": amount} for method, amount in payments]}
        return client.post(f"{API}/invoices/{id}/charge", json=body | more, headers=headers)

    return act


def test_a_draft_is_issued_and_paid_in_several_ways_at_once(client, boss, draft, charge):
    answer = charge(draft()["id"], ("TRANSFER", "15.00"), ("CASH", "25.00"))
    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["payment_status"]) == ("ISSUED", "PAID")
    session = client.get(f"{API}/cash/sessions/own", headers=boss).json["session"]
    assert [(row["method"], row["amount"]) for row in session["expected"]] == [
        ("CASH", "125.00"),
        ("TRANSFER", "15.00"),
    ]


def test_nothing_of_it_happens_where_a_part_is_refused(client, boss, draft, charge):
    id = draft()["id"]
    refused = charge(id, ("TRANSFER", "15.00"), ("CASH", "25.01"))
    assert refused.status_code == 409
    now = client.get(f"{API}/invoices/{id}", headers=boss).json
    assert (now["status"], now["number"], now["payments"]) == ("DRAFT", None, [])


def test_an_issued_invoice_is_only_paid(issued, charge):
    invoice = issued()
    answer = charge(invoice["id"], ("CASH", "40.00")).json
    assert (answer["number"], answer["balance"]) == (invoice["number"], "0.00")


def test_charging_needs_the_permissions_of_what_it_does(client, draft, charge, login):
    id = draft()["id"]
    assert charge(id, headers=login("invoices:write")).status_code == 403
    refused = charge(id, headers=login("payments:write"))
    assert refused.status_code == 403 and "emitir" in refused.json["detail"]
    assert client.post(f"{API}/invoices/{id}/charge", json={"payments": []}).status_code == 401


def test_charged_twice_with_one_key_is_charged_once(client, boss, draft, open_till):
    open_till(boss)
    id, key = draft()["id"], {"Idempotency-Key": "charge-000001"}
    body = {"payments": [{"method": "CASH", "amount": "40.00"}]}
    first, second = (
        client.post(f"{API}/invoices/{id}/charge", json=body, headers=boss | key) for _ in range(2)
    )
    assert first.json == second.json and len(second.json["payments"]) == 1


@pytest.mark.parametrize("paper", ["80mm", "a4"])
def test_a_receipt_comes_out_again_as_it_was_printed(apps, client, boss, draft, charge, login, paper):
    invoice = charge(draft()["id"], ("CASH", "30.00")).json
    url = f"{API}/invoices/{invoice['id']}/receipt?paper={paper}"
    first = client.get(url, headers=boss)
    assert first.status_code == 200 and first.data.startswith(b"%PDF")
    assert f"recibo-{invoice['number']}.pdf" in first.headers["Content-Disposition"]
    owner = login("clinic:write", id="77")
    apps["auth"].test_client().put(
        "/api/auth/clinic", json={"name": "Otra", "accent": None}, headers=owner | {"If-Match": '"1"'}
    )
    assert client.get(url, headers=boss).data == first.data
    charge(invoice["id"], ("CASH", "10.00"))
    assert client.get(url, headers=boss).data != first.data


def test_a_draft_has_no_receipt(client, boss, draft, login):
    id = draft()["id"]
    assert client.get(f"{API}/invoices/{id}/receipt", headers=boss).status_code == 409
    assert client.get(f"{API}/invoices/999999/receipt", headers=boss).status_code == 404
    assert client.get(f"{API}/invoices/{id}/receipt?paper=a3", headers=boss).status_code == 422
    assert client.get(f"{API}/invoices/{id}/receipt", headers=login("patients:read")).status_code == 403


def test_what_the_patient_has_in_their_favour_pays_first(client, boss, patient, draft, charge):
    made = client.post(
        f"{API}/patients/{patient}/deposits", json={"amount": "15.00", "method": "TRANSFER"}, headers=boss
    )
    assert made.status_code == 201, made.json
    id = draft(patient_id=patient)["id"]
    for refused in (charge(id, credit="15.01"), charge(id, ("CASH", "30.00"), credit="15.00")):
        assert refused.status_code in (409, 422)
    assert charge(id, credit="15.01").json["errors"][0]["field"] == "credit"
    answer = charge(id, ("CASH", "25.00"), credit="15.00")
    assert (answer.json["payment_status"], len(answer.json["movements"])) == ("PAID", 1)
    account = client.get(f"{API}/patients/{patient}/account", headers=boss).json
    assert (account["owed"], account["credit"]) == ("0.00", "0.00")


def test_who_is_no_patient_has_nothing_in_their_favour(draft, charge):
    assert charge(draft()["id"], credit="1.00").json["errors"][0]["field"] == "credit"
