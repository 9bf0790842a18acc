"""Professionals who earn: their rules, and visits of theirs that were invoiced."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

EVERYTHING = (
    "commissions:read commissions:write commissions:own invoices:read invoices:write invoices:annul invoices:credit"
    " payments:write payments:refund expenses:read expenses:write reports:read appointments:read treatments:read treatments:write"
).split()


def today(days=0):
    return (datetime.now(ZoneInfo("America/Guayaquil")).date() + timedelta(days=days)).isoformat()


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
