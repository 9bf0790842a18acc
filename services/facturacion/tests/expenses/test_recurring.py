"""Expenses of each month: proposed, recorded, skipped, and back from a wrong click."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from facturacion.expenses.rules import in_proportion, proposed

EXPENSES = "/api/facturacion/expenses"
URL = "/api/facturacion/recurring-expenses"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()
MONTH = TODAY.replace(day=1)
BEFORE = (MONTH - timedelta(days=1)).replace(day=1)


@pytest.fixture
def rule(client, boss):
    def make(**changes):
        new = {
            "category": "Arriendo", "description": "Arriendo del consultorio", "amount": "690.00", "iva": "90.00",
            "supplier_name": "Andina", "payment_method": "TRANSFER", "day_of_month": 1, "first_month": MONTH.isoformat(),
        }  # fmt: skip
        answer = client.post(URL, json=new | changes, headers=boss)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def proposed_now(client, boss):
    def look():
        return [
            (p["recurring_id"], p["month"]) for p in client.get(f"{URL}/proposals", headers=boss).json["data"]
        ]

    return look


@pytest.fixture
def act(client, boss):
    def send(id, deed, month=MONTH, **more):
        return client.post(f"{URL}/{id}/{deed}", json={"month": month.isoformat(), **more}, headers=boss)

    return send


def test_a_month_is_proposed_until_it_is_recorded(client, boss, rule, proposed_now, act, published):
    id = rule()["id"]
    assert proposed_now() == [(id, MONTH.isoformat())]
    answer = act(id, "expenses", amount="1380.00", document_number="001-001-7")
    assert answer.status_code == 201, answer.json
    assert (answer.json["amount"], answer.json["iva"], answer.json["date"]) == (
        "1380.00",
        "180.00",
        MONTH.isoformat(),
    )
    assert proposed_now() == []
    assert act(id, "expenses").status_code == 409
    assert [event["type"] for event in published()] == ["recurring_expense.created", "expense.recorded"]


def test_what_was_recorded_by_mistake_is_proposed_again_once_voided(client, boss, rule, proposed_now, act):
    id = rule()["id"]
    expense = act(id, "expenses").json
    void = {"active": False, "void_reason": "Era de otro local"}
    client.patch(f"{EXPENSES}/{expense['id']}", json=void, headers=boss | {"If-Match": '"1"'})
    assert proposed_now() == [(id, MONTH.isoformat())]
    assert act(id, "expenses").status_code == 201


def test_a_skipped_month_comes_back(rule, proposed_now, act, published):
    id = rule()["id"]
    answer = act(id, "skips")
    assert answer.status_code == 201 and answer.json["data"] == []
    assert answer.json["skipped"][0]["skipped_by"]["name"] == "Ana Pérez"
    assert act(id, "skips").status_code == 409 and act(id, "expenses").status_code == 409
    assert act(id, "skips/undo").json["skipped"] == [] and proposed_now() == [(id, MONTH.isoformat())]
    assert act(id, "skips/undo").status_code == 409
    assert "Volvió a proponer el gasto «Arriendo del consultorio»" in published()[-1]["data"]["summary"]


def test_months_that_were_forgotten_are_proposed_too_and_future_ones_are_not(rule, proposed_now, act):
    id = rule(first_month=BEFORE.isoformat())["id"]
    assert proposed_now() == [(id, BEFORE.isoformat()), (id, MONTH.isoformat())]
    ahead = (MONTH + timedelta(days=32)).replace(day=1)
    answer = act(id, "expenses", ahead)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "month"
    assert act(id, "skips", BEFORE - timedelta(days=1)).status_code == 422


def test_a_rule_is_changed_by_whoever_read_it_last_and_stops(client, boss, rule, proposed_now):
    id = rule()["id"]
    url = f"{URL}/{id}"
    assert client.patch(url, json={"active": False}, headers=boss).status_code == 428
    stopped = client.patch(url, json={"active": False}, headers=boss | {"If-Match": '"1"'})
    assert stopped.json["active"] is False and proposed_now() == []
    assert client.patch(url, json={"active": True}, headers=boss | {"If-Match": '"1"'}).status_code == 412
    assert client.patch(url, json={"active": True}, headers=boss | {"If-Match": '"2"'}).status_code == 200
    assert proposed_now() == [(id, MONTH.isoformat())]
    wrong = client.patch(url, json={"iva": "690.00"}, headers=boss | {"If-Match": '"3"'})
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "iva"
    assert client.get(URL, headers=boss).json["data"][0]["id"] == id


def test_the_same_is_not_proposed_twice(client, boss, rule):
    made = rule()
    twice = {
        key: made[key] for key in ("category", "amount", "payment_method", "day_of_month", "first_month")
    }
    answer = client.post(URL, json=twice | {"description": "ARRIENDO del consultorio"}, headers=boss)
    assert answer.status_code == 409 and answer.json["errors"][0]["field"] == "description"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"day_of_month": 0}, "day_of_month"), ({"day_of_month": 32}, "day_of_month"), ({"amount": "0"}, "amount"),
     ({"amount": "1.234,50"}, "amount"), ({"first_month": "2026"}, "first_month"), ({"category": "x"}, "category")],
)  # fmt: skip
def test_a_bad_rule_names_its_field(client, boss, rule, changes, field):
    new = {
        "category": "Luz",
        "description": "Luz del local",
        "amount": "20",
        "payment_method": "CASH",
        "day_of_month": 5,
    }
    answer = client.post(URL, json=new | {"first_month": MONTH.isoformat()} | changes, headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_identity_and_permission_come_first(client, login):
    for deed in ("", "/1/expenses", "/1/skips", "/1/skips/undo"):
        assert client.post(f"{URL}{deed}", json={}).status_code == 401
        assert client.post(f"{URL}{deed}", json={}, headers=login("expenses:read")).status_code == 403
    assert client.get(f"{URL}/proposals", headers=login("expenses:write")).status_code == 403


def test_the_day_of_a_short_month_and_the_parts_of_another_amount():
    assert proposed(date(2026, 11, 29)) == (date(2025, 12, 1), date(2026, 11, 1))
    assert in_proportion(Decimal("15.00"), Decimal("115.00"), Decimal("230.01")) == Decimal("30.00")


def test_the_thirty_first_is_the_last_day_of_a_shorter_month(client, boss, rule):
    rule(day_of_month=31, first_month="2026-01-01" if TODAY < date(2026, 12, 31) else BEFORE.isoformat())
    days = {p["month"]: p["due_on"] for p in client.get(f"{URL}/proposals", headers=boss).json["data"]}
    for month, due in days.items():
        assert (date.fromisoformat(due) + timedelta(days=1)).day == 1 and due[:7] == month[:7]
