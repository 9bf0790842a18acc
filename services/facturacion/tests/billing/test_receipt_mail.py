"""The receipt of what was paid goes by mail to whoever deduces the expense, or to where they say."""

import email
from email import policy

import pytest

from common.messages import mail
from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries

API = "/api/facturacion"


@pytest.fixture
def mailing(apps, monkeypatch, tmp_path):
    """The service leaves its mail in a folder; yields its settings."""
    config = apps["facturacion"].config
    settings = config["SETTINGS"].model_copy(
        update={"mail_spool": str(tmp_path / "mail"), "mail_from": "caja@clinica.ec"}
    )
    monkeypatch.setitem(config, "SETTINGS", settings)
    return settings


@pytest.fixture
def letters(mailing, database_of, tmp_path):
    def act():
        database = database_of("facturacion")
        relay = CarrierRelay(database, "mail", mail.Carrier(mailing, database), Deliveries())
        while relay.run_once():
            pass
        files = sorted((tmp_path / "mail").glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return act


@pytest.fixture
def ask(client, boss):
    def post(id, headers=boss, **wish):
        return client.post(f"{API}/invoices/{id}/receipt/mail", json=wish, headers=headers)

    return post


def test_it_goes_to_the_address_of_the_invoice_as_it_is_printed(
    client, boss, issued, pay, buyer, ask, letters, published
):
    invoice = issued(buyer=buyer(email="maria@example.com"))
    pay(invoice["id"], "15.00")
    answer = ask(invoice["id"])
    assert (answer.status_code, answer.json) == (200, {"to": "maria@example.com"})
    assert published()[-1]["data"]["summary"].startswith("Pidió enviar por correo el recibo de la factura ")
    printed = client.get(f"{API}/invoices/{invoice['id']}/receipt?paper=a4", headers=boss).data
    # What is paid afterwards is in the next one.
    pay(invoice["id"], "25.00")
    (letter,) = letters()
    assert letter["To"] == "maria@example.com" and invoice["number"] in letter["Subject"]
    (sheet,) = letter.iter_attachments()
    assert sheet.get_content() == printed
    assert "Limpieza" not in letter.get_body().get_content()


def test_another_address_is_said(issued, ask, letters):
    assert ask(issued()["id"], to="contadora@example.com").json == {"to": "contadora@example.com"}
    assert letters()[0]["To"] == "contadora@example.com"


def test_it_says_what_is_missing(client, boss, draft, issued, ask, mailing, login):
    id = issued()["id"]
    answer = ask(id)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "to"
    assert ask(id, to="no es un correo").json["errors"][0]["field"] == "to"
    assert ask(draft()["id"], to="maria@example.com").status_code == 409
    assert ask(id, headers=login("invoices:read"), to="maria@example.com").status_code == 403
    assert ask(999999, to="maria@example.com").status_code == 404


def test_an_annulled_invoice_has_no_receipt_to_send(client, boss, issued, ask, letters):
    asked, refused = issued()["id"], issued()["id"]
    ask(asked, to="maria@example.com")
    for id in (asked, refused):
        body = {"status": "ANNULLED", "reason": "Error"}
        assert client.patch(f"{API}/invoices/{id}/status", json=body, headers=boss).status_code == 200
    assert ask(refused, to="maria@example.com").status_code == 409
    assert letters() == []


def test_without_a_mail_server_it_says_so(issued, ask):
    answer = ask(issued()["id"], to="maria@example.com")
    assert answer.status_code == 409 and "servidor de correo" in answer.json["detail"]
