"""What the ATS of a month is made of, as a workbook."""

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from openpyxl import load_workbook

from facturacion.reports import ats_xml
from tools import sri_schemas

API = "/api/facturacion"
CACHE = Path(__file__).parents[4] / ".clinica" / "cache"
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


KEY = "2411202601179001167400120020010000045121234567813"
BOUGHT = {"date": TODAY.isoformat(), "amount": "165.00", "iva": "15.00", "base_zero": "50.00", "withheld_iva": "10.50",
          "withheld_income": "3.00", "supplier_ruc": "1790011674001", "supplier_name": "Inmobiliaria Andina",
          "document_type": "INVOICE", "document_number": "002-001-000004512"}  # fmt: skip
FOR_THE_ANNEX = {"authorisation": KEY, "tax_support": "02", "income_code": "320",
                 "withholding_number": "001-001-000000317", "withholding_authorisation": KEY}  # fmt: skip


@pytest.fixture
def clinic(database_of):
    """The clinic has said who issues."""
    with database_of("facturacion").transaction() as tx:
        tx.run(
            "UPDATE facturacion.issuer SET ruc = '1790011674001', legal_name = 'CLÍNICA ÑANDÚ & CÍA. S.A.'"
        )


@pytest.fixture
def xml(client, boss):
    """The ATS of this month, which its schema accepts; its element."""

    def read():
        answer = client.get(f"{API}/reports/ats.xml", headers=boss)
        assert answer.status_code == 200, answer.json
        assert answer.headers["Content-Disposition"] == f'attachment; filename="AT{TODAY:%m%Y}.xml"'
        root = etree.fromstring(answer.data)
        assert ats_xml.wrong_in(root, sri_schemas.folder(CACHE)) == []
        return root

    return read


def test_a_month_is_declared_as_its_schema_says(
    client, boss, login, clinic, issued, line, buyer, expense, pay, xml
):
    lines = [line(), line(kind="PRODUCT", unit_price="20.00", iva_code="4", quantity="2")]
    invoice = issued(lines=lines)
    pay(invoice["id"], "10.00", "CARD_CREDIT")
    pay(invoice["id"], "10.00", "CASH")
    issued(buyer=buyer(id_type="06", document="AB123456", name="Zoë O'Neil"))
    body = {"reason": "Devolvió uno", "lines": [{"line_id": invoice["lines"][1]["id"], "quantity": "1"}]}
    credited = client.post(
        f"{API}/invoices/{invoice['id']}/credit-notes", json=body, headers=login("invoices:credit")
    )
    assert credited.status_code == 201
    made = client.post(f"{API}/expenses", json=expense(**BOUGHT, **FOR_THE_ANNEX), headers=boss)
    assert made.status_code == 201, made.json
    # What is no document of the SRI is not declared.
    client.post(f"{API}/expenses", json=expense(date=TODAY.isoformat(), category="Sueldos"), headers=boss)
    root = xml()
    head = {one.tag: one.text for one in root if len(one) == 0}
    assert (head["razonSocial"], head["numEstabRuc"]) == ("CLINICA NANDU CIA S A", "001")
    # On paper: sold 80 + 40, and 20 of it credited.
    assert (head["totalVentas"], root.findtext("ventasEstablecimiento/ventaEst/ventasEstab")) == (
        "140.00",
        "100.00",
    )
    (bought,) = root.findall("compras/detalleCompras")
    told = {one.tag: one.text for one in bought.iter()}
    wanted = {"baseImponible": "50.00", "baseImpGrav": "100.00", "montoIva": "15.00", "valorRetServicios": "10.50",
              "valorRetBienes": "0.00", "codRetAir": "320", "porcentajeAir": "2.00", "secuencial": "4512",
              "formaPago": "20", "secRetencion1": "317", "fechaEmiRet1": "24/11/2026"}  # fmt: skip
    assert {name: told[name] for name in wanted} == wanted
    sales = {
        (one.findtext("idCliente"), one.findtext("tipoComprobante")): one
        for one in root.iter("detalleVentas")
    }
    own = sales["1714307103", "18"]
    assert [one.text for one in own.iter("formaPago")] == ["01", "19"]
    assert (own.findtext("baseImponible"), own.findtext("baseImpGrav")) == ("40.00", "40.00")
    assert sales["1714307103", "04"].findtext("baseImpGrav") == "20.00"
    assert sales["AB123456", "18"].findtext("denoCli") == "Zoe O Neil"


