from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from facturacion.reports.schemas.dashboard import Months, Report, Stats

URL = "/api/facturacion"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()
HERE = "America/Guayaquil"


@pytest.fixture
def busy(client, boss, issued, pay, receive, completed, line, expense):
    """A day's work: income 130.00, collected 100.00, spent 20.00, materials 12.35."""
    first = issued(lines=[line(quantity="2"), line(kind="PRODUCT", unit_price="20.00", iva_code="4")])
    issued(lines=[line(unit_price="30.00", code="CUR-01", description="Curación")])
    pay(first["id"], "60.00")
    pay(first["id"], "40.00", "TRANSFER")
    voided = pay(first["id"], "3.00").json
    client.post(f"{URL}/payments/{voided['id']}/void", json={"reason": "Error"}, headers=boss)
    annulled = issued()
    client.patch(
        f"{URL}/invoices/{annulled['id']}/status",
        json={"status": "ANNULLED", "reason": "Duplicada"},
        headers=boss,
    )
    client.post(f"{URL}/expenses", json=expense(date=TODAY.isoformat(), amount="20.00"), headers=boss)
    now = datetime.now(ZoneInfo(HERE)).isoformat()
    data = completed()
    receive("appointment.completed", **data)
    receive("stock.consumed", occurred_at=now, appointment_id=data["appointment_id"], cost="12.345")


FIGURES = {
    "income": "130.00",
    "cost": "12.35",
    "commission": "0.00",
    "losses": "0.00",
    "expenses": "20.00",
    "profit": "97.65",
    "collected": "100.00",
}


def test_the_report_of_a_day(client, boss, busy):
    answer = client.get(f"{URL}/reports/dashboard?from={TODAY}&to={TODAY}", headers=boss)
    assert answer.status_code == 200
    Report.model_validate(answer.json)
    assert answer.json == FIGURES | {
        "from": str(TODAY),
        "to": str(TODAY),
        "receivable": "33.00",
        "invoices": 2,
        "average_ticket": "65.00",
        "by_method": [{"method": "CASH", "total": "60.00"}, {"method": "TRANSFER", "total": "40.00"}],
        "by_day": [{"date": str(TODAY), "income": "130.00", "expenses": "20.00", "collected": "100.00"}],
        "top_treatments": [
            {"code": "LIM-01", "description": "Limpieza dental", "quantity": "2.000", "income": "80.00"},
            {"code": "CUR-01", "description": "Curación", "quantity": "1.000", "income": "30.00"},
        ],
    }


def test_days_without_anything_are_there_with_zeros(client, boss, busy):
    answer = client.get(f"{URL}/reports/dashboard?from=2024-02-28&to=2024-03-01", headers=boss).json
    assert [day["date"] for day in answer["by_day"]] == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert answer["by_day"][0] == {
        "date": "2024-02-28",
        "income": "0.00",
        "expenses": "0.00",
        "collected": "0.00",
    }
    assert answer["average_ticket"] == "0.00" and answer["top_treatments"] == []


def test_a_report_is_of_the_month_so_far_by_default(client, boss):
    answer = client.get(f"{URL}/reports/dashboard", headers=boss).json
    assert (answer["from"], answer["to"]) == (str(TODAY.replace(day=1)), str(TODAY))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("reports/dashboard?from=2015-01-01&to=2026-01-01", "from"),
        ("reports/dashboard?from=2026-01-02&to=2026-01-01", "to"),
        ("reports/dashboard?from=x", "from"),
        ("dashboard/monthly?months=0", "months"),
        ("dashboard/monthly?months=61", "months"),
    ],
)
def test_an_impossible_span_is_refused(client, boss, path, field):
    answer = client.get(f"{URL}/{path}", headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_the_figures_of_the_home_page(client, boss, busy):
    answer = client.get(f"{URL}/dashboard/stats", headers=boss)
    Stats.model_validate(answer.json)
    assert answer.json["today"] == {
        "income": "130.00",
        "collected": "100.00",
        "invoices": 2,
        "drafts": 1,
    }
    assert answer.json["month"] == FIGURES
    assert answer.json["receivable"] == "33.00"
    assert answer.json["previous_month"] == dict.fromkeys(FIGURES, "0.00")


def test_month_by_month(client, boss, busy):
    answer = client.get(f"{URL}/dashboard/monthly", headers=boss)
    Months.model_validate(answer.json)
    assert len(answer.json["data"]) == 12
    assert answer.json["data"][-1] == FIGURES | {"month": f"{TODAY:%Y-%m}", "invoices": 2}
    assert answer.json["data"][0]["income"] == "0.00"


@pytest.mark.parametrize("path", ["reports/dashboard", "dashboard/stats", "dashboard/monthly"])
def test_identity_and_permission_come_first(client, login, path):
    assert client.get(f"{URL}/{path}").status_code == 401
    assert client.get(f"{URL}/{path}", headers=login("invoices:read")).status_code == 403


def test_the_best_sold_treatments_are_without_what_was_credited(client, boss, issued, line, login):
    first = issued(
        lines=[line(quantity="2"), line(code="CUR-01", description="Curación", unit_price="70.00")]
    )
    note = {"reason": "No se hizo", "lines": [{"line_id": first["lines"][0]["id"], "quantity": "1"}]}
    crediting = login("invoices:read", "invoices:credit")
    assert (
        client.post(f"{URL}/invoices/{first['id']}/credit-notes", json=note, headers=crediting).status_code
        == 201
    )
    top = client.get(f"{URL}/reports/dashboard?from={TODAY}&to={TODAY}", headers=boss).json["top_treatments"]
    assert [(row["code"], row["quantity"], row["income"]) for row in top] == [
        ("CUR-01", "1.000", "70.00"),
        ("LIM-01", "1.000", "40.00"),
    ]
    whole = {"reason": "No se hizo", "lines": [{"line_id": first["lines"][1]["id"], "quantity": "1"}]}
    client.post(f"{URL}/invoices/{first['id']}/credit-notes", json=whole, headers=crediting)
    top = client.get(f"{URL}/reports/dashboard?from={TODAY}&to={TODAY}", headers=boss).json["top_treatments"]
    assert [row["code"] for row in top] == ["LIM-01"]
