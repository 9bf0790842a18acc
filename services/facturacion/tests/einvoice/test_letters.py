"""What is authorised reaches its buyer: once by itself, again when somebody wishes it, and never what is only a trial."""

import email
from email import policy

import pytest

from common.messages import mail
from common.messages.links import Links, MadeLink
from common.messages.relay import CarrierRelay, Later, Refused
from common.problems import Unavailable
from common.run.metrics import Deliveries
from facturacion.einvoice import rules
from facturacion.einvoice.carrier import Carrier
from facturacion.einvoice.letters import document

API = "/api/facturacion"


@pytest.fixture
def mailing(settings_for_sri, electronic, xsd_dir, tmp_path):
    """The service leaves its mail in a folder."""
    return settings_for_sri(
        sri_xsd_dir=str(xsd_dir), mail_spool=str(tmp_path / "mail"), mail_from="caja@clinica.ec"
    )


@pytest.fixture
def authorised(mailing, issued, database_of, due, board):
    """The document of an invoice whose buyer has an address, authorised."""

    def act(address="ana@example.com"):
        invoice = issued(
            buyer={"id_type": "05", "document": "1714307103", "name": "Ana Ñandú", "email": address}
        )
        database = database_of("facturacion")
        relay = CarrierRelay(database, "sri", Carrier(mailing, database), Deliveries())
        for _ in range(3):
            due()
            while relay.run_once():
                pass
        (row,) = board(invoice_id=invoice["id"])
        assert row["status"] == "AUTHORISED"
        return row

    return act


@pytest.fixture
def letters(mailing, database_of, tmp_path):
    """Let the mail out; the letters that there are now."""

    def act():
        database = database_of("facturacion")
        relay = CarrierRelay(database, "mail", mail.Carrier(mailing, database), Deliveries())
        while relay.run_once():
            pass
        files = sorted((tmp_path / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime)
        return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return act


def test_what_is_authorised_reaches_its_buyer_once(authorised, letters, client, director):
    row = authorised()
    (letter,) = letters()
    assert letter["To"] == "ana@example.com" and letter["From"] == "Clínica Ñ <caja@clinica.ec>"
    assert letter["Subject"] == f"Su factura {row['number']} de Clínica Ñ"
    assert row["access_key"] in letter.get_body().get_content()
    xml, pdf = letter.iter_attachments()
    assert (
        xml.get_filename() == f"{row['access_key']}.xml"
        and pdf.get_filename() == f"factura-{row['number']}.pdf"
    )
    url = f"{API}/einvoices/{row['id']}"
    content = xml.get_payload(decode=True)
    assert content == client.get(f"{url}/xml", headers=director).data and b"<autorizacion>" in content
    assert pdf.get_content() == client.get(f"{url}/ride", headers=director).data
    assert len(letters()) == 1


def test_it_is_sent_again_when_somebody_wishes_it(authorised, letters, client, director):
    row = authorised()
    letters()
    url = f"{API}/einvoices/{row['id']}/mail"
    assert client.post(url, json={}, headers=director).status_code == 200
    assert client.post(url, json={"to": "contador@example.com"}, headers=director).status_code == 200
    assert sorted(letter["To"] for letter in letters()) == [
        "ana@example.com",
        "ana@example.com",
        "contador@example.com",
    ]


def test_the_document_says_when_it_left_and_to_whom(authorised, letters, board):
    row = authorised()
    assert (row["mailed_at"], row["mailed_to"], row["mail_refused"]) == (None, None, None)
    letters()
    (row,) = board(invoice_id=row["invoice_id"])
    assert row["mailed_at"] and row["mailed_to"] == "ana@example.com"
    assert row["mail_refused"] is None


def test_the_document_says_why_its_letter_never_arrives(
    authorised, letters, board, client, director, monkeypatch
):
    def declined(carrier, letter, event):
        raise Refused("El servidor de correo no aceptó el mensaje. 550: no existe")

    row = authorised()
    with monkeypatch.context() as patch:
        patch.setattr(mail.Carrier, "message", declined)
        letters()
    (row,) = board(invoice_id=row["invoice_id"])
    assert row["mailed_at"] is None and row["mail_refused"].endswith("550: no existe")
    assert client.post(f"{API}/einvoices/{row['id']}/mail", json={}, headers=director).status_code == 200
    letters()
    (row,) = board(invoice_id=row["invoice_id"])
    assert row["mailed_to"] == "ana@example.com" and row["mail_refused"] is None


def test_without_an_address_nothing_leaves_until_somebody_says_where(authorised, letters, client, director):
    row = authorised(None)
    assert letters() == []
    url = f"{API}/einvoices/{row['id']}/mail"
    refused = client.post(url, json={}, headers=director)
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "to"
    assert client.post(url, json={"to": "nadie"}, headers=director).status_code == 422
    assert client.post(url, json={"to": "ana@example.com"}, headers=director).status_code == 200
    assert [letter["To"] for letter in letters()] == ["ana@example.com"]


def test_what_is_not_authorised_is_not_sent(mailing, issued, board, client, director):
    issued()
    (row,) = board()
    refused = client.post(f"{API}/einvoices/{row['id']}/mail", json={}, headers=director)
    assert (
        refused.status_code == 409
        and refused.json["detail"] == "Se envía por correo cuando el SRI lo autorice."
    )


def test_without_a_mail_server_it_says_so(authorised, client, director, settings_for_sri):
    row = authorised()
    settings_for_sri(mail_spool="")
    refused = client.post(f"{API}/einvoices/{row['id']}/mail", json={}, headers=director)
    assert refused.status_code == 409 and refused.json["detail"] == "El sistema no tiene servidor de correo."


@pytest.mark.parametrize("environment, goes", [("1", False), ("2", True)])
def test_what_is_only_a_trial_reaches_no_mailbox_by_itself(mailing, environment, goes):
    real = mailing.model_copy(update={"smtp_host": "smtp.example.com"})
    assert rules.mails_itself(environment, "ana@example.com", real) == goes
    assert rules.mails_itself(environment, "ana@example.com", mailing)
    assert not rules.mails_itself(environment, None, mailing)


def test_where_the_clinic_has_an_address_the_letter_has_a_link(
    authorised, letters, mailing, client, database_of, tmp_path, monkeypatch
):
    made = []

    def make(links, scope, about, seconds):
        made.append((scope, about))
        url = f"{links.settings.public_url}/comprobante/#abc"
        return MadeLink("abc", url, None)

    monkeypatch.setattr(Links, "make", make)
    row = authorised()
    assert "/comprobante/" not in letters()[0].get_body().get_content()
    writer = mailing.model_copy(update={"public_url": "https://clinica.ec"})
    letter = document(writer, database_of("facturacion"), {"einvoice_id": row["id"], "to": None})
    assert "https://clinica.ec/comprobante/#abc" in letter.text and made == [("einvoice:read", row["id"])]


def test_the_letter_waits_for_who_signs_the_link(authorised, mailing, database_of, monkeypatch):
    def away(*told):
        raise Unavailable("El servicio de usuarios no responde. Intente de nuevo.")

    row = authorised()
    monkeypatch.setattr(Links, "make", away)
    writer = mailing.model_copy(update={"public_url": "https://clinica.ec"})
    with pytest.raises(Later, match="no responde"):
        document(writer, database_of("facturacion"), {"einvoice_id": row["id"], "to": None})
