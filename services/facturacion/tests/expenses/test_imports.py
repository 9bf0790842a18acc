"""Expenses from a file: looked at first, recorded once, undone as a whole."""

import base64
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

EXPENSES = "/api/facturacion/expenses"
URL = f"{EXPENSES}/imports"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()
DAY = TODAY - timedelta(days=3)
TITLES = "Fecha;Categoría;Detalle;Valor;Forma de pago;Proveedor;Comprobante;IVA incluido"
RENT = f"{DAY:%d/%m/%Y};Arriendo;Arriendo del consultorio;1.150,50;transferencia;Andina;001-001-45;150,00"
TAXI = f"{DAY:%d-%m-%y};Movilización;Taxi;$ 3;EFECTIVO;;;"


@pytest.fixture
def send(client, boss):
    def act(*lines, content=None, headers=boss, **wish):
        content = content or "\r\n".join([TITLES, *lines]).encode("utf-8-sig")
        body = {"content": base64.b64encode(content).decode(), "name": "gastos.csv", "dry_run": False} | wish
        return client.post(URL, json=body, headers=headers)

    return act


@pytest.fixture
def spent(client, boss):
    """The expenses in force, by detail."""

    def look(**filters):
        rows = client.get(EXPENSES, query_string={"active": "true", **filters}, headers=boss).json["data"]
        return sorted((row["description"], row["amount"]) for row in rows)

    return look


def test_a_file_is_looked_at_before_anything_is_kept(send, spent, published):
    answer = send(RENT, TAXI, dry_run=True)
    assert answer.status_code == 200, answer.json
    report = answer.json
    assert (report["rows"], report["ready"], report["total"], report["errors"]) == (2, 2, "1153.50", [])
    assert report["preview"][0] == {
        "row": 2, "date": DAY.isoformat(), "category": "Arriendo", "description": "Arriendo del consultorio",
        "amount": "1150.50", "supplier_name": "Andina", "payment_method": "TRANSFER",
    }  # fmt: skip
    assert report["done"] is None and spent() == [] and published() == []


def test_a_file_is_recorded_once(client, boss, send, spent, published):
    answer = send(RENT, TAXI, TAXI)
    assert answer.status_code == 201, answer.json
    done = answer.json["done"]
    assert (done["expenses"], done["total"], done["imported_by"]["name"]) == (3, "1156.50", "Ana Pérez")
    assert spent() == [("Arriendo del consultorio", "1150.50"), ("Taxi", "3.00"), ("Taxi", "3.00")]
    assert len(spent(import_id=done["id"])) == 3
    assert client.get(f"{EXPENSES}/totals", headers=boss).json["total"] == "1156.50"
    again = send(RENT, TAXI, TAXI)
    assert again.status_code == 409 and "ya se importó" in again.json["detail"]
    assert again.json["errors"][0]["field"] == "content"
    (event,) = published()
    assert event["type"] == "expense_import.recorded"
    assert event["data"]["summary"] == "Importó 3 gastos por $1.156,50 del archivo «gastos.csv»"
    assert [row["id"] for row in client.get(URL, headers=boss).json["data"]] == [done["id"]]


def test_the_same_key_records_once(client, boss, send, spent):
    headers = boss | {"Idempotency-Key": "import-000001"}
    assert send(RENT, headers=headers).json == send(RENT, headers=headers).json
    assert len(spent()) == 1


def test_rows_that_are_there_already_are_told_and_not_repeated(send, spent):
    assert send(RENT, TAXI).status_code == 201
    # The month's file again, with two more taxis of that day, of which one is there; and the rent in other letters.
    answer = send(RENT.replace("Andina", "ANDINA").replace("001-001-45", "001 001 45"), TAXI, TAXI)
    assert answer.json["known"] == [2, 3] and answer.json["ready"] == 1
    assert len(spent()) == 3


