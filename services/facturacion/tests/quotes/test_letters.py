"""A quote reaches its patient by mail, as it was sent, when somebody wishes it."""

import email
from email import policy

import pytest

from common.messages import mail
from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries


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


def test_it_is_mailed_with_the_pdf_that_was_sent(call, sent, letters, client, staff):
    quote = sent()
    answer = call("post", f"/quotes/{quote['id']}/mail", {"to": "rosa@example.com"})
    assert answer.status_code == 200, answer.json
    (letter,) = letters()
    assert letter["To"] == "rosa@example.com" and quote["number"] in letter["Subject"]
    (pdf,) = letter.iter_attachments()
    assert pdf.get_filename() == f"{quote['number']}-v1.pdf"
    printed = client.get(f"/api/facturacion/quotes/{quote['id']}/pdf", headers=staff).data
    assert pdf.get_content() == printed
    assert "$400" in letter.get_body().get_content()


def test_without_an_address_it_asks_for_one(call, sent, mailing):
    answer = call("post", f"/quotes/{sent()['id']}/mail", {})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "to"


def test_a_patient_who_withdrew_the_consent_to_messages_gets_none(
    apps, call, sent, patient, staff, letters, deliver
):
    historia = apps["historia_clinica"].test_client()

    def consent(given):
        act = {"purpose": "MESSAGES", "given": given, "given_by": "Rosa Presupuesto"}
        url = f"/api/historia-clinica/patients/{patient}/data-consents"
        assert historia.post(url, json=act, headers=staff).status_code == 201

    url = f"/quotes/{sent()['id']}/mail"
    consent(True)
    consent(False)
    refused = call("post", url, {"to": "rosa@example.com"})
    assert (refused.status_code, letters()) == (409, [])
    assert refused.json["detail"].startswith("El paciente retiró su consentimiento")
    consent(True)
    assert call("post", url, {"to": "rosa@example.com"}).status_code == 200
    # Said while it waited for the mail server.
    consent(False)
    deliver()
    assert letters() == []
    consent(True)
    deliver()
    assert call("post", url, {"to": "rosa@example.com"}).status_code == 200
    assert len(letters()) == 1


def test_a_draft_is_not_mailed_and_what_was_replaced_does_not_leave(call, quoted, sent, letters):
    assert call("post", f"/quotes/{quoted()['id']}/mail", {"to": "rosa@example.com"}).status_code == 409
    first = sent()
    call("post", f"/quotes/{first['id']}/mail", {"to": "rosa@example.com"})
    new = call("post", f"/quotes/{first['id']}/editions").json
    call("post", f"/quotes/{new['id']}/send", version=new["version"])
    assert letters() == []


def test_without_a_mail_server_it_says_so(call, sent):
    answer = call("post", f"/quotes/{sent()['id']}/mail", {"to": "rosa@example.com"})
    assert answer.status_code == 409 and "servidor de correo" in answer.json["detail"]
