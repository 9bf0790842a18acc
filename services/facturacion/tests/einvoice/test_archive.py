"""The documents of a month in one file, for the accountant."""

import csv
import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from facturacion.einvoice import archive

API = "/api/facturacion"
MONTH = f"{datetime.now(ZoneInfo('America/Guayaquil')):%Y-%m}"


@pytest.fixture
def month(client, director):
    """The ZIP of a month."""

    def take(month=MONTH):
        answer = client.get(f"{API}/einvoices/month.zip?month={month}", headers=director)
        assert answer.status_code == 200 and answer.content_type == "application/zip"
        content = answer.data
        answer.close()
        return content

    return take


def opened(content):
    file = zipfile.ZipFile(io.BytesIO(content))
    assert file.testzip() is None
    rows = list(csv.DictReader(io.StringIO(file.read("comprobantes.csv").decode("utf-8-sig"))))
    return file, rows


def test_a_month_holds_each_authorised_document_and_an_index_of_all(
    electronic, issued, transmit, board, client, director, month, monkeypatch
):
    monkeypatch.setattr(archive, "PAGE", 2)  # more pages than one
    for name in ("Ana Ñandú", "=cmd", "Luis Paz"):
        issued(buyer={"id_type": "05", "document": "1714307103", "name": name})
    transmit()
    issued()
    content = month()
    file, rows = opened(content)
    authorised = [row for row in board() if row["status"] == "AUTHORISED"]
    assert len(authorised) == 3 and len(rows) == 4
    assert [row["en_el_archivo"] for row in rows] == ["sí", "sí", "sí", "no"]
    assert {row["comprador"] for row in rows} >= {"Ana Ñandú", "'=cmd"}
    for row in authorised:
        name = f"facturas/factura-{row['number']}"
        own = f"{API}/einvoices/{row['id']}"
        assert file.read(f"{name}.xml") == client.get(f"{own}/xml", headers=director).data
        assert file.read(f"{name}.pdf") == client.get(f"{own}/ride", headers=director).data
    assert len(file.namelist()) == 7
    assert month() == content  # the same month is the same file
    told = client.get(f"{API}/einvoices/month?month={MONTH}", headers=director).json
    assert told == {"month": MONTH, "documents": 4, "authorised": 3, "annulled": 0}


def test_a_month_without_documents_is_an_index_without_rows(electronic, month):
    file, rows = opened(month("2024-02"))
    assert file.namelist() == ["comprobantes.csv"] and rows == []


def test_one_is_written_at_a_time_and_its_turn_ends_with_it(client, director, electronic, month):
    url = f"{API}/einvoices/month.zip"
    first = client.get(url, headers=director, buffered=False)
    refused = client.get(url, headers=director)
    assert refused.status_code == 503 and refused.headers["Retry-After"] == "15"
    first.close()  # whoever asked went away
    month()


def test_a_month_is_a_month_and_is_of_who_sees_documents(client, director, login):
    wrong = client.get(f"{API}/einvoices/month.zip?month=2026-13", headers=director)
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "month"
    assert client.get(f"{API}/einvoices/month.zip").status_code == 401
    assert client.get(f"{API}/einvoices/month.zip", headers=login("invoices:read")).status_code == 403
