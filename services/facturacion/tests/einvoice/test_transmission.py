"""From the invoice to the SRI's authorisation, whatever happens between."""

import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import psycopg2
import pytest
from lxml import etree

from facturacion.billing.service import invoices as billing
from facturacion.einvoice.carrier import Carrier
from facturacion.einvoice.ecuador import access_key, catalogues
from facturacion.einvoice.queries import attempts, einvoices
from tests.sri.samples import GUAYAQUIL
from tests.sri.verifiers import signxml_verifies, xmlsec_verifies

API = "/api/facturacion"
OUTAGE = int(os.environ.get("EINVOICE_OUTAGE", "12"))


@pytest.fixture
def xml(client, director):
    """The bytes of a document's file."""
    return lambda id: client.get(f"{API}/einvoices/{id}/xml", headers=director)


@pytest.fixture
def detail(client, director):
    return lambda id: client.get(f"{API}/einvoices/{id}", headers=director).json


@pytest.fixture
def resend(client, director, detail):
    def act(id):
        etag = {"If-Match": f'"{detail(id)["version"]}"'}
        return client.post(f"{API}/einvoices/{id}/resend", json={}, headers=director | etag)

    return act


def states(board):
    return [row["status"] for row in board()]


def text(content, path):
    return etree.fromstring(content).findtext(path)


def test_an_issued_invoice_is_signed_sent_and_authorised(
    electronic, issued, transmit, board, xml, detail, ca_file
):
    invoice = issued()
    (signed,) = board()
    assert signed["status"] == "SIGNED" and signed["number"] == invoice["number"]
    assert signed["invoice_id"] == invoice["id"] and signed["total"] == invoice["total"]
    content = xml(signed["id"]).data
    assert xmlsec_verifies(content, ca_file) and signxml_verifies(content, ca_file)
    parts = access_key.parts_of(signed["access_key"])
    assert text(content, "infoFactura/fechaEmision") == f"{datetime.now(GUAYAQUIL):%d/%m/%Y}"
    assert (
        parts.issue_date == f"{datetime.now(GUAYAQUIL):%d%m%Y}" and parts.sequential == invoice["number"][-9:]
    )

    transmit()
    (done,) = board()
    assert done["status"] == "AUTHORISED" and done["advice"] is None
    assert [message["code"] for message in done["messages"]] == ["60"]
    envelope = etree.fromstring(xml(done["id"]).data)
    assert envelope.findtext("numeroAutorizacion") == done["access_key"]
    assert envelope.findtext("comprobante").encode() == content
    tried = detail(done["id"])["attempts"]
    assert [row["operation"] for row in tried] == ["RECEPTION", "AUTHORISATION"]
    assert tried[0]["sent_sha256"] == sha256(content).hexdigest()


def test_the_list_of_invoices_says_where_each_stands(client, boss, electronic, issued, transmit):
    def seen():
        return client.get(f"{API}/invoices", headers=boss).json["data"][0]["einvoice_status"]

    issued()
    assert seen() == "SIGNED"
    transmit()
    assert seen() == "AUTHORISED"


def test_the_log_says_what_happened(electronic, issued, transmit, published):
    issued()
    transmit()
    told = {event["type"]: event["data"]["summary"] for event in published()}
    assert told["einvoice.prepared"].startswith("Preparó la factura 001-001-")
    assert told["einvoice.authorised"].startswith("El SRI autorizó la factura 001-001-")


def test_nothing_clinical_leaves_in_the_xml(electronic, issued, line, board, xml):
    issued(
        lines=[line(description="Endodoncia de la pieza 36 por pulpitis", code="END-36")], notes="Alérgica"
    )
    content = xml(board()[0]["id"]).data.decode()
    for word in ("Endodoncia", "pieza", "36 ", "pulpitis", "END", "Alérgica"):
        assert word not in content.partition("<detalles>")[2].partition("</detalles>")[0]
    assert "Alérgica" not in content and "Servicios odontológicos" in content


def test_how_it_was_paid_is_said(client, boss, electronic, draft, line, open_till, board, xml):
    open_till(boss)
    made = draft(lines=[line(unit_price="100.00")])
    payments = [
        {"amount": "30.00", "method": "CASH"},
        {"amount": "20.00", "method": "CARD_CREDIT", "reference": "123456"},
    ]
    answer = client.post(f"{API}/invoices/{made['id']}/charge", json={"payments": payments}, headers=boss)
    assert answer.status_code == 200, answer.json
    root = etree.fromstring(xml(board()[0]["id"]).data)
    told = {pay.findtext("formaPago"): pay.findtext("total") for pay in root.iter("pago")}
    assert told == {"01": "30.00", "19": "20.00", "20": "50.00"}


