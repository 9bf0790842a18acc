"""What is left of a package: refunded at the price it was sold for, or annulled with its invoice while nothing was used."""

from decimal import Decimal

import psycopg2
import pytest

REFUND = {"reason": "Se va de viaje", "settle": "CREDIT"}


def test_what_is_left_goes_back_at_the_price_it_was_sold_for(call, patient, sold, visit, held, income):
    rosa = patient()
    mine = sold(rosa)
    pay = {"amount": "100.00", "method": "TRANSFER", "reference": "T-1"}
    assert call("post", f"/invoices/{mine['invoice_id']}/payments", pay).status_code == 201
    visit(rosa, mine)
    path = f"/patient-packages/{mine['id']}/refunds"
    item = mine["items"][0]["id"]
    too_many = call("post", path, REFUND | {"items": [{"item_id": item, "sessions": 3}]})
    assert too_many.status_code == 422 and "Quedan 2" in too_many.json["errors"][0]["message"]
    part = call("post", path, REFUND | {"items": [{"item_id": item, "sessions": 1}]})
    assert part.status_code == 201, part.json
    assert (part.json["refunded"], part.json["remaining"]) == ("33.33", "33.34")
    account = call("get", f"/patients/{rosa}/account").json
    assert (account["credit"], account["owed"]) == ("33.33", "0.00")
    rest = call("post", path, {"reason": "Se va de viaje", "settle": "REFUND", "method": "TRANSFER"})
    assert rest.status_code == 201, rest.json
    assert (rest.json["refunded"], rest.json["remaining"], rest.json["state"]) == ("66.67", "0.00", "USED")
    assert call("post", path, REFUND).status_code == 409
    invoice = call("get", f"/invoices/{mine['invoice_id']}").json
    assert (invoice["credited"], invoice["balance"], income(mine)) == ("66.67", "0.00", Decimal("33.33"))


def test_a_refund_credits_the_iva_of_what_goes_back(call, patient, sold):
    rosa = patient()
    mine = sold(rosa, iva_code="4")
    back = call("post", f"/patient-packages/{mine['id']}/refunds", {"reason": "No vendrá más"})
    assert back.status_code == 201, back.json
    invoice = call("get", f"/invoices/{mine['invoice_id']}").json
    assert (invoice["total"], invoice["credited"], back.json["refunded"]) == ("115.00", "115.00", "100.00")


def test_a_package_is_not_credited_as_a_common_line(call, patient, sold):
    mine = sold(patient())
    answer = call("post", f"/invoices/{mine['invoice_id']}/credit-notes", {"reason": "Error"})
    assert answer.status_code == 409 and "sesiones" in answer.json["detail"]
    assert call("get", f"/invoices/{mine['invoice_id']}/credit-notes").json["data"] == []


def test_an_invoice_takes_its_package_with_it_unless_a_session_was_given(call, patient, sold, held):
    rosa = patient()
    mine, other = sold(rosa), sold(rosa)
    use = {"item_id": mine["items"][0]["id"], "patient_id": rosa}
    given = call("post", f"/patient-packages/{mine['id']}/redemptions", use).json["uses"][0]["id"]
    annul = {"status": "ANNULLED", "reason": "Error en el cliente"}
    refused = call("patch", f"/invoices/{mine['invoice_id']}/status", annul)
    assert refused.status_code == 409 and "sesiones" in refused.json["detail"]
    assert call("patch", f"/invoices/{other['invoice_id']}/status", annul).status_code == 200
    assert (held(other["id"])["state"], held(other["id"])["remaining"]) == ("VOID", "0.00")
    again = {"item_id": other["items"][0]["id"], "patient_id": rosa}
    assert call("post", f"/patient-packages/{other['id']}/redemptions", again).status_code == 409
    call("post", f"/package-redemptions/{given}/undo", {"reason": "No vino"})
    assert call("patch", f"/invoices/{mine['invoice_id']}/status", annul).status_code == 200


def ask_to_annul(database_of, mine):
    """As an invoice that the SRI has waits for its portal (tests/einvoice/test_annulment.py)."""
    with database_of("facturacion").transaction() as tx:
        tx.run(
            """
            INSERT INTO annulment_requests (invoice_id, reason, asked_by_id, asked_by_name)
                 VALUES (%(id)s, 'Duplicada', '1', 'Ana')
            """,
            id=mine["invoice_id"],
        )


def test_nothing_is_used_of_a_package_whose_annulment_waits(call, patient, sold, visit, held, database_of):
    rosa = patient()
    mine = sold(rosa)
    ask_to_annul(database_of, mine)
    data = visit(rosa, mine)
    assert held(mine["id"])["used"] == 0
    (draft,) = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    assert draft["total"] == "40.00"


def test_what_was_used_of_a_package_is_not_asked_to_be_annulled(patient, sold, visit, database_of):
    rosa = patient()
    mine = sold(rosa)
    visit(rosa, mine)
    with pytest.raises(psycopg2.Error) as caught:
        ask_to_annul(database_of, mine)
    assert caught.value.diag.constraint_name == "patient_packages_voided_unused"
