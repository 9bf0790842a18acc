"""Who deducts the expense: the patient, a relative or a company used before; the final consumer only with a reason."""

import psycopg2
import pytest

API = "/api/facturacion"
COMPANY = {"id_type": "04", "document": "1790011674001", "name": "Seguros del Valle"}


@pytest.fixture
def buyers(client, boss):
    return lambda id: client.get(f"{API}/invoices/buyers?patient_id={id}", headers=boss)


def test_who_was_billed_before_comes_first_and_once(shared, issued, buyer, final_consumer, buyers):
    made = [
        issued(),
        issued(buyer=COMPANY),
        issued(buyer=final_consumer),
        issued(buyer=buyer(phone="0991234567")),
    ]
    with shared.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE facturacion.invoices DISABLE TRIGGER USER")
        ids = [invoice["id"] for invoice in made]
        cursor.execute("UPDATE facturacion.invoices SET patient_id = 626262 WHERE id = ANY (%s)", (ids,))
        cursor.execute("ALTER TABLE facturacion.invoices ENABLE TRIGGER USER")
    found = buyers(626262).json["data"]
    assert [one["document"] for one in found] == ["1714307103", "1790011674001"]
    assert found[0]["phone"] == made[3]["buyer"]["phone"] is not None
    assert buyers(636363).json == {"data": []} and buyers("abc").status_code == 422


@pytest.mark.parametrize("reason", [None, "", "  ", "ab", "x" * 301, 7])
def test_the_final_consumer_needs_a_reason(client, boss, new_invoice, final_consumer, reason):
    body = new_invoice(buyer=final_consumer | {"reason": reason})
    answer = client.post(f"{API}/invoices", json=body, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "buyer.reason"


def test_the_reason_is_kept_and_is_of_nobody_else(client, boss, issued, new_invoice, buyer, final_consumer):
    assert issued(buyer=final_consumer)["buyer"]["reason"] == "No quiso dar sus datos"
    body = new_invoice(buyer=buyer(reason="No quiso"))
    answer = client.post(f"{API}/invoices", json=body, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "buyer.reason"


def test_the_database_issues_none_to_the_final_consumer_without_a_reason(
    client, boss, draft, final_consumer, database_of
):
    made = draft(buyer=final_consumer)
    with database_of("facturacion").transaction() as tx:
        tx.run("UPDATE facturacion.invoices SET buyer_reason = NULL WHERE id = %(id)s", id=made["id"])
    answer = client.post(f"{API}/invoices/{made['id']}/issue", json={}, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "buyer.reason"
    with pytest.raises(psycopg2.Error) as refusal, database_of("facturacion").transaction() as tx:
        tx.run("UPDATE facturacion.invoices SET status = 'ISSUED' WHERE id = %(id)s", id=made["id"])
    assert refusal.value.diag.constraint_name == "invoices_final_consumer_reason"
