"""Sales by day, month, treatment, professional, category and method: each row opens lines that come to it, to the cent."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

URL = "/api/facturacion/reports/sales"
API = "/api/facturacion"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def sold(client, boss, issued, pay, line, receive, login):
    """Two treatments, a product and something else; one invoice annulled, one credited in part, one payment voided."""
    receive("treatment.created", treatment_id=3, category="Profilaxis")
    receive("product.created", product_id=9, category="Higiene")
    first = issued(
        lines=[
            line(quantity="2", iva_code="4"),
            line(kind="PRODUCT", reference_id=9, description="Cepillo", unit_price="3.35", iva_code="4"),
        ]
    )
    second = issued(
        lines=[
            line(reference_id=5, description="Resina", unit_price="33.33"),
            line(kind="OTHER", reference_id=None, code=None, description="Certificado", unit_price="12.00"),
        ]
    )
    annulled = issued(lines=[line(reference_id=5, description="Resina", unit_price="500.00")])
    client.patch(
        f"{API}/invoices/{annulled['id']}/status",
        json={"status": "ANNULLED", "reason": "Duplicada"},
        headers=boss,
    )
    note = {
        "reason": "No se hizo",
        "lines": [{"line_id": first["lines"][0]["id"], "quantity": "1"}],
    }
    crediting = login("invoices:read", "invoices:credit")
    answer = client.post(f"{API}/invoices/{first['id']}/credit-notes", json=note, headers=crediting)
    assert answer.status_code == 201, answer.json
    pay(first["id"], "10.00")
    pay(second["id"], "20.01", "TRANSFER")
    voided = pay(second["id"], "3.00").json
    client.post(f"{API}/payments/{voided['id']}/void", json={"reason": "Error"}, headers=boss)
    return first


def rows(client, boss, by):
    answer = client.get(f"{URL}?by={by}&from={TODAY}&to={TODAY}", headers=boss)
    assert answer.status_code == 200, answer.json
    return answer.json


ABOUT = {
    "day": lambda row: "",
    "month": lambda row: "",
    "treatment": lambda row: (
        f"&kind={row['kind']}&reference_id={row['reference_id']}" if row["kind"] else "&without=treatment"
    ),
    "professional": lambda row: (
        f"&doctor_id={row['doctor_id']}" if row["doctor_id"] else "&without=professional"
    ),
    "category": lambda row: f"&category={row['category']}" if row["category"] else "&without=category",
    "method": lambda row: f"&method={row['method']}",
}


def lines_of(client, boss, about):
    """Every page of them, two at a time."""
    found, after = [], ""
    while after is not None:
        cursor = f"&after={after}" if after else ""
        page = client.get(f"{URL}/lines?from={TODAY}&to={TODAY}&limit=2{about}{cursor}", headers=boss)
        assert page.status_code == 200, page.json
        found += page.json["data"]
        after = page.json["next"]
    return found


@pytest.mark.parametrize("by", ABOUT)
def test_the_lines_of_each_row_come_to_it_to_the_cent(client, boss, sold, by):
    report = rows(client, boss, by)
    assert report["rows"]
    figure = "collected" if by == "method" else "income"
    for row in report["rows"]:
        lines = lines_of(client, boss, ABOUT[by](row))
        assert len({line["id"] for line in lines}) == len(lines)
        assert sum(Decimal(line["amount"]) for line in lines) == Decimal(row[figure]), row
    assert sum(Decimal(row[figure]) for row in report["rows"]) == Decimal(report["total"][figure])


def test_sales_by_treatment_take_off_what_was_annulled_and_credited(client, boss, sold):
    report = rows(client, boss, "treatment")
    assert [(row["name"], row["category"], row["quantity"], row["income"]) for row in report["rows"]] == [
        ("Limpieza dental", "Profilaxis", "1.000", "40.00"),
        ("Resina", None, "1.000", "33.33"),
        (None, None, "1.000", "12.00"),
        ("Cepillo", "Higiene", "1.000", "3.35"),
    ]
    assert report["total"]["income"] == "88.68"


def test_sales_by_category_follow_the_catalogue(client, boss, sold, receive):
    names = [(row["name"], row["income"]) for row in rows(client, boss, "category")["rows"]]
    assert names == [(None, "45.33"), ("Profilaxis", "40.00"), ("Higiene", "3.35")]
    receive("treatment.updated", treatment_id=5, category="Profilaxis")
    receive("treatment.updated", treatment_id=3)  # from before categories were told
    names = [(row["name"], row["income"]) for row in rows(client, boss, "category")["rows"]]
    assert names == [("Profilaxis", "73.33"), (None, "12.00"), ("Higiene", "3.35")]


def test_what_was_charged_stands_beside_what_was_collected(client, boss, sold):
    (day,) = rows(client, boss, "day")["rows"]
    assert day["day"] == str(TODAY)
    assert (day["income"], day["collected"], day["count"]) == ("88.68", "30.01", 2)
    (month,) = rows(client, boss, "month")["rows"]
    assert month["day"] == str(TODAY.replace(day=1)) and month["collected"] == "30.01"


def test_sales_by_method_count_what_stands(client, boss, sold):
    found = [(row["method"], row["collected"], row["count"]) for row in rows(client, boss, "method")["rows"]]
    assert found == [("TRANSFER", "20.01", 1), ("CASH", "10.00", 1)]


def test_the_sums_are_the_same_before_and_after_folding(client, boss, sold, database_of):
    before = {by: rows(client, boss, by) for by in ABOUT}
    with database_of("facturacion").transaction() as tx:
        tx.run("SELECT facturacion.fold_results()")
        assert tx.value("SELECT count(*) FROM facturacion.result_changes") == 0
    assert {by: rows(client, boss, by) for by in ABOUT} == before


def test_a_span_is_the_month_so_far_and_two_years_at_most(client, boss):
    answer = client.get(URL, headers=boss).json
    assert (answer["from"], answer["to"], answer["rows"]) == (str(TODAY.replace(day=1)), str(TODAY), [])
    for path in (URL, f"{URL}/lines"):
        answer = client.get(f"{path}?from=2021-01-01&to=2026-01-01", headers=boss)
        assert answer.status_code == 422
        assert answer.json["errors"][0]["message"] == "Elija un período de hasta dos años."
        assert client.get(f"{path}?from=2026-02-01&to=2026-01-01", headers=boss).status_code == 422


@pytest.mark.parametrize(
    "wish", ["by=tooth", "by=day&from=ayer", "kind=TREATMENT", "reference_id=3", "method=GOLD", "category="]
)
def test_what_makes_no_sense_is_refused(client, boss, wish):
    path = URL if wish.startswith("by=") else f"{URL}/lines"
    assert client.get(f"{path}?{wish}", headers=boss).status_code == 422


def test_sales_are_for_who_reads_reports(client, login):
    for path in (URL, f"{URL}/lines"):
        assert client.get(path).status_code == 401
        assert client.get(path, headers=login("invoices:read")).status_code == 403


# Of how each row's lines are found among all: an index, whatever the row is about.
PLANS = {
    "day": {},
    "treatment": {"kind": "TREATMENT", "reference_id": 3},
    "professional": {"doctor_id": 4},
    "nobody": {"without": "professional"},
}


@pytest.mark.parametrize("about", PLANS)
def test_lines_are_found_by_an_index(database_of, apps, about):
    from facturacion.reports.queries.sales import LINES, PAYMENTS

    wanted = dict.fromkeys(("kind", "reference_id", "doctor_id", "category", "without", "after", "after_id"))
    span = {"first": "2026-01-01", "last": "2026-12-31", "limit": 50}
    with database_of("facturacion").session() as db:
        # In the order of an index, without sorting: of a nearly empty table any other way costs as little.
        db.run(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
        )
        plan = str(db.all(f"EXPLAIN {LINES.select('-day')}", **wanted | PLANS[about] | span))
        assert "result_entries_sold" in plan and "Seq Scan on result_entries" not in plan
        plan = str(
            db.all(f"EXPLAIN {PAYMENTS.select('-day')}", method="CASH", after=None, after_id=None, **span)
        )
        assert "payments_by_method" in plan and "Seq Scan on payments" not in plan