def test_a_credit_note_follows_its_invoice(client, login, electronic, issued, line, transmit, board, xml):
    clerk = login("invoices:read", "invoices:write", "invoices:credit", "payments:refund", "payments:write")
    lines = [line(quantity="3", unit_price="33.33", iva_code="4"), line(unit_price="10.01", iva_code="0")]
    invoice = issued(lines=lines)
    for quantity in ("1", "0.7"):
        wish = {
            "reason": "Tenía pulpitis",
            "lines": [{"line_id": invoice["lines"][0]["id"], "quantity": quantity}],
        }
        answer = client.post(f"{API}/invoices/{invoice['id']}/credit-notes", json=wish, headers=clerk)
        assert answer.status_code == 201, answer.json
    rest = client.post(f"{API}/invoices/{invoice['id']}/credit-notes", json={"reason": "Todo"}, headers=clerk)
    assert rest.status_code == 201, rest.json
    transmit()
    told = board()
    assert [(row["document_code"], row["status"]) for row in told] == [("04", "AUTHORISED")] * 3 + [
        ("01", "AUTHORISED")
    ]
    content = etree.fromstring(xml(told[2]["id"]).data).findtext("comprobante").encode()
    assert text(content, "infoNotaCredito/numDocModificado") == invoice["number"]
    assert b"pulpitis" not in content
    assert sum(Decimal(row["total"]) for row in told[:3]) == Decimal(invoice["total"])


