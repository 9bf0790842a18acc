"""What a document says to the SRI, and what never: nothing clinical, the payments, the day, the invoice that it corrects."""

from datetime import datetime
from decimal import Decimal

import pytest
from lxml import etree

from tests.sri.samples import GUAYAQUIL

from .conftest import API, text


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
