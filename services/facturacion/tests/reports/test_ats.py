"""What the ATS of a month is made of, as a workbook."""

import csv
import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

API = "/api/facturacion"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def ats(client, boss):
    """The rows of each sheet, as dicts."""

    def read(query=""):
        answer = client.get(f"{API}/reports/ats.xlsx{query}", headers=boss)
        assert answer.status_code == 200
        sheets = {}
        for page in load_workbook(io.BytesIO(answer.data)):
            heads, *rows = page.iter_rows(values_only=True)
            sheets[page.title] = [dict(zip(heads, row, strict=True)) for row in rows]
        return sheets

    return read


def test_sales_are_summed_by_buyer_and_notes_are_a_kind_of_their_own(client, login, issued, line, buyer, ats):
    lines = [line(), line(kind="PRODUCT", unit_price="20.00", iva_code="4", quantity="2")]
    invoice = issued(lines=lines)
    issued()
    issued(buyer=buyer(id_type="04", document="1790011674001", name="Andina S.A."))
    body = {"reason": "Devolvió uno", "lines": [{"line_id": invoice["lines"][1]["id"], "quantity": "1"}]}
    headers = login("invoices:credit")
    assert (
        client.post(f"{API}/invoices/{invoice['id']}/credit-notes", json=body, headers=headers).status_code
        == 201
    )
    told = ats()
    sales = {(row["idCliente"], row["tipoComprobante"]): row for row in told["Ventas"]}
    own = sales["1714307103", "18"]
    assert (own["numeroComprobantes"], own["baseImponible"], own["baseImpGrav"], own["montoIva"]) == (
        2,
        80,
        40,
        6,
    )
    note = sales["1714307103", "04"]
    assert (note["numeroComprobantes"], note["baseImpGrav"], note["montoIva"]) == (1, 20, 3)
    company = sales["1790011674001", "18"]
    assert (company["tpIdCliente"], company["baseImponible"], company["tipoEmision"]) == ("04", 40, "F")
    assert [(row["codEstab"], row["ventasEstab"]) for row in told["Ventas por establecimiento"]] == [
        ("001", 140)
    ]


def test_what_was_annulled_is_told_by_its_number_and_sold_to_nobody(client, boss, issued, ats):
    annulled = issued()
    body = {"status": "ANNULLED", "reason": "Duplicada"}
    assert client.patch(f"{API}/invoices/{annulled['id']}/status", json=body, headers=boss).status_code == 200
    told = ats()
    (row,) = told["Anulados"]
    number = f"{row['establecimiento']}-{row['puntoEmision']}-{row['secuencialInicio']}"
    assert number == annulled["number"] and row["secuencialFin"] == row["secuencialInicio"]
    assert (row["tipoComprobante"], row["motivo"]) == ("01", "Duplicada")
    assert told["Ventas"] == [] and told["Ventas por establecimiento"] == []


def test_the_same_is_to_be_had_as_text(client, boss, issued, ats):
    kept, annulled = issued(), issued()
    body = {"status": "ANNULLED", "reason": "=Duplicada"}
    client.patch(f"{API}/invoices/{annulled['id']}/status", json=body, headers=boss)
    answer = client.get(f"{API}/reports/ats.zip", headers=boss)
    assert answer.status_code == 200 and answer.content_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
        tables = {
            name: list(csv.DictReader(io.StringIO(pack.read(name).decode("utf-8-sig"))))
            for name in pack.namelist()
        }
    told = ats()
    assert {name: len(rows) for name, rows in tables.items()} == {
        f"{title.lower().replace(' ', '-')}.csv": len(rows) for title, rows in told.items()
    }
    (row,) = tables["anulados.csv"]
    assert (
        row["secuencialInicio"] == str(told["Anulados"][0]["secuencialInicio"])
        and row["motivo"] == "'=Duplicada"
    )
    assert kept["total"] and len(tables["ventas.csv"]) == 1


def test_purchases_are_told_with_their_number_in_parts(client, boss, expense, ats):
    body = expense(date=TODAY.isoformat(), amount="115.00", iva="15.00", withheld_income="2.00", withheld_iva="4.50",
                   supplier_ruc="1790011674001", document_type="INVOICE", document_number="002-001-000004512",
                   supplier_name="Inmobiliaria Andina")  # fmt: skip
    assert client.post(f"{API}/expenses", json=body, headers=boss).status_code == 201
    (row,) = ats()["Compras"]
    assert (row["tpIdProv"], row["idProv"], row["tipoComprobante"]) == ("01", "1790011674001", "01")
    assert (row["establecimiento"], row["puntoEmision"], row["secuencial"]) == ("002", "001", "000004512")
    assert (row["base"], row["montoIva"], row["valRetRenta"], row["valRetIva"]) == (100, 15, 2, 4.5)


def test_it_is_of_who_reads_results(client, login):
    assert client.get(f"{API}/reports/ats.xlsx", headers=login("invoices:read")).status_code == 403
