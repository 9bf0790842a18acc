"""Who owes, the oldest first, and the reminders that they are sent."""

from datetime import datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from facturacion.reports import letters

API = "/api/facturacion"
URL = f"{API}/receivables"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def owed(issued, buyer):
    def make(**changes):
        return issued(buyer=buyer(**({"phone": "0991234567"} | changes)))

    return make


@pytest.fixture
def remind(client, boss):
    def act(invoice, headers=boss, **body):
        return client.post(f"{URL}/{invoice['id']}/reminders", json=body, headers=headers)

    return act


def test_who_owes_is_listed_the_oldest_first_until_it_is_paid(client, boss, owed, pay):
    first, second = owed(), owed(name="Luis Andrade", document="0926687856")
    page = client.get(f"{URL}?total=true", headers=boss).json
    assert [row["id"] for row in page["data"]] == [first["id"], second["id"]] and page["total"] == 2
    assert page["data"][0]["days"] == 0 and page["data"][0]["balance"] == "40.00"
    assert [row["id"] for row in client.get(f"{URL}?search=andrade", headers=boss).json["data"]] == [
        second["id"]
    ]
    assert client.get(f"{URL}?to=2026-01-01", headers=boss).json["data"] == []
    pay(first["id"], "40.00", "TRANSFER")
    assert [row["id"] for row in client.get(URL, headers=boss).json["data"]] == [second["id"]]


def test_who_owes_is_reminded_by_a_letter_that_does_not_leave_once_they_paid(
    apps, owed, remind, pay, published, database_of
):
    invoice = owed(email="ana@example.com")
    made = remind(invoice, channel="EMAIL").json
    assert (made["recipient"], made["url"]) == ("ana@example.com", None)
    (asked,) = [event for event in published() if event["type"] == "mail.requested"]
    assert asked["data"]["letter"] == "payment_reminder"
    letter = letters.reminder(None, database_of("facturacion"), asked["data"])
    assert letter.to == "ana@example.com" and letter.text.startswith(made["text"])
    pay(invoice["id"], "40.00", "TRANSFER")
    assert letters.reminder(None, database_of("facturacion"), asked["data"]) is None


def test_who_wants_no_messages_is_not_reminded_whenever_they_say_so(
    apps, login, issued, remind, published, deliver, database_of
):
    staff = login("patients:read", "patients:write")
    historia = apps["historia_clinica"].test_client()
    patient = historia.post(
        "/api/historia-clinica/patients",
        json={
            "document_type": "PASSPORT",
            "document_number": "X900001",
            "first_name": "Ana",
            "last_name": "Pérez",
            "gender": "female",
            "email": "ana@example.com",
        },
        headers=staff,
    ).json["id"]

    def consent(given):
        act = {"purpose": "MESSAGES", "given": given, "given_by": "Ana Pérez"}
        url = f"/api/historia-clinica/patients/{patient}/data-consents"
        assert historia.post(url, json=act, headers=staff).status_code == 201

    invoice = issued(patient_id=patient)
    consent(True)
    assert remind(invoice, channel="EMAIL").status_code == 201
    (asked,) = [event for event in published() if event["type"] == "mail.requested"]
    assert letters.reminder(None, database_of("facturacion"), asked["data"]).to == "ana@example.com"
    consent(False)
    deliver()
    assert letters.reminder(None, database_of("facturacion"), asked["data"]) is None
    refused = remind(invoice, channel="EMAIL", confirm_repeated=True)
    assert refused.status_code == 409 and "retiró su consentimiento" in refused.json["detail"]


def test_without_an_address_nobody_is_written_to(owed, remind):
    refused = remind(owed(email=None), channel="EMAIL")
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "channel"


def test_who_is_behind_with_their_instalments_is_found(client, boss, owed, pay, monkeypatch):
    plain, agreed = owed(), owed(name="Luis Andrade", document="0926687856")
    parts = [
        {"due_on": (TODAY + timedelta(days=days)).isoformat(), "amount": amount}
        for days, amount in ((5, "15.00"), (35, "25.00"))
    ]
    url = f"{API}/invoices/{agreed['id']}/instalments"
    headers = boss | {"If-Match": f'"{agreed["version"]}"'}
    answer = client.put(url, json={"instalments": parts}, headers=headers)
    assert answer.status_code in (200, 201), answer.json

    def behind():
        page = client.get(f"{URL}?overdue=true&total=true", headers=boss).json
        assert page["total"] == len(page["data"])
        return [(row["id"], row["overdue"]) for row in page["data"]]

    rows = client.get(URL, headers=boss).json["data"]
    assert {row["id"]: row["overdue"] for row in rows} == {plain["id"]: None, agreed["id"]: "0.00"}
    assert behind() == []
    later = TODAY + timedelta(days=6)
    monkeypatch.setattr("facturacion.reports.routes.receivables.clinic_today", lambda: later)
    assert behind() == [(agreed["id"], "15.00")]
    pay(agreed["id"], "15.00", "TRANSFER", reference="T-9")
    assert behind() == []


