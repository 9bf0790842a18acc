from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

URL = "/api/facturacion/invoices"


def act(client, headers, id, **body):
    return client.post(f"{URL}/{id}/issue", json=body, headers=headers)


def test_issuing_numbers_dates_and_freezes(client, boss, draft, published):
    made = draft()
    answer = act(client, boss, made["id"])
    assert answer.status_code == 200
    assert answer.json["status"] == "ISSUED" and answer.json["number"] == "001-001-000000001"
    assert answer.json["issue_date"] == datetime.now(ZoneInfo("America/Guayaquil")).date().isoformat()
    assert answer.json["issued_by"] == {"id": "1", "name": "Ana Pérez"}
    assert answer.json["balance"] == "40.00"
    event = published()[-1]
    assert event["type"] == "invoice.issued"
    assert event["data"]["summary"] == (
        "Emitió la factura 001-001-000000001 a María Fernanda Torres por $40,00"
    )
    changed = client.patch(f"{URL}/{made['id']}", json={"notes": "x"}, headers=boss | {"If-Match": '"2"'})
    assert changed.status_code == 409 and "ya fue emitida" in changed.json["detail"]


def test_numbers_follow_each_other(issued):
    assert [issued()["number"][-2:] for _ in range(3)] == ["01", "02", "03"]


def test_an_invoice_is_issued_once(client, boss, issued):
    again = act(client, boss, issued()["id"])
    assert again.status_code == 409


def test_an_issue_sent_twice_gets_one_answer(client, boss, draft):
    id = draft()["id"]
    headers = boss | {"Idempotency-Key": "issue-000001"}
    first, second = act(client, headers, id), act(client, headers, id)
    assert (first.status_code, second.status_code) == (200, 200) and first.json == second.json


def test_what_somebody_changed_meanwhile_is_not_issued_unseen(client, boss, draft):
    id = draft()["id"]
    assert act(client, boss | {"If-Match": '"9"'}, id).status_code == 412
    assert act(client, boss | {"If-Match": '"1"'}, id).status_code == 200


def test_a_series_of_ones_own(client, boss, draft):
    serie = client.post(
        "/api/facturacion/series",
        json={"establishment": "002", "emission_point": "010", "name": "Sur", "next_sequential": 451},
        headers=boss,
    ).json
    assert act(client, boss, draft()["id"], series_id=serie["id"]).json["number"] == "002-010-000000451"


def test_a_series_that_does_not_exist_is_422(client, boss, draft):
    answer = act(client, boss, draft()["id"], series_id=2**63 - 1)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "series_id"


def test_an_inactive_series_numbers_nothing(client, boss, draft, database_of):
    id = draft()["id"]
    with database_of("facturacion").transaction() as tx:
        tx.run("UPDATE facturacion.series SET active = false")
        serie = tx.value("SELECT id FROM facturacion.series")
    assert "ninguna serie" in act(client, boss, id).json["detail"]
    answer = act(client, boss, id, series_id=serie)
    assert answer.status_code == 409 and "no está activa" in answer.json["detail"]


def test_a_series_ends_with_its_last_number(client, boss, draft, database_of):
    with database_of("facturacion").transaction() as tx:
        tx.run("UPDATE facturacion.series SET next_sequential = 999999999")
    assert act(client, boss, draft()["id"]).json["number"] == "001-001-999999999"
    answer = act(client, boss, draft()["id"])
    assert answer.status_code == 409 and "último número" in answer.json["detail"]


def test_nothing_is_no_invoice(client, boss, draft, line):
    answer = act(client, boss, draft(lines=[line(unit_price="0")])["id"])
    assert answer.status_code == 409 and "sin valor" in answer.json["detail"]


def test_a_final_consumer_is_charged_fifty_at_most(client, boss, draft, line, final_consumer):
    allowed = draft(buyer=final_consumer, lines=[line(unit_price="50.00")])
    assert act(client, boss, allowed["id"]).status_code == 200
    refused = draft(buyer=final_consumer, lines=[line(unit_price="50.01")])
    assert "$50,00" in act(client, boss, refused["id"]).json["detail"]


def test_the_rate_is_that_of_the_day_of_issue(client, boss, draft, line, shared):
    made = draft(lines=[line(unit_price="100.00", iva_code="4"), line()])
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE facturacion.iva_rates SET rate = 12 WHERE code = '4'")
    answer = act(client, boss, made["id"])
    assert answer.json["iva"] == "12.00" and answer.json["total"] == "152.00"
    assert [one["iva_rate"] for one in answer.json["lines"]] == ["12.00", "0.00"]
    assert answer.json["taxes"][1] == {"iva_code": "4", "iva_rate": "12.00", "base": "100.00", "iva": "12.00"}


def test_issuing_through_the_status_is_the_same(client, boss, draft):
    url = f"{URL}/{draft()['id']}/status"
    answer = client.patch(url, json={"status": "ISSUED"}, headers=boss)
    assert answer.json["number"] == "001-001-000000001"
    assert client.patch(url, json={"status": "ISSUED"}, headers=boss).status_code == 200


def annul(client, headers, id, **body):
    return client.patch(
        f"{URL}/{id}/status",
        json={"status": "ANNULLED", "reason": "Error en el nombre"} | body,
        headers=headers,
    )


def test_an_issued_invoice_is_annulled_and_keeps_its_number(client, boss, issued, published):
    made = issued()
    answer = annul(client, boss, made["id"])
    assert answer.status_code == 200
    assert answer.json["status"] == "ANNULLED" and answer.json["number"] == made["number"]
    assert answer.json["annul_reason"] == "Error en el nombre" and answer.json["balance"] == "0.00"
    assert issued()["number"].endswith("002")
    event = next(event for event in published() if event["type"] == "invoice.annulled")
    assert event["data"]["level"] == "WARNING" and made["number"] in event["data"]["summary"]
    discard = client.patch(f"{URL}/{made['id']}/status", json={"status": "DISCARDED"}, headers=boss)
    assert discard.status_code == 409 and "está anulada" in discard.json["detail"]


def test_annulling_needs_its_permission_and_a_reason(client, boss, login, issued):
    id = issued()["id"]
    assert annul(client, login("invoices:write"), id).status_code == 403
    answer = annul(client, boss, id, reason=None)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "reason"
    missing = client.patch(f"{URL}/{id}/status", json={"status": "ANNULLED"}, headers=boss)
    assert missing.status_code == 422 and missing.json["errors"][0]["field"] == "reason"
    assert annul(client, boss | {"If-Match": '"1"'}, id).status_code == 412


@pytest.mark.parametrize("status", ["DRAFT", "PAID", "", None, 5])
def test_other_statuses_are_not_asked_for(client, boss, draft, status):
    answer = client.patch(f"{URL}/{draft()['id']}/status", json={"status": status}, headers=boss)
    assert answer.status_code == 422


def test_a_paid_invoice_is_not_annulled(client, boss, issued, pay):
    id = issued()["id"]
    payment = pay(id, "10.00").json
    assert "Anule primero los pagos" in annul(client, boss, id).json["detail"]
    client.post(f"/api/facturacion/payments/{payment['id']}/void", json={"reason": "Error"}, headers=boss)
    assert annul(client, boss, id).status_code == 200


def test_a_final_consumers_invoice_stands(client, boss, issued, final_consumer):
    answer = annul(client, boss, issued(buyer=final_consumer)["id"])
    assert answer.status_code == 409 and "consumidor final" in answer.json["detail"]


def test_a_draft_is_discarded_and_not_annulled(client, boss, draft):
    assert annul(client, boss, draft()["id"]).status_code == 409