def test_what_the_sri_would_refuse_is_refused_while_it_is_a_draft(
    client, boss, electronic, draft, buyer, board
):
    made = draft(buyer=buyer(name="María 🦷"))
    answer = client.post(f"{API}/invoices/{made['id']}/issue", json={}, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "buyer.name"
    assert "🦷" in answer.json["detail"] and board() == []


def test_while_nobody_answers_it_waits_and_the_same_bytes_are_sent(
    emulator, electronic, issued, transmit, board, detail
):
    issued()
    for kind in ("silent_before", "fault", "garbage", "busy"):
        emulator.faults["reception", kind] = 1
        transmit(1)
        assert states(board) == ["SIGNED"], kind
    transmit()
    (row,) = board()
    tried = detail(row["id"])["attempts"]
    assert row["status"] == "AUTHORISED"
    assert len({one["sent_sha256"] for one in tried if one["operation"] == "RECEPTION"}) == 1
    assert [one["error"] is None for one in tried] == [False, False, False, True, True, True]


@pytest.mark.parametrize("kind", ["silent_after", "cut"])
def test_received_without_an_answer_it_is_asked_for_and_never_renumbered(
    emulator, electronic, issued, transmit, board, kind
):
    issued()
    emulator.faults["reception", kind] = 1
    transmit()
    assert states(board) == ["AUTHORISED"]
    assert [(row["key"], row["receptions"]) for row in emulator.state.all()] == [
        (board()[0]["access_key"], 1)
    ]


def test_in_process_it_is_polled(emulator, electronic, issued, transmit, board):
    emulator.processing = 3600
    issued()
    transmit()
    assert states(board) == ["RECEIVED"] and emulator.state.all()[0]["receptions"] == 1
    emulator.processing = 0
    transmit()
    assert states(board) == ["AUTHORISED"]


def test_after_a_day_without_an_answer_a_person_hears_of_it(
    emulator, electronic, issued, transmit, published, monkeypatch
):
    emulator.processing = 10**6
    issued()
    transmit(1)
    monkeypatch.setattr("facturacion.einvoice.rules.WORRYING", timedelta(0))
    transmit(1)
    overdue = [event for event in published() if event["type"] == "einvoice.overdue"]
    assert overdue and overdue[0]["data"]["level"] == "ERROR"


def test_what_is_returned_goes_to_a_person_who_corrects_and_sends_the_same_key(
    emulator, electronic, issued, transmit, board, change_issuer, resend, xml
):
    emulator.days = -1  # nothing is of a day that it takes
    issued()
    transmit()
    (row,) = board(status="RETURNED")
    assert row["messages"][0]["code"] == "65" and "otro día" in row["advice"]["meaning"]
    assert board(pending="true") == [row]
    emulator.days = 0
    change_issuer(head_office="Av. Corregida 5, Quito")
    again = resend(row["id"])
    assert again.status_code == 200 and again.json["access_key"] == row["access_key"]
    assert text(xml(row["id"]).data, "infoTributaria/dirMatriz") == "Av. Corregida 5, Quito"
    assert again.json["messages"] == []
    transmit()
    assert states(board) == ["AUTHORISED"]
    assert resend(row["id"]).status_code == 409


def test_what_is_not_authorised_may_be_sent_again_too(
    emulator, electronic, issued, transmit, board, resend, published
):
    emulator.enabled = set()
    issued()
    transmit()
    (row,) = board(status="NOT_AUTHORISED")
    assert row["messages"][0]["code"] == "37" and "no está autorizado" in row["advice"]["meaning"]
    assert "einvoice.not_authorised" in [event["type"] for event in published()]
    emulator.enabled = None
    assert resend(row["id"]).status_code == 200
    transmit()
    assert states(board) == ["AUTHORISED"]


def test_a_number_that_is_taken_is_our_own_fault_and_no_authorisation(
    emulator, electronic, issued, transmit, board, database_of, published
):
    issued()
    key = board()[0]["access_key"]
    series = "-".join((key[10:23], key[23], key[8:10], key[24:27], key[27:30], key[30:39]))
    emulator.state.store("0" * 49, series, b"another's", emulator.now())
    transmit()
    (row,) = board()
    assert row["status"] == "RETURNED" and row["messages"][0]["code"] == "45"
    told = [event["data"] for event in published() if event["type"] == "einvoice.returned"]
    assert told[0]["level"] == "ERROR" and "ya tiene este número" in told[0]["summary"]


class Killed(BaseException):
    """The process ends here."""


def kill(*_, **__):
    raise Killed


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (Carrier, "tried"),  # before it is sent
        (attempts, "insert"),  # sent and answered, nothing of it kept
        (Carrier, "arrived"),  # the attempt kept, the state not
        (einvoices, "move"),  # in the middle of the last transaction
    ],
)
@pytest.mark.parametrize("turn", [1, 2], ids=["reception", "authorisation"])
def test_killed_between_any_two_steps(
    emulator, electronic, issued, transmit, relay, due, board, where, what, turn
):
    """One document, one key; none forgotten, none sent twice under another key."""
    if (what, turn) == ("arrived", 2):
        where, what = Carrier, "decided"
    issued()
    if turn == 2:
        due()
        relay.run_once()
        assert states(board) == ["RECEIVED"]
    due()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(where, what, kill)
        with pytest.raises(Killed):
            relay.run_once()
    transmit()
    (row,) = board()
    assert row["status"] == "AUTHORISED"
    assert [(one["key"], one["receptions"]) for one in emulator.state.all()] == [(row["access_key"], 1)]


def test_killed_while_issuing_there_is_neither_invoice_nor_document(
    client, boss, electronic, draft, board, monkeypatch
):
    made = draft()
    with monkeypatch.context() as patched:
        patched.setattr(billing.events, "issued", kill)
        with pytest.raises(Killed):
            client.post(f"{API}/invoices/{made['id']}/issue", json={}, headers=boss)
    assert board() == []
    assert client.get(f"{API}/invoices/{made['id']}", headers=boss).json["status"] == "DRAFT"


def test_what_an_outage_held_back_drains_in_order(emulator, electronic, issued, transmit, due, relay, board):
    numbers = [issued()["number"] for _ in range(OUTAGE)]
    emulator.faults["reception", "fault"] = 3
    transmit(1)
    assert set(states(board)) == {"SIGNED"}
    emulator.faults.clear()
    transmit(2)
    waiting = board(pending="true")
    assert waiting == []
    assert [row["series"][-9:] for row in emulator.state.all()] == [number[-9:] for number in numbers]