def test_a_reminder_opens_whatsapp_with_the_text_written(client, boss, owed, remind, published):
    invoice = owed()
    answer = remind(invoice)
    assert answer.status_code == 201, answer.json
    made = answer.json
    assert made["recipient"] == "+593991234567" and made["balance"] == "40.00"
    address, _, text = made["url"].partition("?text=")
    assert address == "https://wa.me/593991234567" and unquote(text) == made["text"]
    assert invoice["number"] in made["text"] and "$40,00" in made["text"] and "{" not in made["text"]
    (row,) = client.get(URL, headers=boss).json["data"]
    assert row["reminded_on"] == str(TODAY) and row["reminded_by"]
    event = published()[-1]
    assert event["type"] == "payment.reminded" and "$40,00" in event["data"]["summary"]


def test_nobody_is_reminded_twice_a_day_unless_it_is_confirmed(owed, remind):
    first, second = owed(), owed()
    assert remind(first).status_code == 201
    again = remind(second)
    assert again.status_code == 409 and again.json["confirm"] == "confirm_repeated"
    assert "ya se lo recordó hoy" in again.json["detail"]
    confirmed = remind(second, confirm_repeated=True)
    assert confirmed.status_code == 201 and confirmed.json["repeated"] is True
    somebody_else = remind(owed(document="0926687856"), confirm_repeated=True)
    assert somebody_else.status_code == 201 and somebody_else.json["repeated"] is False


@pytest.mark.parametrize("phone", [None, "022345678"])
def test_without_a_mobile_there_is_no_whatsapp(owed, remind, phone):
    answer = remind(owed(phone=phone))
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "channel"


def test_what_is_paid_is_not_reminded(owed, remind, pay):
    invoice = owed()
    pay(invoice["id"], "40.00", "TRANSFER")
    assert remind(invoice).status_code == 409
    assert remind({"id": 999_999}).status_code == 404


def test_the_text_is_the_clinics(client, boss, owed, remind):
    template = client.get(f"{URL}/reminder-template", headers=boss)
    put = {"If-Match": template.headers["ETag"]} | boss
    new = {"text": "{paciente}: debe {saldo}."}
    assert client.put(f"{URL}/reminder-template", json=new, headers=put).status_code == 200
    assert client.put(f"{URL}/reminder-template", json=new, headers=put).status_code == 412
    assert remind(owed()).json["text"] == "María Fernanda Torres: debe $40,00."


@pytest.mark.parametrize(
    "text", ["Hola {nombre}, debe {saldo}", "Debe {saldo", "Debe saldo} hoy", "corto", "x" * 1001]
)
def test_a_text_that_cannot_be_filled_in_is_refused(client, boss, text):
    answer = client.put(f"{URL}/reminder-template", json={"text": text}, headers={"If-Match": '"1"'} | boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "text"


def test_what_was_sent_stays(owed, remind, database_of):
    assert remind(owed()).status_code == 201
    with pytest.raises(psycopg2.Error, match="payment_reminders_keep|permission denied"):
        with database_of("facturacion").transaction() as tx:
            tx.run("DELETE FROM facturacion.payment_reminders")


def test_each_needs_its_permission(client, login, owed, remind):
    invoice = owed()
    assert client.get(URL).status_code == 401
    assert client.get(URL, headers=login("reports:read")).status_code == 403
    assert client.get(f"{URL}.xlsx", headers=login("reports:read")).status_code == 403
    assert remind(invoice, headers=login("invoices:read")).status_code == 403
    answer = client.put(
        f"{URL}/reminder-template", json={"text": "Debe {saldo}"}, headers=login("payments:write")
    )
    assert answer.status_code == 403


def test_the_list_is_a_workbook(client, boss, owed):
    owed()
    answer = client.get(f"{URL}.xlsx", headers=boss)
    assert answer.status_code == 200 and answer.data.startswith(b"PK")