def test_a_suppliers_credit_note_is_declared_with_what_it_modifies(
    client, boss, clinic, issued, expense, xml
):
    issued()
    note = BOUGHT | {"document_type": "CREDIT_NOTE", "document_number": "002-001-000000077", "tax_support": "02",
                     "withheld_iva": "0.00", "withheld_income": "0.00", "authorisation": KEY,
                     "modified_number": "002-001-000004512"}  # fmt: skip
    made = client.post(f"{API}/expenses", json=expense(**note), headers=boss)
    assert made.status_code == 201, made.json
    lacking = client.get(f"{API}/reports/ats", headers=boss).json["lacking"]
    assert lacking[0]["lacks"] == ["la autorización del documento que modifica"]
    mended = client.patch(
        f"{API}/expenses/{made.json['id']}",
        json={"modified_authorisation": KEY},
        headers=boss | {"If-Match": '"1"'},
    )
    assert mended.status_code == 200, mended.json
    (bought,) = xml().findall("compras/detalleCompras")
    told = {one.tag: one.text for one in bought.iter()}
    wanted = {"tipoComprobante": "04", "baseImponible": "50.00", "baseImpGrav": "100.00", "montoIva": "15.00",
              "docModificado": "01", "estabModificado": "002", "ptoEmiModificado": "001", "secModificado": "4512",
              "autModificado": KEY}  # fmt: skip
    assert {name: told[name] for name in wanted} == wanted and "formaPago" not in told


def test_what_is_lacking_is_said_and_nothing_is_declared_without_it(
    client, boss, clinic, issued, expense, xml
):
    made = client.post(f"{API}/expenses", json=expense(**BOUGHT), headers=boss).json
    ready = client.get(f"{API}/reports/ats", headers=boss).json
    assert [(row["about"], row["id"]) for row in ready["lacking"]] == [("purchase", made["id"])]
    assert ready["lacking"][0]["lacks"] == [
        "el número de autorización",
        "el sustento tributario",
        "el código de la retención de renta",
        "el número y la autorización del comprobante de retención",
    ]
    refused = client.get(f"{API}/reports/ats.xml", headers=boss)
    assert refused.status_code == 409 and "Inmobiliaria Andina" in refused.json["detail"]


def test_of_what_was_annulled_only_what_has_an_authorisation_is_declared(client, boss, clinic, issued, xml):
    annulled = issued()
    body = {"status": "ANNULLED", "reason": "Duplicada"}
    client.patch(f"{API}/invoices/{annulled['id']}/status", json=body, headers=boss)
    ready = client.get(f"{API}/reports/ats", headers=boss).json
    assert (ready["annulled"], ready["annulled_on_paper"], ready["lacking"]) == (0, 1, [])
    assert xml().findall("anulados/detalleAnulados") == []


def test_a_schema_refuses_what_is_out_of_its_order():
    root = etree.fromstring("<iva><IdInformante>1790011674001</IdInformante></iva>")
    assert ats_xml.wrong_in(root, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("authorisation", "12"), ("tax_support", "1"), ("base_zero", "600.01"), ("withholding_number", "317")],
)
def test_what_the_annex_would_refuse_is_refused_where_it_is_written(client, boss, expense, field, value):
    answer = client.post(f"{API}/expenses", json=expense(**{field: value}), headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


@pytest.mark.parametrize("path", ["ats", "ats.xml", "ats.xlsx"])
def test_it_is_of_who_reads_results(client, login, path):
    assert client.get(f"{API}/reports/{path}", headers=login("invoices:read")).status_code == 403
