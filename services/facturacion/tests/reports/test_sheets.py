"""Reports as spreadsheets: what the page shows, to its last row."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

URL = "/api/facturacion/reports"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def sheet(client, boss):
    """The rows of a sheet of the file at that address."""

    def read(path, place=1):
        answer = client.get(f"{URL}/{path}", headers=boss)
        assert answer.status_code == 200, answer.json
        assert answer.content_type.startswith("application/vnd.openxmlformats")
        assert '.xlsx"' in answer.headers["Content-Disposition"]
        return [list(row) for row in load_workbook(io.BytesIO(answer.data)).worksheets[place - 1].values]

    return read


@pytest.fixture
def sold(issued, pay, line):
    invoice = issued(lines=[line(quantity="2", iva_code="4"), line(kind="OTHER", reference_id=None)])
    pay(invoice["id"], "50.00", "TRANSFER")
    return invoice


def test_the_sales_end_in_their_total(sheet, sold):
    span = f"from={TODAY}&to={TODAY}"
    assert sheet(f"sales.xlsx?by=treatment&{span}") == [
        ["Tratamiento o producto", "Categoría", "Cantidad", "Vendido sin IVA"],
        ["Limpieza dental", None, 2, 80],
        ["Otros conceptos", None, 1, 40],
        ["Total", None, 3, 120],
    ]
    assert sheet(f"sales.xlsx?by=method&{span}")[1:] == [
        ["Transferencia", 1, 50],
        ["Total", 1, 50],
    ]
    assert sheet(f"sales.xlsx?by=month&{span}")[1][:2] == [f"{TODAY:%Y-%m}", 1]
    for by in ("day", "professional", "category"):
        assert sheet(f"sales.xlsx?by={by}&{span}")[-1][0] == "Total"


def test_the_margin_ends_in_the_result(sheet, sold):
    for by in ("treatment", "professional", "visit"):
        rows = sheet(f"margin.xlsx?by={by}")
        assert [row[0] for row in rows[-3:]] == ["Sin asignar", "Bajas de inventario", "Resultado del mes"]
        assert rows[-1][-1] == 120


def test_the_results_are_a_sheet_a_year(sheet, sold):
    rows = sheet("results.xlsx")
    assert rows[1][0] == "Ingresos" and rows[1][-1] == 120
    assert sheet("results.xlsx", 2)[1][-1] == 0


def test_the_books_are_a_sheet_each(sheet, sold, client, boss, expense):
    client.post(
        "/api/facturacion/expenses", json=expense(date=TODAY.isoformat(), amount="20.00"), headers=boss
    )
    rows = sheet("iva.xlsx")
    assert rows[1][1:3] == ["Factura", sold["number"]]
    assert rows[-1][-4:] == [40, 80, 12, 132]
    assert sheet("iva.xlsx", 2)[-1][-3] == 20


@pytest.mark.parametrize("path", ["sales.xlsx", "margin.xlsx", "results.xlsx", "iva.xlsx"])
def test_sheets_are_for_who_reads_reports(client, login, path):
    assert client.get(f"{URL}/{path}").status_code == 401
    assert client.get(f"{URL}/{path}", headers=login("invoices:read")).status_code == 403


def test_what_is_owed_is_what_the_filters_let_through(sheet, issued, buyer, client, boss):
    issued(buyer=buyer(name="Ana Ñandú"))
    issued(buyer=buyer(name="Pedro Paz", document="1710034065"))
    url = "/api/facturacion/receivables.xlsx"

    def names(**asked):
        answer = client.get(url, query_string=asked, headers=boss)
        assert answer.status_code == 200, answer.json
        rows = list(load_workbook(io.BytesIO(answer.data)).worksheets[0].values)
        return [row[0] for row in rows[1:-1]]

    assert sorted(names()) == ["Ana Ñandú", "Pedro Paz"]
    assert names(search="nandu") == ["Ana Ñandú"]
    assert names(overdue="true") == [] and names(to="2026-01-01") == []
    assert client.get(f"{url}?overdue=quizas", headers=boss).status_code == 422
    assert client.get(f"{url}?limit=5", headers=boss).status_code == 422


def test_projected_against_real_ends_in_its_costs(client, login, apps):
    keeper = login("products:write", "treatments:read", "treatments:write", "reports:read", id="7")
    inventory = apps["inventario"].test_client()

    def post(path, body, method="post", **headers):
        answer = getattr(inventory, method)(f"/api/inventario/{path}", json=body, headers=keeper | headers)
        assert answer.status_code < 300, answer.json
        return answer.json

    product = post(
        "products",
        {"sku": "GUA-01", "name": "Guantes", "category": "Bioseguridad", "unit": "par", "minimum_stock": "0",
         "sale_price": "0", "iva_code": "4"},
    )  # fmt: skip
    treatment = post(
        "treatments",
        {"code": "LIM-01", "name": "Limpieza", "category": "Profilaxis", "price": "40", "duration_minutes": 30,
         "iva_code": "0"},
    )  # fmt: skip
    items = [{"product_id": product["id"], "quantity": "2"}]
    post(f"treatments/{treatment['id']}/recipe", {"items": items}, "put", **{"If-Match": '"1"'})
    answer = client.get(f"{URL}/projected.xlsx?treatment_id={treatment['id']}", headers=keeper)
    assert answer.status_code == 200, answer.json
    rows = [list(row) for row in load_workbook(io.BytesIO(answer.data)).worksheets[0].values]
    assert rows[0][:3] == ["Material", "Unidad", "Proyectado"]
    assert rows[1][:5] == ["Guantes", "par", 0, 0, 0] and rows[-1][0] == "Total"
    assert client.get(f"{URL}/projected.xlsx?treatment_id=999999", headers=keeper).status_code == 404
    assert client.get(f"{URL}/projected.xlsx", headers=keeper).status_code == 422