def test_errors_are_told_by_row_and_column(send, spent):
    bad = [
        "31/02/2026;Arriendo;Algo;1;Efectivo;;;",
        f"{DAY:%d/%m/%Y};Arriendo;Algo;1.234;Efectivo;;;",
        f"{DAY:%d/%m/%Y};Arriendo;Algo;0,005;Efectivo;;;",
        f"{DAY:%d/%m/%Y};Arriendo;Algo;-5;Efectivo;;;",
        f"{DAY:%d/%m/%Y};Arriendo;Algo;1e30;Efectivo;;;",
        f"{DAY:%d/%m/%Y};Arriendo;Algo;5;Trueque;;;",
        f"{TODAY + timedelta(days=2):%d/%m/%Y};Arriendo;Algo;5;Efectivo;;;",
        f"{DAY:%d/%m/%Y};Arriendo;Algo;5;Efectivo;;;5",
        f"{DAY:%d/%m/%Y};;Algo;5;Efectivo;;;",
    ]
    report = send(*bad, TAXI, dry_run=True).json
    assert [(e["row"], e["column"]) for e in report["errors"]] == [
        (2, "Fecha"), (3, "Valor"), (4, "Valor"), (5, "Valor"), (6, "Valor"), (7, "Forma de pago"), (8, "Fecha"),
        (9, "IVA incluido"), (10, "Categoría"),
    ]  # fmt: skip
    assert (report["rows"], report["wrong_rows"], report["ready"]) == (10, 9, 1)
    refused = send(*bad, TAXI)
    assert refused.status_code == 422 and "La primera, fila 2, «Fecha»" in refused.json["detail"]
    assert spent() == []
    assert send(*bad, TAXI, only_valid=True).json["done"]["expenses"] == 1
    assert spent() == [("Taxi", "3.00")]


def test_a_document_is_recorded_once_in_a_file_and_beside_what_is_there(send):
    other = RENT.replace("1.150,50", "99,00").replace("150,00", "0")
    report = send(RENT, other, dry_run=True).json
    assert [(e["row"], e["column"]) for e in report["errors"]] == [(3, "Comprobante")]
    assert send(RENT).status_code == 201
    report = send(other, dry_run=True).json
    assert "Arriendo del consultorio" in report["errors"][0]["message"]


def test_the_wrong_file_is_undone_as_a_whole(client, boss, send, spent, published):
    done = send(RENT, TAXI).json["done"]
    url = f"{URL}/{done['id']}/undo"
    assert client.post(url, json={}, headers=boss).status_code == 422
    undone = client.post(url, json={"reason": "Era el mes pasado"}, headers=boss)
    assert undone.status_code == 200 and undone.json["undone_reason"] == "Era el mes pasado"
    assert spent() == [] and client.get(f"{EXPENSES}/totals", headers=boss).json["total"] == "0.00"
    assert "anuló 2 gastos por $1.153,50" in published()[-1]["data"]["summary"]
    assert client.post(url, json={"reason": "Otra vez"}, headers=boss).status_code == 409
    assert client.post(f"{URL}/999/undo", json={"reason": "Nada"}, headers=boss).status_code == 404
    # It may come in again.
    assert send(RENT, TAXI).status_code == 201


def test_the_template_is_a_file_to_import(client, boss, send, spent):
    answer = client.get(f"{URL}/template.xlsx", headers=boss)
    assert answer.status_code == 200 and "plantilla-gastos.xlsx" in answer.headers["Content-Disposition"]
    titles, example = load_workbook(io.BytesIO(answer.data)).active.values
    assert titles[0] == "Fecha" and len(titles) == len(example) == 18
    report = send(content=answer.data, dry_run=True).json
    assert report["errors"] == [] and report["preview"][0]["amount"] == "690.00"


@pytest.mark.parametrize(
    ("content", "said"), [(b"", None), (b"hola", "Falta la columna"), (b"PK\x03\x04", "No se puede leer")]
)
def test_what_is_no_table_names_the_field(client, boss, content, said):
    body = {"content": base64.b64encode(content).decode(), "name": "x.csv"}
    answer = client.post(URL, json=body, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "content"
    assert said is None or said in answer.json["detail"]


def test_who_may_only_look_imports_nothing(client, login, send):
    assert client.post(URL, json={}).status_code == 401
    assert send(RENT, headers=login("expenses:read")).status_code == 403
    assert client.get(URL, headers=login("expenses:write")).status_code == 403


def test_two_thousand_rows_are_taken_and_one_more_is_not(send):
    rows = [f"{DAY:%d/%m/%Y};Varios;Gasto {n};1,00;Efectivo;;;" for n in range(2001)]
    assert send(*rows, dry_run=True).status_code == 422
    assert send(*rows[:-1]).json["done"]["expenses"] == 2000