def test_without_a_certificate_in_force_it_waits_for_the_next(
    authority, electronic, issued, transmit, board, xml, upload, database_of, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr("facturacion.einvoice.service.credential_of", lambda *_: (None, "Venció."))
        issued()
        transmit()
        (row,) = board()
        assert row["status"] == "PREPARED" and xml(row["id"]).status_code == 404
        with database_of("facturacion").session() as db:
            assert db.value("SELECT last_error FROM deliveries WHERE subscriber = 'sri'") == "Venció."
    upload(authority.issue("1790016919001"))
    transmit()
    assert states(board) == ["AUTHORISED"]


def test_a_new_certificate_signs_from_then_on(authority, electronic, issued, upload, board, xml, transmit):
    issued()
    assert upload(authority.issue("1790016919001")).status_code == 201
    issued()
    own = [etree.fromstring(xml(row["id"]).data).findtext(".//{*}X509Certificate") for row in board()]
    assert own[0] != own[1]
    transmit()
    assert states(board) == ["AUTHORISED"] * 2


def test_a_secret_that_changed_leaves_the_certificate_unreadable(electronic, issued, settings_for_sri, board):
    settings_for_sri(service_client_secret="z" * 32)
    issued()
    assert states(board) == ["PREPARED"]


def test_the_database_holds_key_number_and_moves(electronic, issued, transmit, board, database_of):
    issued(), issued()

    def refused(sql):
        with pytest.raises(psycopg2.Error) as caught:
            with database_of("facturacion").transaction() as tx:
                tx.run(sql)
        return caught.value.diag.constraint_name or type(caught.value).__name__

    table = "facturacion.electronic_invoices"
    one, two = [row["id"] for row in board()]
    assert (
        refused(f"UPDATE {table} SET status = 'AUTHORISED', authorised_at = now()")
        == "electronic_invoices_moves"
    )
    assert refused(f"UPDATE {table} SET xml = 'x'") == "electronic_invoices_frozen"
    assert refused(f"UPDATE {table} SET access_key = access_key") == "InsufficientPrivilege"
    assert refused(f"UPDATE {table} SET annulment = 'CONFIRMED'") == "electronic_invoices_annulment"
    columns = "invoice_id, ruc, environment, document_code, establishment, emission_point, sequential, issue_date, snapshot"
    copied = f"INSERT INTO {table} ({columns}, access_key) SELECT {columns}, %s FROM {table} WHERE id = {one}"
    assert refused(copied.replace("%s", "access_key")) == "electronic_invoices_one_per_invoice"
    assert refused(copied.replace("%s", "'1'")) == "electronic_invoices_digits"
    transmit()
    assert (
        refused(f"UPDATE {table} SET status = 'SIGNED', authorised_at = NULL") == "electronic_invoices_moves"
    )
    attempts = "facturacion.electronic_invoice_attempts"
    assert refused(f"UPDATE {attempts} SET state = ''") == "InsufficientPrivilege"


def test_the_rates_of_the_database_are_those_of_the_catalogue(database_of):
    with database_of("facturacion").session() as db:
        for row in db.all("SELECT code, rate, valid_from, valid_to FROM facturacion.iva_rates"):
            for day in (row["valid_from"], row["valid_to"] or datetime.now(UTC).date()):
                assert catalogues.iva_rate(row["code"], day) == row["rate"], row


@pytest.mark.parametrize("moment", ["2026-11-29T04:59:59+00:00", "2026-11-29T05:00:00+00:00"])
def test_around_midnight_date_and_key_agree(emulator, electronic, issued, board, xml, monkeypatch, moment):
    """A server in UTC is a day ahead from seven in the evening on."""
    at = datetime.fromisoformat(moment)

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return at.astimezone(zone)

    monkeypatch.setattr("common.clock.datetime", Clock)
    issued()
    row = board()[0]
    day = at.astimezone(GUAYAQUIL)
    assert text(xml(row["id"]).data, "infoFactura/fechaEmision") == f"{day:%d/%m/%Y}"
    assert row["access_key"][:8] == f"{day:%d%m%Y}" and row["issue_date"] == day.date().isoformat()


def test_nothing_is_signed_while_the_clock_is_ahead_of_the_sri(
    emulator, electronic, issued, transmit, board, database_of, apps, login
):
    emulator.ahead = -120
    issued()
    transmit()
    scraped = (
        apps["facturacion"].test_client().get("/metrics", headers=login("metrics:read", client=True)).text
    )
    assert 110 < float(scraped.partition("\nclinic_einvoice_clock_drift_seconds ")[2].split()[0]) < 130
    assert 'outbox_waiting{subscriber="sri"}' in scraped
    # It was learnt from that answer: what is issued now waits, and says why.
    issued()
    transmit(1)
    late = board(status="PREPARED")[0]
    assert "segundos adelante del SRI" in late["note"]
    emulator.ahead = 0
    transmit()
    assert board(search=late["number"])[0]["status"] == "AUTHORISED"
