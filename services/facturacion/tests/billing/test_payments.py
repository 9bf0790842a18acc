from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

URL = "/api/facturacion"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


def read(client, headers, id):
    return client.get(f"{URL}/invoices/{id}", headers=headers).json


def test_an_invoice_is_paid_in_parts_and_ways(client, boss, issued, pay, published):
    id = issued()["id"]
    first = pay(id, "15.00", reference="Caja 1")
    assert first.status_code == 201
    assert first.json["received_by"] == {"id": "1", "name": "Ana Pérez"} and first.json["voided_at"] is None
    invoice = read(client, boss, id)
    assert (invoice["payment_status"], invoice["paid"], invoice["balance"]) == ("PARTIAL", "15.00", "25.00")
    assert pay(id, "25.00", "CARD_DEBIT").status_code == 201
    invoice = read(client, boss, id)
    assert (invoice["payment_status"], invoice["balance"]) == ("PAID", "0.00")
    assert [one["amount"] for one in invoice["payments"]] == ["15.00", "25.00"]
    listed = client.get(f"{URL}/invoices/{id}/payments", headers=boss).json
    assert listed["data"] == invoice["payments"]
    event = published()[-1]
    assert event["type"] == "payment.received" and event["aggregate"] == f"invoice:{id}"
    assert "001-001-000000001" in event["data"]["summary"] and "María" in event["data"]["summary"]


def test_no_payment_exceeds_the_balance(issued, pay):
    id = issued()["id"]
    refused = pay(id, "40.01")
    assert refused.status_code == 409
    assert refused.json["errors"] == [
        {"field": "amount", "message": "El pago supera el saldo de la factura."}
    ]
    assert pay(id, "40.00").status_code == 201
    assert pay(id, "0.01").status_code == 409


def test_only_an_issued_invoice_is_paid(draft, pay):
    answer = pay(draft()["id"], "1.00")
    assert answer.status_code == 409 and "emitida" in answer.json["detail"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "1.001"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "10000000000"}, "amount"),
        ({"amount": "1_0"}, "amount"),
        ({"amount": "１"}, "amount"),
        ({"reference": "a\u200bb"}, "reference"),
        ({"method": "BITCOIN"}, "method"),
        ({"reference": "x" * 201}, "reference"),
    ],
)
def test_invalid_payments_name_the_field(client, boss, issued, changes, field):
    body = {"method": "CASH", "amount": "1.00"} | changes
    answer = client.post(f"{URL}/invoices/{issued()['id']}/payments", json=body, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_payment_sent_twice_is_received_once(client, boss, issued, open_till):
    open_till(boss)
    url = f"{URL}/invoices/{issued()['id']}/payments"
    headers = boss | {"Idempotency-Key": "payment-000001"}
    body = {"method": "CASH", "amount": "10.00"}
    first, second = client.post(url, json=body, headers=headers), client.post(url, json=body, headers=headers)
    assert first.json == second.json and second.status_code == 201
    assert len(client.get(url, headers=boss).json["data"]) == 1


def void(client, headers, id, reason="Tarjeta rechazada"):
    return client.post(f"{URL}/payments/{id}/void", json={"reason": reason}, headers=headers)


def test_a_voided_payment_stays_in_sight_and_is_owed_again(client, boss, issued, pay, published):
    id = issued()["id"]
    payment = pay(id, "40.00").json
    answer = void(client, boss, payment["id"])
    assert answer.status_code == 200 and answer.json["void_reason"] == "Tarjeta rechazada"
    invoice = read(client, boss, id)
    assert (invoice["payment_status"], invoice["balance"]) == ("PENDING", "40.00")
    assert len(invoice["payments"]) == 1
    assert published()[-1]["type"] == "payment.voided" and published()[-1]["data"]["level"] == "WARNING"
    assert void(client, boss, payment["id"]).status_code == 409


def test_voiding_needs_identity_permission_reason_and_a_payment(client, boss, login):
    assert client.post(f"{URL}/payments/1/void", json={}).status_code == 401
    assert void(client, login("invoices:write"), 1).status_code == 403
    assert void(client, boss, 1, reason="").status_code == 422
    assert void(client, boss, 999_999).status_code == 404


@pytest.mark.parametrize("method", ["TRANSFER", "CHECK"])
def test_a_reference_used_twice_is_warned_of_and_may_be_confirmed(issued, pay, method):
    first, second = issued(), issued()
    pay(first["id"], "15.00", method, reference="Transf. 004512")
    refused = pay(second["id"], "10.00", method, reference="TRANSF 004-512")
    assert refused.status_code == 409 and first["number"] in refused.json["detail"]
    assert (refused.json["warning"], refused.json["confirm"]) == ("repeated_reference", "confirm_repeated")
    assert refused.json["existing"]["number"] == first["number"]
    confirmed = pay(second["id"], "10.00", method, reference="TRANSF 004-512", confirm_repeated=True)
    assert confirmed.status_code == 201 and confirmed.json["repeated"]
    assert pay(second["id"], "1.00", method, reference="transf 004512").status_code == 409


def test_other_references_are_no_repetition(client, boss, issued, pay):
    id = issued()["id"]
    payment = pay(id, "1.00", "TRANSFER", reference="77").json
    for method, reference in [
        ("TRANSFER", "78"),
        ("CHECK", "77"),
        ("CASH", "77"),
        ("CASH", "77"),
        ("TRANSFER", "Banco"),
        ("TRANSFER", "Banco"),
        ("TRANSFER", None),
    ]:
        answer = pay(id, "1.00", method, reference=reference, confirm_repeated=reference == "78")
        assert answer.status_code == 201 and not answer.json["repeated"]
    void(client, boss, payment["id"])
    assert pay(id, "1.00", "TRANSFER", reference="77").status_code == 201


def test_a_payment_knows_the_day_on_which_the_money_came(client, boss, issued, pay):
    id, yesterday = issued()["id"], TODAY - timedelta(days=1)
    assert pay(id, "1.00").json["received_on"] == str(TODAY)
    made = pay(id, "7.00", received_on=str(yesterday))
    assert made.json["received_on"] == str(yesterday)
    report = client.get(f"{URL}/reports/dashboard?from={yesterday}&to={TODAY}", headers=boss).json
    assert [day["collected"] for day in report["by_day"]] == ["7.00", "1.00"]
    assert report["by_method"] == [{"method": "CASH", "total": "8.00"}]


@pytest.mark.parametrize("days", [-1, 800])
def test_money_came_today_or_in_the_last_two_years(issued, pay, days):
    answer = pay(issued()["id"], "1.00", received_on=str(TODAY - timedelta(days=days)))
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "received_on"
