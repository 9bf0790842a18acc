"""Margins: what treatments, professionals and visits bring and cost, and that they come to the result of the month."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from common.web.paging import encode

URL = "/api/facturacion/reports"
HERE = ZoneInfo("America/Guayaquil")
NOW = datetime.now(HERE)
TODAY = NOW.date()
MONTH = f"{TODAY:%Y-%m}"
NOTHING = {"income": "0.00", "materials": "0.00", "commission": "0.00", "expenses": "0.00"}


def part(kind, reference_id, quantity, unit_cost, lot="L-1", **more):
    return {
        "kind": kind,
        "reference_id": reference_id,
        "product_id": 50,
        "product_name": "Resina A2",
        "unit": "g",
        "lot_id": 90,
        "lot_number": lot,
        "expiry_date": "2028-04-30",
        "quantity": quantity,
        "unit_cost": unit_cost,
    } | more


@pytest.fixture
def attended(client, boss, receive, completed):
    """An appointment completed now, its materials used, its draft issued: `attended(treatments, parts, cost)`."""

    def make(parts=(), cost="0", issue=True, doctor=(4, "Lucía Mora"), **changes):
        doctor = {"id": doctor[0], "name": doctor[1]}
        data = completed(doctor=doctor, extras=[], **changes)
        about = {"appointment_id": data["appointment_id"], "occurred_at": NOW.isoformat()}
        receive("appointment.completed", **data | about)
        answer = receive("stock.consumed", **about, cost=cost, completion=1, doctor=doctor, parts=list(parts))
        assert answer.status_code == 200, answer.json
        (row,) = client.get(
            f"/api/facturacion/invoices?appointment_id={data['appointment_id']}", headers=boss
        ).json["data"]
        if issue:
            issued = client.post(f"/api/facturacion/invoices/{row['id']}/issue", json={}, headers=boss)
            assert issued.status_code == 200, issued.json
        return data["appointment_id"], row["id"]

    return make


def treatment(id, name, price, minutes=30, quantity=1):
    return {
        "treatment_id": id,
        "code": f"T-{id}",
        "name": name,
        "quantity": quantity,
        "unit_price": price,
        "duration_minutes": minutes,
        "iva_code": "0",
    }


@pytest.fixture
def month(attended, client, boss, expense, issued, line):
    """Two professionals, two treatments, a sale without a visit, and expenses of 100.00."""
    cleaning, filling = treatment(3, "Limpieza", "40.00"), treatment(5, "Resina", "60.00", minutes=60)
    attended([part("TREATMENT", 3, "1", "2.0000"), part("TREATMENT", 5, "2", "3.0000", "L-2")], "8.00",
             treatments=[cleaning, filling])  # fmt: skip
    attended(
        [part("TREATMENT", 5, "1", "3.5000", "L-3")], "3.50", doctor=(6, "Hugo Paz"), treatments=[filling]
    )
    issued(
        lines=[
            line(kind="OTHER", reference_id=None, code=None, description="Certificado", unit_price="10.00")
        ]
    )
    body = expense(date=TODAY.isoformat(), amount="100.00")
    assert client.post("/api/facturacion/expenses", json=body, headers=boss).status_code == 201


def read(client, boss, path):
    answer = client.get(f"{URL}/{path}", headers=boss)
    assert answer.status_code == 200, answer.json
    return answer.json


def row_of(answer, name):
    (row,) = [row for row in answer["rows"] if row["name"] == name]
    return {key: row[key] for key in (*NOTHING, "margin")}


def choose(client, boss, rule):
    version = read(client, boss, "expense-sharing")["version"]
    headers = boss | {"If-Match": f'"{version}"'}
    answer = client.put(f"{URL}/expense-sharing", json={"rule": rule}, headers=headers)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_treatment_bears_its_lots_and_its_time_in_the_chair(client, boss, month):
    answer = read(client, boss, "margin")
    # 30 + 60 + 60 minutes: 100.00 ÷ 150 a minute.
    assert row_of(answer, "Limpieza") == {
        "income": "40.00", "materials": "2.00", "commission": "0.00", "expenses": "20.00", "margin": "18.00",
    }  # fmt: skip
    assert row_of(answer, "Resina") == {
        "income": "120.00", "materials": "9.50", "commission": "0.00", "expenses": "80.00", "margin": "30.50",
    }  # fmt: skip
    assert answer["unallocated"].items() >= (NOTHING | {"income": "10.00", "margin": "10.00"}).items()
    assert answer["total"]["margin"] == answer["result"]["result"] == "58.50"
    assert answer["month"] == MONTH and answer["rule"] == "CHAIR_TIME" and answer["count"] == 2


def test_a_professional_bears_what_they_did(client, boss, month):
    answer = read(client, boss, "margin?by=professional")
    assert row_of(answer, "Lucía Mora")["margin"] == "32.00"  # 100 − 8 − 60
    assert row_of(answer, "Hugo Paz")["margin"] == "16.50"  # 60 − 3.50 − 40
    assert answer["total"]["margin"] == "58.50"


def test_each_visit_has_its_margin(client, boss, month):
    answer = read(client, boss, "margin?by=visit")
    assert [(row["name"], row["margin"]) for row in answer["rows"]] == [
        ("Limpieza, Resina", "32.00"),
        ("Resina", "16.50"),
    ]
    assert all(row["number"] and row["appointment_id"] and row["day"] == str(TODAY) for row in answer["rows"])
    assert answer["unallocated"]["income"] == "10.00" and answer["total"]["margin"] == "58.50"


def test_visits_come_in_pages_and_the_workbook_has_them_all(client, boss, month):
    first = read(client, boss, "margin?by=visit&limit=1")
    then = read(client, boss, f"margin?by=visit&limit=1&after={first['next']}")
    assert [page["rows"][0]["name"] for page in (first, then)] == ["Limpieza, Resina", "Resina"]
    assert (first["count"], then["count"], then["next"]) == (2, 2, None)
    assert first["total"] == then["total"] and read(client, boss, "margin?limit=1")["next"] is None
    assert len(read(client, boss, "margin?limit=1")["rows"]) == 2
    for cursor in ("x", encode(["NaN", "a", 1]), encode(["1", "a", "b"]), encode([1])):
        assert client.get(f"{URL}/margin?by=visit&after={cursor}", headers=boss).status_code == 400


def test_the_owner_chooses_how_expenses_are_shared(client, boss, month, published):
    choose(client, boss, "INCOME")
    answer = read(client, boss, "margin")
    assert row_of(answer, "Limpieza")["expenses"] == "23.52"  # 100 × 40 ÷ 170
    # What rounding leaves goes to the largest of what was done, by whom.
    assert row_of(answer, "Resina")["expenses"] == "70.60"
    assert answer["unallocated"]["expenses"] == "5.88" and answer["total"]["margin"] == "58.50"
    choose(client, boss, "NONE")
    answer = read(client, boss, "margin")
    assert answer["unallocated"]["expenses"] == "100.00" and answer["total"]["margin"] == "58.50"
    told = [event for event in published() if event["type"] == "expense_sharing.updated"]
    assert [event["data"]["rule"] for event in told] == ["INCOME", "NONE"]
    assert told[-1]["data"]["summary"] == "Cambió el reparto de los gastos en los márgenes: sin repartir"


def test_a_row_opens_into_its_visits_and_the_lots_they_used(client, boss, month):
    answer = read(client, boss, f"margin/lines?month={MONTH}&kind=TREATMENT&reference_id=5")
    assert answer["visit_count"] == 2
    pages = [read(client, boss, "margin/visits?kind=TREATMENT&reference_id=5&limit=1")]
    pages.append(
        read(client, boss, f"margin/visits?kind=TREATMENT&reference_id=5&limit=1&after={pages[0]['next']}")
    )
    assert [len(page["data"]) for page in pages] == [1, 1] and pages[1]["next"] is None
    assert [(row["doctor_name"], row["margin"]) for page in pages for row in page["data"]] == [
        ("Lucía Mora", "14.00"),  # 60 − 6 − 40
        ("Hugo Paz", "16.50"),
    ]
    assert [(row["lot_number"], row["quantity"], row["cost"]) for row in answer["materials"]] == [
        ("L-2", "2.000", "6.00"),
        ("L-3", "1.000", "3.50"),
    ]
    assert [row["doctor_name"] for row in answer["parts"]] == ["Lucía Mora", "Hugo Paz"]
    assert answer["total"]["margin"] == "30.50"
    one = read(client, boss, "margin/lines?kind=TREATMENT&reference_id=5&doctor_id=6")
    assert one["visit_count"] == 1 and one["total"]["margin"] == "16.50"
    nothing = read(client, boss, "margin/lines?kind=TREATMENT&reference_id=999999")
    assert nothing["visit_count"] == 0 and set(nothing["total"].values()) == {"0.00"}
    none = read(client, boss, "margin/lines?without=treatment")
    (sale,) = read(client, boss, "margin/visits?without=treatment")["data"]
    assert sale["appointment_id"] is None and sale["number"]
    for cursor in ("x", encode(["x", 1]), encode(["2026-11-01", "b"]), encode([None, "b"]), encode([1])):
        asked = f"{URL}/margin/visits?without=treatment&after={cursor}"
        assert client.get(asked, headers=boss).status_code in (200, 400)
    assert none["total"]["income"] == "10.00"


def test_what_is_annulled_or_reopened_leaves_no_margin(client, boss, attended, receive):
    appointment_id, invoice_id = attended([part("TREATMENT", 3, "1", "2")], "2.00", issue=False)
    about = {"appointment_id": appointment_id, "completion": 1}
    receive("appointment.reopened", **about, reason="Error", occurred_at=NOW.isoformat())
    receive("stock.returned", **about, cost="2.00", occurred_at=NOW.isoformat())
    answer = read(client, boss, "margin")
    assert (
        answer["rows"] == [] and answer["total"]["margin"] == "0.00" and answer["total"]["minutes"] == "0.00"
    )
    _, invoice_id = attended()
    body = {"status": "ANNULLED", "reason": "Duplicada"}
    client.patch(f"/api/facturacion/invoices/{invoice_id}/status", json=body, headers=boss)
    answer = read(client, boss, "margin")
    assert answer["total"]["income"] == "0.00" and answer["result"]["result"] == "0.00"


def test_of_materials_only_the_sum_may_be_known(client, boss, attended):
    attended(cost="5.00")
    answer = read(client, boss, "margin")
    assert answer["unallocated"]["materials"] == "5.00"
    assert read(client, boss, "margin/lines?without=treatment")["materials"][0]["cost"] == "5.00"


def test_a_year_by_month_against_the_one_before(client, boss, month):
    answer = read(client, boss, "results")
    assert [row["month"] for row in answer["months"]][:2] == [f"{TODAY.year}-01", f"{TODAY.year}-02"]
    assert answer["months"][TODAY.month - 1] == {
        "month": MONTH, "income": "170.00", "materials": "11.50", "commission": "0.00", "expenses": "100.00",
        "losses": "0.00", "result": "58.50", "charged": "170.00", "collected": "0.00",
    }  # fmt: skip
    assert answer["previous"][TODAY.month - 1]["result"] == "0.00"
    assert answer["running"]["to"] == f"{TODAY.year - 1}{TODAY:-%m-%d}"
    assert read(client, boss, "results?year=2024")["running"] is None


def test_what_is_owed_is_told_by_age(client, boss, issued, pay, database_of):
    pay(issued()["id"], "15.00")
    with database_of("facturacion").transaction() as tx:
        for days, amount in ((30, 1), (31, 2), (61, 4), (500, 8)):
            tx.run(
                "INSERT INTO facturacion.result_changes (day, receivable) VALUES (%(day)s, %(amount)s)",
                day=TODAY - timedelta(days=days),
                amount=amount,
            )
    answer = read(client, boss, "receivables")
    assert [bucket["balance"] for bucket in answer["by_age"]] == ["26.00", "2.00", "4.00", "8.00"]
    assert answer["total"] == "40.00" and answer["by_age"][-1]["to_days"] is None


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("margin?month=2026-13", "month"),
        ("margin?month=x", "month"),
        ("margin?by=patient", "by"),
        ("margin/lines?reference_id=3", "reference_id"),
        ("margin/lines?kind=TREATMENT", "reference_id"),
        ("margin/lines?doctor_id=0", "doctor_id"),
        ("results?year=1999", "year"),
    ],
)
def test_what_is_asked_wrongly_is_said_by_field(client, boss, path, field):
    answer = client.get(f"{URL}/{path}", headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_sharing_is_chosen_by_who_may_and_saw_the_last(client, login, boss):
    reader = login("reports:read")
    assert client.put(f"{URL}/expense-sharing", json={"rule": "NONE"}, headers=reader).status_code == 403
    assert client.put(f"{URL}/expense-sharing", json={"rule": "NONE"}, headers=boss).status_code == 428
    stale = boss | {"If-Match": '"77"'}
    assert client.put(f"{URL}/expense-sharing", json={"rule": "NONE"}, headers=stale).status_code == 412
    wrong = client.put(f"{URL}/expense-sharing", json={"rule": "HALF"}, headers=boss | {"If-Match": '"1"'})
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "rule"


@pytest.mark.parametrize(
    "path",
    [
        "margin",
        "margin/lines",
        "margin/visits",
        "losses",
        "losses/lines",
        "results",
        "receivables",
        "expense-sharing",
    ],
)
def test_identity_and_permission_come_first(client, login, path):
    assert client.get(f"{URL}/{path}").status_code == 401
    assert client.get(f"{URL}/{path}", headers=login("invoices:read")).status_code == 403
