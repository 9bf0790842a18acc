"""The board of documents: what is pending and since when, what it means, and what a person may do about it."""

from datetime import datetime, timedelta

import pytest
from lxml import etree

from facturacion.einvoice.ecuador.advice import advice_on
from tests.sri.samples import GUAYAQUIL

API = "/api/facturacion"


@pytest.fixture
def summary(client, director):
    return lambda: client.get(f"{API}/einvoices/summary", headers=director).json


@pytest.fixture
def post(client, director, detail):
    def act(id, what, **body):
        etag = {"If-Match": f'"{detail(id)["version"]}"'}
        return client.post(f"{API}/einvoices/{id}/{what}", json=body, headers=director | etag)

    return act


@pytest.fixture
def returned(emulator, electronic, issued, buyer, transmit, board):
    """A document that the SRI returned: it found fault with the address of its buyer."""
    emulator.enabled = set()
    issued(buyer=buyer(name="Diego Andrango", address="N34-120 y Bosmediano"))
    transmit()
    (row,) = board(waits="PERSON")
    emulator.enabled = None
    return row


def test_it_says_what_waits_and_since_when(emulator, electronic, issued, transmit, summary, board):
    assert summary()["states"] == [] and summary()["last_attempt"] is None
    invoice = issued()
    told = summary()
    assert [(row["status"], row["count"]) for row in told["states"]] == [("SIGNED", 1)]
    assert told["states"][0]["oldest"] < 60 and told["active"] and told["emulated"]
    transmit()
    told = summary()
    assert told["states"] == [] and told["last_attempt"]["answered"] and told["next_attempt_at"] is None
    assert told["authorised_today"] == {"count": 1, "total": invoice["total"]}
    today = datetime.now(GUAYAQUIL).date()
    assert len(board(authorised_on=today.isoformat())) == 1
    assert board(authorised_on=(today + timedelta(days=1)).isoformat()) == []


def test_it_is_found_as_people_write_it(electronic, issued, buyer, board):
    invoice = issued(buyer=buyer(name="María Ñáñez"))
    issued()
    key = board(invoice_id=invoice["id"])[0]["access_key"]
    establishment, point, sequential = invoice["number"].split("-")
    for typed in (
        invoice["number"], invoice["number"].replace("-", ""), f"{establishment}-{point}-{int(sequential)}",
        "nanez maria", key, key[-12:],
    ):  # fmt: skip
        assert [row["number"] for row in board(search=typed)] == [invoice["number"]], typed
    assert board(search="nadie") == []
    assert len(board(document_code="01")) == 2 and board(document_code="04") == []


def test_what_goes_on_by_itself_says_why_it_waits(
    emulator, electronic, issued, transmit, board, client, director
):
    issued()
    assert board(waits="ITSELF")[0]["note"] is None
    emulator.faults["reception", "fault"] = 1
    transmit(1)
    (row,) = board(waits="ITSELF")
    assert row["note"] == "El SRI no contestó. Se reintenta con los mismos bytes."
    assert row["next_attempt_at"] is not None and board(waits="PERSON") == []
    # Put off for long, a person lets it be tried at once.
    answer = client.post(f"{API}/einvoices/hurry", headers=director)
    assert answer.status_code == 200 and answer.json["hurried"] in (0, 1)


def test_what_is_put_off_for_long_is_tried_at_once(
    electronic, issued, relay, board, client, director, database_of
):
    issued()
    with database_of("facturacion").transaction() as tx:
        tx.run("UPDATE deliveries SET available_at = now() + interval '5 minutes' WHERE subscriber = 'sri'")
    assert not relay.run_once()
    assert client.post(f"{API}/einvoices/hurry", headers=director).json == {"hurried": 1}
    assert relay.run_once() and board()[0]["status"] == "RECEIVED"


