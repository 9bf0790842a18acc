"""What is annulled in the SRI's portal by hand counts until the portal says so, and not a moment longer."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import psycopg2
import pytest
import requests

from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries
from facturacion.billing.carrier import Carrier

API = "/api/facturacion"
REASON = "Error en el nombre"


@pytest.fixture
def annul(client, boss):
    def act(invoice):
        change = {"status": "ANNULLED", "reason": REASON}
        return client.patch(f"{API}/invoices/{invoice['id']}/status", json=change, headers=boss)

    return act


@pytest.fixture
def withdraw(client, boss):
    return lambda invoice: client.delete(f"{API}/invoices/{invoice['id']}/annulment", headers=boss)


@pytest.fixture
def portal(emulator, board):
    """Somebody acts in the portal: `portal("ANULADO")`."""

    def act(state):
        key = board()[0]["access_key"]
        requests.put(f"{emulator.url}/portal", json={"key": key, "state": state}, timeout=5)

    return act


@pytest.fixture
def settle(electronic, transmit, database_of):
    """Let the carriers ask the portal, and bring its word to the invoice; twice, as a relay may that was killed."""

    def act():
        transmit(1)
        database = database_of("facturacion")
        relay = CarrierRelay(database, "annulments", Carrier(electronic, database), Deliveries())
        while relay.run_once():
            pass

    return act


@pytest.fixture
def seen(client, boss):
    return lambda invoice: client.get(f"{API}/invoices/{invoice['id']}", headers=boss).json


@pytest.fixture
def income(client, boss):
    """What the sales of the month come to in the book."""
    return lambda: client.get(f"{API}/reports/iva", headers=boss).json["sales"]["total"]["total"]


def test_it_counts_until_the_portal_confirms_it(
    issued, transmit, annul, portal, settle, seen, income, board, published
):
    invoice = issued()
    transmit()
    answer = annul(invoice)
    assert answer.status_code == 200, answer.json
    assert (answer.json["status"], answer.json["annulment"]["reason"]) == ("ISSUED", REASON)
    for state, annulment in ((None, "AWAITED"), ("PENDIENTE DE ANULAR", "PENDING")):
        if state:
            portal(state)
        settle()
        assert board()[0]["annulment"] == annulment
        now = seen(invoice)
        assert (now["status"], now["balance"], income()) == ("ISSUED", "40.00", "40.00")
    portal("ANULADO")
    settle(), settle()
    now = seen(invoice)
    assert (now["status"], now["balance"], now["annul_reason"], now["annulment"]) == (
        "ANNULLED",
        "0.00",
        REASON,
        None,
    )
    assert income() == "0.00" and board()[0]["annulment"] == "CONFIRMED"
    kinds = [event["type"] for event in published()]
    assert kinds.count("invoice.annulled") == 1 and kinds.count("einvoice.annulment_confirmed") == 1


def test_meanwhile_it_is_neither_charged_nor_credited_nor_asked_for_twice(
    client, boss, login, issued, transmit, annul
):
    invoice = issued()
    transmit()
    annul(invoice)
    payment = {"method": "TRANSFER", "amount": "40.00", "reference": "T-1"}
    refused = client.post(f"{API}/invoices/{invoice['id']}/payments", json=payment, headers=boss)
    assert refused.status_code == 409 and "espera al portal" in refused.json["detail"], refused.json
    body = {"reason": "Devolvió", "lines": [{"line_id": invoice["lines"][0]["id"], "quantity": "1"}]}
    url = f"{API}/invoices/{invoice['id']}/credit-notes"
    assert client.post(url, json=body, headers=login("invoices:credit")).status_code == 409
    day = f"{datetime.now(ZoneInfo('America/Guayaquil')):%Y-%m-%d}"
    plan = {"instalments": [{"due_on": day, "amount": invoice["balance"]}]}
    agreed = client.put(f"{API}/invoices/{invoice['id']}/instalments", json=plan, headers=boss)
    assert agreed.status_code == 409 and "retire el pedido" in agreed.json["detail"]
    again = annul(invoice)
    assert again.status_code == 409 and "ya está pedida" in again.json["detail"]


def test_meanwhile_nobody_is_reminded_of_it_and_the_list_says_so(
    client, login, issued, transmit, annul, withdraw
):
    collector = login("invoices:read", "payments:write")
    invoice = issued()
    transmit()
    annul(invoice)
    debts = f"{API}/receivables"
    assert [row["annulling"] for row in client.get(debts, headers=collector).json["data"]] == [True]
    reminder = f"{debts}/{invoice['id']}/reminders"
    refused = client.post(reminder, json={"channel": "WHATSAPP"}, headers=collector)
    assert refused.status_code == 409 and "no se recuerda" in refused.json["detail"], refused.json
    withdraw(invoice)
    again = client.post(reminder, json={"channel": "WHATSAPP"}, headers=collector)
    assert "no se recuerda" not in again.json.get("detail", "")
    assert [row["annulling"] for row in client.get(debts, headers=collector).json["data"]] == [False]


def test_there_is_a_way_back_while_the_portal_knows_nothing(
    issued, transmit, annul, withdraw, settle, seen, board
):
    invoice = issued()
    transmit()
    annul(invoice)
    settle()
    back = withdraw(invoice)
    assert back.status_code == 200 and back.json["annulment"] is None
    settle()
    assert seen(invoice)["status"] == "ISSUED" and board()[0]["annulment"] is None
    assert withdraw(invoice).status_code == 409
    assert annul(invoice).json["annulment"]["reason"] == REASON


def test_what_the_portal_has_is_not_withdrawn_here(issued, transmit, annul, withdraw, portal, settle):
    invoice = issued()
    transmit()
    annul(invoice)
    portal("PENDIENTE DE ANULAR")
    settle()
    refused = withdraw(invoice)
    assert refused.status_code == 409 and "recházelo allá" in refused.json["detail"]


def test_what_the_sri_refused_is_not_credited_but_annulled_at_once_whatever_the_day_and_sent_no_more(
    client, login, director, issued, annul, seen, board, settle, database_of, monkeypatch
):
    invoice = issued()
    with database_of("facturacion").transaction() as tx:
        tx.run("UPDATE electronic_invoices SET status = 'RETURNED'")
    url = f"{API}/invoices/{invoice['id']}/credit-notes"
    refused = client.post(url, json={"reason": "Devolvió"}, headers=login("invoices:credit"))
    assert refused.status_code == 409 and "no aceptó esta factura" in refused.json["detail"]
    assert seen(invoice)["einvoice_status"] == "RETURNED"
    monkeypatch.setattr("facturacion.billing.service.invoices.clinic_today", lambda: date(2099, 1, 5))
    assert annul(invoice).json["status"] == "ANNULLED"
    settle()
    (row,) = board()
    version = {"If-Match": f'"{row["version"]}"'}
    refused = client.post(f"{API}/einvoices/{row['id']}/resend", json={}, headers=director | version)
    assert refused.status_code == 409 and "está anulada" in refused.json["detail"]


def test_what_was_refused_after_it_was_asked_for_needs_no_portal(issued, annul, settle, seen, database_of):
    invoice = issued()
    assert annul(invoice).json["status"] == "ISSUED"
    with database_of("facturacion").transaction() as tx:
        tx.run("UPDATE electronic_invoices SET status = 'RETURNED'")
    settle()
    assert seen(invoice)["status"] == "ANNULLED"


def test_the_database_lets_nobody_annul_what_the_sri_has(issued, transmit, database_of):
    issued()
    transmit()
    with pytest.raises(psycopg2.Error) as caught:
        with database_of("facturacion").transaction() as tx:
            tx.run("UPDATE invoices SET status = 'ANNULLED', annul_reason = 'x', annulled_at = now()")
    assert caught.value.diag.constraint_name == "invoices_annulled_in_portal"


def test_only_who_annuls_asks_for_it_and_withdraws_it(client, login, issued, transmit, annul):
    invoice = issued()
    transmit()
    annul(invoice)
    headers = login("invoices:read", "invoices:write")
    assert client.delete(f"{API}/invoices/{invoice['id']}/annulment", headers=headers).status_code == 403
