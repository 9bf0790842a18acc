"""Whoever bought downloads by a link, without entering."""

import pytest

API = "/api/facturacion"
SHARED = f"{API}/shared/einvoice"


@pytest.fixture
def sent(electronic, issued, transmit, board):
    """An authorised document."""
    invoice = issued(buyer={"id_type": "05", "document": "1714307103", "name": "Ana Ñandú"})
    transmit()
    (row,) = board(invoice_id=invoice["id"])
    return row


@pytest.fixture
def link(client, director, sent):
    """The headers of who shows a link to `sent`."""

    def make():
        answer = client.post(f"{API}/einvoices/{sent['id']}/links", headers=director)
        assert answer.status_code == 201, answer.json
        page, token = answer.json["url"].split("#")
        assert page == "http://localhost/comprobante/"
        return {"Authorization": f"Link {token}"}

    return make


def test_by_its_link_a_document_is_seen_and_downloaded_without_entering(
    client, director, sent, link, database_of
):
    shown = link()
    told = client.get(SHARED, headers=shown)
    assert told.status_code == 200
    assert (told.json["number"], told.json["buyer_name"]) == (sent["number"], "Ana Ñandú")
    assert told.json["emulated"] and not told.json["annulled"] and told.json["status"] == "AUTHORISED"
    xml, pdf = (client.get(f"{SHARED}/{what}", headers=shown) for what in ("xml", "ride"))
    own = f"{API}/einvoices/{sent['id']}"
    assert xml.data == client.get(f"{own}/xml", headers=director).data and b"<autorizacion>" in xml.data
    assert pdf.data == client.get(f"{own}/ride", headers=director).data
    with database_of("facturacion").session() as db:
        actors = db.all("SELECT actor FROM outbox WHERE type = 'einvoice.downloaded'")
    assert [row["actor"]["name"] for row in actors] == ["Por enlace", "Por enlace"]


def test_withdrawn_links_serve_no_more_and_a_new_one_does(client, director, sent, link):
    before = link()
    assert client.delete(f"{API}/einvoices/{sent['id']}/links", headers=director).status_code == 204
    refused = client.get(f"{SHARED}/xml", headers=before)
    assert refused.status_code == 410 and "retiró" in refused.json["detail"]
    assert client.get(SHARED, headers=link()).status_code == 200


def test_a_session_opens_nothing_here_and_a_link_nothing_elsewhere(client, director, sent, link):
    assert client.get(SHARED, headers=director).status_code == 401
    assert client.get(f"{API}/einvoices/{sent['id']}/xml", headers=link()).status_code == 401


def test_only_who_sees_documents_makes_links(client, login, sent):
    url = f"{API}/einvoices/{sent['id']}/links"
    assert client.post(url, headers=login("invoices:read")).status_code == 403
    assert client.delete(url, headers=login("einvoices:read")).status_code == 403
    assert client.post(f"{API}/einvoices/999999999/links", headers=login("einvoices:read")).status_code == 404


def test_what_is_not_signed_yet_has_no_link(client, director, electronic, issued, board, monkeypatch):
    monkeypatch.setattr("facturacion.einvoice.service.credential_of", lambda *told: (None, "Falta"))
    issued()
    (row,) = board()
    refused = client.post(f"{API}/einvoices/{row['id']}/links", headers=director)
    assert refused.status_code == 409 and "no está firmado" in refused.json["detail"]


def test_the_stored_answer_of_a_repeated_request_holds_no_link(client, director, sent):
    url, key = f"{API}/einvoices/{sent['id']}/links", {"Idempotency-Key": "web-link-000001"}
    assert client.post(url, headers=director | key).json["url"]
    assert "url" not in client.post(url, headers=director | key).json
