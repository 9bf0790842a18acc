"""Commissions: under which rule, on what, taken back when it is undone; settled once, and paid as an expense."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from common.permissions import PERMISSIONS

API = "/api/facturacion"
EVERYTHING = (
    "commissions:read commissions:write commissions:own invoices:read invoices:write invoices:annul invoices:credit"
    " payments:write payments:refund expenses:read expenses:write reports:read appointments:read treatments:read treatments:write"
).split()


def today(days=0):
    return (datetime.now(ZoneInfo("America/Guayaquil")).date() + timedelta(days=days)).isoformat()


@pytest.fixture
def doctor(database_of):
    with database_of("auth").transaction() as tx:
        role = tx.value("""
            INSERT INTO auth.roles (name, permissions, menu_config)
                 VALUES ('Odontología de prueba', ARRAY['records:sign'], '{}') RETURNING id
            """)
        return tx.value(
            """
            INSERT INTO auth.users (email, full_name, role_id, password_hash, practitioner)
                 VALUES ('doctora@example.com', 'Lucía Mora', %(role)s, 'none', true) RETURNING id
            """,
            role=role,
        )


@pytest.fixture
def staff(login):
    return login(*EVERYTHING, id="77")


@pytest.fixture
def call(apps, staff):
    def act(method, path, body=None, headers=None, service="facturacion", **more):
        client = apps[service].test_client()
        return getattr(client, method)(f"/api/{service}{path}", json=body, headers=(headers or staff) | more)

    return act


@pytest.fixture
def treatment(call):
    def make(code, category="Limpiezas"):
        body = {"code": code, "name": f"Tratamiento {code}", "category": category, "price": "40.00"}
        answer = call(
            "post", "/treatments", body | {"duration_minutes": 30, "iva_code": "0"}, service="inventario"
        )
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return make


@pytest.fixture
def rule(call, doctor):
    def make(**changes):
        body = {"doctor_id": doctor, "percent": "30", "basis": "CHARGED", "valid_from": today()} | changes
        return call("post", "/commission-rules", body)

    return make


@pytest.fixture
def visit(receive, completed, doctor, call):
    """A visit of the doctor that was invoiced; the invoice."""

    def act(treatment_id, price="100.00", issue=True, quantity=1):
        done = {"treatment_id": treatment_id, "code": "X", "name": "Limpieza", "quantity": quantity}
        done |= {"unit_price": price, "duration_minutes": 30, "iva_code": "0"}
        data = completed(treatments=[done], extras=[], doctor={"id": doctor, "name": "Lucía Mora"})
        assert receive("appointment.completed", **data).status_code == 200
        (draft,) = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
        if not issue:
            return draft
        answer = call("post", f"/invoices/{draft['id']}/issue", {})
        assert answer.status_code == 200, answer.json
        return answer.json

    return act


@pytest.fixture
def earned(call):
    def look(**filters):
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        return [row["amount"] for row in call("get", f"/commissions?sort=day&{query}").json["data"]]

    return look


def pay(call, invoice, amount):
    body = {"amount": amount, "method": "CARD_DEBIT"}
    answer = call("post", f"/invoices/{invoice['id']}/payments", body)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_what_is_charged_earns_and_what_is_taken_back_does_not(call, treatment, rule, visit, earned):
    cleaning = treatment("COM-1")
    assert rule().status_code == 201
    first, second = visit(cleaning), visit(cleaning, "33.33")
    assert earned() == ["30.00", "10.00"]
    note = {"reason": "Se cobró de más", "lines": [{"line_id": first["lines"][0]["id"], "quantity": "0.5"}]}
    assert call("post", f"/invoices/{first['id']}/credit-notes", note).status_code == 201
    assert earned() == ["30.00", "10.00", "-15.00"]
    annul = {"status": "ANNULLED", "reason": "Error"}
    assert call("patch", f"/invoices/{second['id']}/status", annul).status_code == 200
    assert earned() == ["30.00", "10.00", "-15.00", "-10.00"]
    month = call("get", "/reports/margin").json
    assert month["result"]["commission"] == "15.00" == month["total"]["commission"]


def test_what_is_collected_earns_as_it_comes(call, treatment, rule, visit, earned):
    cleaning = treatment("COM-1")
    rule(basis="COLLECTED")
    invoice = visit(cleaning)
    assert earned() == []
    payment = pay(call, invoice, "33.33")
    pay(call, invoice, "66.67")
    assert earned() == ["10.00", "20.00"]
    call("post", f"/payments/{payment['id']}/void", {"reason": "Error"})
    assert earned() == ["10.00", "20.00", "-10.00"]


def test_the_most_specific_rule_holds(treatment, rule, visit, earned, database_of):
    one, same_category, other = treatment("COM-1"), treatment("COM-2"), treatment("COM-3", "Cirugía")
    assert rule(percent="10").status_code == 201
    assert rule(percent="20", category="LIMPIEZAS").status_code == 201
    assert rule(percent="30", treatment_id=one).status_code == 201
    with database_of("facturacion").transaction() as tx:
        tx.run(
            """
            INSERT INTO facturacion.item_categories (kind, reference_id, category)
                 SELECT 'TREATMENT', id, 'Limpiezas' FROM unnest(%(ids)s::bigint[]) AS id
            ON CONFLICT DO NOTHING
            """,
            ids=[one, same_category],
        )
    for id in (one, same_category, other):
        visit(id)
    assert earned() == ["30.00", "20.00", "10.00"]


def test_an_amount_is_for_each_session(treatment, rule, visit, earned):
    rule(percent=None, amount="12.50")
    visit(treatment("COM-1"), quantity=3)
    assert earned() == ["37.50"]


def test_materials_come_off_before_whenever_they_are_known(treatment, rule, visit, earned, receive, doctor):
    cleaning = treatment("COM-1")
    rule(net_of_materials=True)
    invoice = visit(cleaning)
    assert earned() == ["30.00"]
    part = {
        "kind": "TREATMENT",
        "reference_id": cleaning,
        "product_id": 1,
        "product_name": "Pasta",
        "unit": "g",
    }
    part |= {"lot_id": 1, "lot_number": "L1", "expiry_date": None, "quantity": "1", "unit_cost": "20.00"}
    used = {"appointment_id": invoice["appointment_id"], "completion": 1, "cost": "20.00", "parts": [part]}
    used |= {"doctor": {"id": doctor, "name": "Lucía Mora"}}
    assert receive("stock.consumed", **used).status_code == 200
    assert earned() == ["30.00", "-6.00"]
    receive("stock.returned", appointment_id=invoice["appointment_id"], completion=1, cost="20.00")
    assert earned() == ["30.00", "-6.00", "6.00"]


def test_two_rules_for_the_same_do_not_overlap(treatment, rule, call):
    id = treatment("COM-1")
    assert rule(treatment_id=id, valid_to=today(10)).status_code == 201
    twin = rule(treatment_id=id, percent="40", valid_from=today(10))
    assert twin.status_code == 409 and twin.json["errors"][0]["field"] == "valid_from"
    assert rule(treatment_id=id, percent="40", valid_from=today(11)).status_code == 201
    assert rule(category="Cirugía").status_code == 201
    assert rule(category="CIRUGIA").status_code == 409
    all_of_them = rule()
    assert all_of_them.status_code == 201 and rule().status_code == 409
    etag = {"If-Match": f'"{all_of_them.json["version"]}"'}
    path = f"/commission-rules/{all_of_them.json['id']}"
    assert call("patch", path, {"valid_to": today(-1)}, **etag).status_code == 422
    assert call("patch", path, {"valid_to": today()}, **etag).json["valid_to"] == today()
    assert len(call("get", "/commission-rules").json["data"]) == 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"percent": None}, "amount"),
        ({"amount": "5"}, "amount"),
        ({"percent": "101"}, "percent"),
        ({"percent": "0"}, "percent"),
        ({"treatment_id": 1, "category": "Cirugía"}, "category"),
        ({"percent": None, "amount": "5", "net_of_materials": True}, "net_of_materials"),
        ({"valid_from": "2020-01-01"}, "valid_from"),
        ({"treatment_id": 999_999}, "treatment_id"),
        ({"doctor_id": 999_999}, "doctor_id"),
    ],
)
def test_a_rule_says_one_thing(rule, changes, field):
    answer = rule(**changes)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_settlement_is_frozen_numbered_and_paid_as_an_expense(call, treatment, rule, visit, earned, doctor):
    rule()
    first = visit(treatment("COM-1"))
    wish = {"doctor_id": doctor, "last": today()}
    made = call("post", "/commission-settlements", wish)
    assert made.status_code == 201, made.json
    assert (made.json["amount"], made.json["entries"], made.json["paid"]) == ("30.00", 1, False)
    assert call("post", "/commission-settlements", wish).status_code == 409
    undone = call("post", f"/commission-settlements/{made.json['id']}/undo", {"reason": "Faltaba una cita"})
    assert undone.status_code == 200 and undone.json["undone_reason"] == "Faltaba una cita"
    # Undone, it still says of which lines it was made.
    kept = call("get", f"/commissions?settlement_id={made.json['id']}").json["data"]
    assert len(kept) == made.json["entries"] and all(one["settlement_id"] is None for one in kept)
    assert call("get", "/commissions/pending").json["data"][0]["amount"] == "30.00"
    again = call("post", "/commission-settlements", wish).json
    assert again["number"] == made.json["number"] + 1
    path = f"/commission-settlements/{again['id']}"
    paid = call("post", f"{path}/payment", {"date": today(), "payment_method": "TRANSFER"})
    assert paid.status_code == 201 and paid.json["paid"]
    assert call("post", f"{path}/payment", {"date": today(), "payment_method": "TRANSFER"}).status_code == 409
    assert call("post", f"{path}/undo", {"reason": "Ya no"}).status_code == 409
    expense = call("get", f"/expenses/{paid.json['expense_id']}")
    assert (expense.json["amount"], expense.json["category"], expense.json["of_commissions"]) == (
        "30.00",
        "Comisiones",
        True,
    )
    etag = {"If-Match": f'"{expense.json["version"]}"'}
    other = call("patch", f"/expenses/{expense.json['id']}", {"amount": "31.00"}, **etag)
    assert other.status_code == 422 and other.json["errors"][0]["field"] == "amount"
    month = call("get", "/reports/margin").json["result"]
    assert (month["commission"], month["expenses"], month["result"]) == ("30.00", "0.00", "70.00")
    # What is undone afterwards comes off the next one.
    call("patch", f"/invoices/{first['id']}/status", {"status": "ANNULLED", "reason": "Error"})
    assert earned(settled="false") == ["-30.00"]
    assert call("post", "/commission-settlements", wish).status_code == 409
    void = call(
        "patch", f"/expenses/{expense.json['id']}", {"active": False, "void_reason": "No se pagó"}, **etag
    )
    assert void.status_code == 200
    assert not call("get", path).json["paid"]
    assert call("post", f"{path}/undo", {"reason": "No se pagó"}).status_code == 200


def test_what_was_earned_in_a_span_opens_its_lines(call, login, treatment, rule, visit, doctor):
    rule()
    one, other = treatment("COM-1"), treatment("COM-2")
    visit(one)
    visit(one, "50.00")
    visit(other)
    call("post", "/commission-settlements", {"doctor_id": doctor, "last": today()})
    visit(other, "10.00")
    seen = call("get", f"/commissions/earned?from={today()}&to={today()}").json
    sums = {"count": 4, "amount": "78.00", "settled": "75.00", "pending": "3.00"}
    assert seen["total"] == sums and seen["data"] == [
        sums | {"doctor_id": doctor, "doctor_name": "Lucía Mora"}
    ]
    own = login("commissions:own", id=str(doctor))
    mine = call("get", "/commissions/own/earned", headers=own).json
    assert [(row["treatment_id"], row["amount"]) for row in mine["data"]] == [
        (one, "45.00"),
        (other, "33.00"),
    ]
    lines = call("get", f"/commissions/own?treatment_id={one}&sort=day", headers=own).json["data"]
    assert [row["amount"] for row in lines] == ["30.00", "15.00"]
    lines = call("get", f"/commissions?treatment_id={other}&doctor_id={doctor}&sort=day").json["data"]
    assert [row["amount"] for row in lines] == ["30.00", "3.00"]
    assert call("get", f"/commissions/earned?from={today(-9)}&to={today(-1)}").json["data"] == []
    assert call("get", f"/commissions/earned?from={today()}&to={today(-1)}").status_code == 422


def test_a_settlement_is_printed_once_and_stays_so(call, login, treatment, rule, visit, doctor, database_of):
    rule()
    first = visit(treatment("COM-1"))
    made = call("post", "/commission-settlements", {"doctor_id": doctor, "last": today()}).json
    path = f"/commission-settlements/{made['id']}"
    paper = call("get", f"{path}/pdf")
    assert paper.status_code == 200 and paper.data.startswith(b"%PDF-")
    call("patch", f"/invoices/{first['id']}/status", {"status": "ANNULLED", "reason": "Error"})
    assert call("get", f"{path}/pdf").data == paper.data
    rows = load_workbook(BytesIO(call("get", f"{path}/xlsx").data)).active.values
    assert [row[-1] for row in rows] == ["Comisión", 30, 30]
    own, other = login("commissions:own", id=str(doctor)), login("commissions:own", id="999")
    assert [row["id"] for row in call("get", "/commission-settlements/own", headers=own).json["data"]] == [
        made["id"]
    ]
    assert call("get", f"/commission-settlements/own/{made['id']}/pdf", headers=own).data == paper.data
    assert call("get", f"/commission-settlements/own/{made['id']}/pdf", headers=other).status_code == 404
    assert call("get", "/commission-settlements/own", headers=other).json["data"] == []


def test_a_rule_written_by_mistake_is_taken_back_until_something_was_earned(call, treatment, rule, visit):
    made = rule(valid_from=today(5)).json
    etag = {"If-Match": f'"{made["version"]}"'}
    assert call("delete", f"/commission-rules/{made['id']}", **etag).status_code == 204
    assert call("delete", f"/commission-rules/{made['id']}", **etag).status_code == 404
    used = rule().json
    visit(treatment("COM-1"))
    refused = call("delete", f"/commission-rules/{used['id']}", **etag)
    assert refused.status_code == 422 and "último día" in refused.json["detail"]
    assert call("delete", f"/commission-rules/{used['id']}", **{"If-Match": '"7"'}).status_code == 412


def test_paid_from_the_till_it_leaves_the_till(call, treatment, rule, visit, doctor, staff, open_till):
    rule()
    visit(treatment("COM-1"))
    made = call("post", "/commission-settlements", {"doctor_id": doctor, "last": today()}).json
    cash = {"date": today(), "payment_method": "CASH", "from_till": True}
    assert call("post", f"/commission-settlements/{made['id']}/payment", cash).status_code == 409
    session = open_till(staff)
    assert call("post", f"/commission-settlements/{made['id']}/payment", cash).status_code == 201
    now = call("get", f"/cash/sessions/{session['id']}").json
    assert Decimal(now["expected"][0]["amount"]) == Decimal("70.00")


def test_a_professional_sees_their_own(call, login, treatment, rule, visit, doctor):
    rule()
    visit(treatment("COM-1"))
    own, other = login("commissions:own", id=str(doctor)), login("commissions:own", id="999")
    assert [row["amount"] for row in call("get", "/commissions/own", headers=own).json["data"]] == ["30.00"]
    assert call("get", "/commissions/own", headers=other).json["data"] == []
    assert call("get", "/commissions", headers=own).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("get", "/commission-rules", "commissions:read"),
        ("post", "/commission-rules", "commissions:write"),
        ("patch", "/commission-rules/1", "commissions:write"),
        ("delete", "/commission-rules/1", "commissions:write"),
        ("get", "/commissions", "commissions:read"),
        ("get", "/commissions/earned", "commissions:read"),
        ("get", "/commissions/own/earned", "commissions:own"),
        ("get", "/commissions/own", "commissions:own"),
        ("get", "/commissions/pending", "commissions:read"),
        ("get", "/commission-settlements", "commissions:read"),
        ("post", "/commission-settlements", "commissions:write"),
        ("get", "/commission-settlements/1", "commissions:read"),
        ("get", "/commission-settlements/1/pdf", "commissions:read"),
        ("get", "/commission-settlements/1/xlsx", "commissions:read"),
        ("get", "/commission-settlements/own", "commissions:own"),
        ("get", "/commission-settlements/own/1/pdf", "commissions:own"),
        ("post", "/commission-settlements/1/undo", "commissions:write"),
        ("post", "/commission-settlements/1/payment", "expenses:write"),
    ],
)
def test_each_act_needs_its_permission(client, login, method, path, permission):
    assert getattr(client, method)(API + path, json={}).status_code == 401
    answer = getattr(client, method)(API + path, json={}, headers=login("patients:read"))
    assert answer.status_code == 403 and PERMISSIONS[permission] in answer.json["detail"]
