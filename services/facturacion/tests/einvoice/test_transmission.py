"""From the invoice to the SRI's authorisation, whatever is answered, and by nobody, on the way."""

import os
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from lxml import etree

from facturacion.einvoice.ecuador import access_key
from facturacion.einvoice.ecuador.sri import Receipt, Sri
from tests.sri.samples import GUAYAQUIL
from tests.sri.verifiers import signxml_verifies, xmlsec_verifies

from .conftest import API, states, stored, text

OUTAGE = int(os.environ.get("EINVOICE_OUTAGE", "12"))


@pytest.fixture
def resend(client, director, detail):
    def act(id):
        etag = {"If-Match": f'"{detail(id)["version"]}"'}
        return client.post(f"{API}/einvoices/{id}/resend", json={}, headers=director | etag)

    return act


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


def test_while_nobody_answers_it_waits_and_the_same_bytes_are_sent(
    emulator, electronic, issued, transmit, transmit_in_vain, board, detail
):
    issued()
    emulator.faults["reception", "silent_before"] = 1
    transmit_in_vain()
    assert states(board) == ["SIGNED"]
    for kind in ("fault", "garbage", "busy"):
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
    emulator, electronic, issued, transmit, transmit_in_vain, board, kind
):
    issued()
    emulator.faults["reception", kind] = 1
    transmit_in_vain()
    assert states(board) == ["SIGNED"] and stored(emulator, board()[0]["access_key"])
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


def test_what_is_returned_without_a_word_goes_to_a_person_too(
    emulator, electronic, issued, transmit, board, resend, published, monkeypatch
):
    with monkeypatch.context() as mute:
        mute.setattr(Sri, "receive", lambda sri, content: Receipt("DEVUELTA", ()))
        issued()
        transmit()
    (row,) = board(status="RETURNED")
    assert row["messages"] == [] and row["advice"]["meaning"] == "El SRI no aceptó el comprobante."
    assert "einvoice.returned" in [event["type"] for event in published()]
    assert resend(row["id"]).status_code == 200
    transmit()
    assert states(board) == ["AUTHORISED"]


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
