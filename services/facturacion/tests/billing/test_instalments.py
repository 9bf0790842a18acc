"""Instalments agreed of an invoice: they add up to what is owed, stand as the money comes and goes, and change with a trace."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from facturacion.billing.rules import instalments as rules

API = "/api/facturacion"


@pytest.fixture
def agree(client, boss):
    def act(id, *parts, **more):
        body = {"instalments": [{"due_on": day_in(days), "amount": amount} for days, amount in parts], **more}
        return client.put(f"{API}/invoices/{id}/instalments", json=body, headers=boss)

    return act


def day_in(days):
    return (datetime.now(ZoneInfo("America/Guayaquil")).date() + timedelta(days=days)).isoformat()


def lefts(invoice):
    return [part["left"] for part in invoice["plan"]["instalments"]]


def test_a_plan_follows_payments_credit_notes_and_what_is_voided(client, boss, login, issued, pay, agree):
    made = issued()
    answer = agree(made["id"], (30, "15.00"), (0, "25.00"))
    assert answer.status_code == 200, answer.json
    plan = answer.json["plan"]
    assert [(part["due_on"], part["amount"]) for part in plan["instalments"]] == [
        (day_in(0), "25.00"),
        (day_in(30), "15.00"),
    ]
    assert plan["overdue"] == "0.00" and plan["total"] == "40.00"
    payment = pay(made["id"], "30.00", method="OTHER").json
    assert lefts(read(client, boss, made)) == ["0.00", "10.00"]
    client.post(f"{API}/payments/{payment['id']}/void", json={"reason": "Error"}, headers=boss)
    assert lefts(read(client, boss, made)) == ["25.00", "15.00"]
    body = {"reason": "Cobrado de más", "lines": [{"line_id": made["lines"][0]["id"], "quantity": "0.5"}]}
    noted = client.post(
        f"{API}/invoices/{made['id']}/credit-notes", json=body, headers=login("invoices:credit")
    )
    assert noted.status_code == 201, noted.json
    assert lefts(noted.json) == ["5.00", "15.00"]


def read(client, boss, invoice):
    return client.get(f"{API}/invoices/{invoice['id']}", headers=boss).json


def test_another_plan_takes_its_place_with_a_reason_and_leaves_a_trace(issued, agree, published):
    made = issued()
    assert agree(made["id"], (1, "40.00")).status_code == 200
    answer = agree(made["id"], (5, "40.00"))
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "reason"
    changed = agree(made["id"], (5, "40.00"), reason="Cobra a fin de mes").json
    assert changed["plan"]["instalments"][0]["due_on"] == day_in(5)
    assert [plan["end_reason"] for plan in changed["ended_plans"]] == ["Cobra a fin de mes"]
    ended = agree(made["id"], reason="Pagará todo").json
    assert ended["plan"] is None and len(ended["ended_plans"]) == 2
    assert agree(made["id"], reason="Otra vez").status_code == 409
    said = [event["data"]["summary"] for event in published() if ".plan_" in event["type"]]
    assert len(said) == 3 and "Acordó una cuota" in said[0] and "Dejó sin cuotas" in said[-1]


@pytest.mark.parametrize(
    "parts, field",
    [
        ([(1, "39.99")], "instalments"),
        ([(1, "20.00"), (1, "20.00")], "instalments"),
        ([(-1, "40.00")], "instalments"),
        ([(1, "0.00"), (2, "40.00")], "instalments.0.amount"),
        ([(1, "-40.00"), (2, "80.00")], "instalments.0.amount"),
        ([(1, "1e30")], "instalments.0.amount"),
        ([(1, "20.005"), (2, "19.995")], "instalments.0.amount"),
        ([(1, "$ 40,00")], "instalments.0.amount"),
    ],
)
def test_a_plan_that_does_not_add_up_is_refused(issued, agree, parts, field):
    answer = agree(issued()["id"], *parts)
    assert answer.status_code == 422, answer.json
    assert answer.json["errors"][0]["field"].startswith(field)


def test_only_an_issued_invoice_that_owes_has_a_plan(draft, issued, pay, agree):
    assert agree(draft()["id"], (1, "40.00")).status_code == 409
    paid = issued()
    pay(paid["id"], "40.00", method="OTHER")
    assert agree(paid["id"], (1, "40.00")).status_code == 409
    assert agree(999_999_999, (1, "40.00")).status_code == 404


def test_a_plan_of_what_was_owed_before_is_refused(client, boss, issued, pay):
    made = issued()
    pay(made["id"], "10.00", method="OTHER")
    body = {"instalments": [{"due_on": day_in(1), "amount": "40.00"}]}
    stale = boss | {"If-Match": f'"{made["version"]}"'}
    assert client.put(f"{API}/invoices/{made['id']}/instalments", json=body, headers=stale).status_code == 412


def test_the_account_says_what_is_overdue(client, boss, issued, agree, shared):
    made = issued()
    agree(made["id"], (0, "25.00"), (30, "15.00"))
    with shared.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE facturacion.instalments DISABLE TRIGGER USER")
        cursor.execute("UPDATE facturacion.instalments SET due_on = due_on - 3 WHERE position = 1")
        cursor.execute("ALTER TABLE facturacion.instalments ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE facturacion.invoices DISABLE TRIGGER USER")
        cursor.execute("UPDATE facturacion.invoices SET patient_id = 515151 WHERE id = %s", (made["id"],))
        cursor.execute("ALTER TABLE facturacion.invoices ENABLE TRIGGER USER")
    account = client.get(f"{API}/patients/515151/account", headers=boss).json
    assert account["overdue"] == "25.00" and account["invoices"][0]["overdue"] == "25.00"
    assert read(client, boss, made)["plan"]["overdue"] == "25.00"


TODAY = date(2026, 11, 29)
PARTS = [
    {"position": 1, "due_on": date(2026, 11, 1), "amount": Decimal("20.00")},
    {"position": 2, "due_on": TODAY, "amount": Decimal("15.00")},
    {"position": 3, "due_on": date(2026, 12, 31), "amount": Decimal("5.00")},
]


@pytest.mark.parametrize(
    "balance, left, overdue",
    [("40", ["20", "15", "5"], "20"), ("20", ["0", "15", "5"], "0"), ("3", ["0", "0", "3"], "0"), ("45", ["20", "15", "5"], "25")],
)  # fmt: skip
def test_money_goes_to_what_is_due_first(balance, left, overdue):
    balance = Decimal(balance)
    standing = rules.standing(PARTS, balance, TODAY)
    assert [part["left"] for part in standing] == [Decimal(value) for value in left]
    assert rules.overdue(PARTS, balance, TODAY) == Decimal(overdue)
    assert [part["overdue"] for part in standing] == [left[0] != "0", False, False]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE facturacion.instalment_plans SET ended_at = ended_at WHERE invoice_id = %(id)s AND ended_at IS NOT NULL",
        "INSERT INTO facturacion.instalments VALUES ((SELECT id FROM facturacion.instalment_plans WHERE invoice_id = %(id)s"
        " AND ended_at IS NULL), 9, '2199-01-01', 1)",
        "INSERT INTO facturacion.instalment_plans (invoice_id, total, agreed_by_id, agreed_by_name) VALUES (%(id)s, 40, '1', 'A')",
    ],
)
def test_the_database_keeps_what_was_agreed(issued, agree, database_of, sql):
    made = issued()
    agree(made["id"], (1, "40.00"))
    agree(made["id"], (2, "40.00"), reason="Otro día")
    with pytest.raises(psycopg2.Error):
        with database_of("facturacion").transaction() as tx:
            tx.run(sql, id=made["id"])
            tx.run("SET CONSTRAINTS ALL IMMEDIATE")


def test_who_attends_sees_how_the_instalments_of_a_patient_stand(client, login, issued, pay, agree, patient):
    dentist = login("quotes:read")
    made = issued(patient_id=patient)
    path = f"{API}/patients/{patient}/instalments"
    assert client.get(path, headers=dentist).json == {"data": []}
    agree(made["id"], (0, "15.00"), (30, "25.00"))
    pay(made["id"], "20.00", method="OTHER")
    [invoice] = client.get(path, headers=dentist).json["data"]
    assert (invoice["id"], invoice["balance"], invoice["overdue"]) == (made["id"], "20.00", "0.00")
    assert [part["left"] for part in invoice["instalments"]] == ["0.00", "20.00"]
    assert client.get(path, headers=login("invoices:read")).status_code == 403
    pay(made["id"], "20.00", method="OTHER")
    assert client.get(path, headers=dentist).json == {"data": []}