def test_corrected_it_goes_again_under_its_key_and_what_was_sent_is_kept(
    client, director, returned, detail, post, transmit, board, published
):
    before = detail(returned["id"])
    assert before["buyer"]["address"] == "N34-120 y Bosmediano"
    answer = post(
        returned["id"], "resend", buyer={"address": "Av. 6 de Diciembre  N34-120", "name": "Diego Andrango"}
    )
    assert answer.status_code == 200, answer.json
    assert answer.json["buyer"]["address"] == "Av. 6 de Diciembre N34-120"
    assert answer.json["access_key"] == returned["access_key"] and answer.json["status"] == "SIGNED"
    transmit()
    (row,) = board()
    assert row["status"] == "AUTHORISED" and row["number"] == returned["number"]
    # On a slow machine a reception may have to be repeated, with the same bytes.
    sent = [one["sent_sha256"] for one in detail(row["id"])["attempts"] if one["operation"] == "RECEPTION"]
    shas = list(dict.fromkeys(sent))
    said = [
        etree.fromstring(client.get(f"{API}/einvoices/{row['id']}/sent/{sha}", headers=director).data)
        .findtext("infoFactura/direccionComprador")
        for sha in shas
    ]  # fmt: skip
    assert said == ["N34-120 y Bosmediano", "Av. 6 de Diciembre N34-120"]
    assert client.get(f"{API}/einvoices/{row['id']}/sent/{'0' * 64}", headers=director).status_code == 404
    told = [event["data"] for event in published() if event["type"] == "einvoice.corrected"]
    assert [event["summary"] for event in told] == [
        f"Corrigió la dirección del comprador de la factura {row['number']}"
    ]
    assert "Diciembre" not in str(told)


def test_a_correction_obeys_the_rules_of_the_form(returned, post, detail):
    for buyer, field in (
        ({"name": ""}, "buyer.name"),
        ({"name": "María 🦷"}, "buyer.name"),
        ({"address": "x" * 301}, "buyer.address"),
        ({"email": "nada"}, "buyer.email"),
        ({"document": "1710034065"}, "buyer.document"),
    ):
        answer = post(returned["id"], "resend", buyer=buyer)
        assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field, buyer
    assert detail(returned["id"])["status"] == "NOT_AUTHORISED"


def test_a_person_asks_what_the_sri_has(electronic, issued, transmit, board, detail, post, published):
    issued()
    (row,) = board()
    assert post(row["id"], "ask").status_code == 409
    transmit()
    for _ in range(2):
        answer = post(row["id"], "ask")
        assert answer.status_code == 200 and answer.json["asked"]
    assert [event["type"] for event in published()].count("einvoice.asked") == 1
    transmit()
    told = detail(row["id"])
    assert not told["asked"]
    assert (told["attempts"][-1]["operation"], told["attempts"][-1]["state"]) == (
        "CONSULTATION",
        "AUTORIZADO",
    )


def test_only_who_may_correct_or_ask(client, login, returned):
    reader = login("einvoices:read") | {"If-Match": '"1"'}
    for what in (f"{returned['id']}/resend", f"{returned['id']}/ask", "hurry"):
        assert client.post(f"{API}/einvoices/{what}", json={}, headers=reader).status_code == 403


def test_a_cashier_is_told_what_they_can_mend_themselves():
    told = {"code": "35", "text": "ARCHIVO NO CUMPLE ESTRUCTURA XML", "more": "", "kind": "ERROR"}
    advice = advice_on([told | {"more": "cvc-pattern-valid: … direccionComprador"}])
    assert advice["who"] == "CASHIER" and advice["fields"] == ["buyer.address"]
    assert "dirección del comprador" in advice["meaning"]
    assert advice_on([told | {"more": "dirMatriz"}])["who"] == "ADMINISTRATOR"
    assert advice_on([told | {"code": "56"}])["who"] == "ACCOUNTANT"
    assert advice_on([told | {"kind": "ADVERTENCIA"}]) is None


def test_what_nobody_asks_for_is_no_fault_of_ours(client, director, electronic, issued, board):
    issued()
    (row,) = board()
    for sha in ("x", "%00" * 64, "g" * 64, "ñ" * 64):
        answer = client.get(f"{API}/einvoices/{row['id']}/sent/{sha}", headers=director)
        assert answer.status_code == 404, sha
    for day in ("1800-01-01", "2100-12-31", "9999-12-31", "0001-01-01"):
        answer = client.get(f"{API}/einvoices", query_string={"authorised_on": day}, headers=director)
        assert answer.status_code in (200, 422), day
