"""Commissions: under which rule, on what, and taken back when it is undone."""

import pytest

from common.permissions import PERMISSIONS

from .conftest import today

API = "/api/facturacion"


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
