"""Packages: their catalogue, and their sale with an invoice, which is owed until sessions are given."""

from datetime import timedelta
from decimal import Decimal

import pytest

from common.permissions import PERMISSIONS

from .conftest import issue, line_of, today

API = "/api/facturacion"


def test_the_catalogue_is_written_with_its_treatments(call, package, treatment, patient):
    wanted = package()
    assert (wanted["items"][0]["list_price"], wanted["items"][0]["sessions"]) == ("40.00", 3)
    twin = {"name": wanted["name"].upper(), "price": "10", "iva_code": "0"}
    twin["items"] = [{"treatment_id": wanted["items"][0]["treatment_id"], "sessions": 1}]
    answer = call("post", "/packages", twin)
    assert answer.status_code == 409 and "ese nombre" in str(answer.json)
    missing = twin | {"name": "Otro", "items": [{"treatment_id": 999_999, "sessions": 1}]}
    answer = call("post", "/packages", missing)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "items.0.treatment_id"
    etag = {"If-Match": f'"{wanted["version"]}"'}
    items = [{"treatment_id": treatment("OTRO-1", "60.00"), "sessions": 2}, *twin["items"]]
    changed = call("patch", f"/packages/{wanted['id']}", {"items": items, "price": "90.00"}, **etag)
    assert changed.status_code == 200 and len(changed.json["items"]) == 2
    assert call("patch", f"/packages/{wanted['id']}", {"price": "80"}, **etag).status_code == 412


def test_a_sale_is_owed_and_not_earned_until_a_session_is_given(call, patient, sold, visit, held, income):
    rosa = patient()
    mine = sold(rosa)
    assert (mine["amount"], mine["remaining"], mine["state"]) == ("100.00", "100.00", "OPEN")
    assert mine["expires_on"] == f"{today() + timedelta(days=365)}"
    assert income(mine) == 0
    owed = call("get", "/packages/liability").json
    assert owed["total"]["remaining"] == "100.00" and owed["rows"][0]["sessions"] == 3
    for number, earned in ((1, "33.33"), (2, "66.67"), (3, "100.00")):
        visit(rosa, mine)
        assert income(mine) == Decimal(earned)
        assert held(mine["id"])["used"] == number
    assert held(mine["id"])["state"] == "USED"
    assert call("get", "/packages/liability").json["rows"] == []


def test_two_of_a_kind_are_two_packages_that_come_to_the_line(call, buyer, patient, package):
    wanted = package(price="33.33")
    assert issue(call, buyer, patient(), wanted, "3").status_code == 200
    data = call("get", f"/patient-packages?package_id={wanted['id']}").json["data"]
    assert [row["amount"] for row in data] == ["33.33"] * 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": "1.5"}, "lines.0.quantity"),
        ({"quantity": "51"}, "lines.0.quantity"),
        ({"reference_id": None}, "lines.0.reference_id"),
        ({"reference_id": 999_999}, "lines.0.reference_id"),
    ],
)
def test_a_line_of_a_package_is_whole_and_names_it(call, buyer, patient, package, changes, field):
    body = {"patient_id": patient(), "buyer": buyer(), "lines": [line_of(package(), **changes)]}
    answer = call("post", "/invoices", body)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_package_is_sold_to_somebody_and_only_while_it_is_sold(call, buyer, patient, package):
    wanted = package()
    body = {"buyer": buyer(), "lines": [line_of(wanted)]}
    nobody = call("post", "/invoices", body)
    assert nobody.status_code == 422 and nobody.json["errors"][0]["field"] == "patient_id"
    etag = {"If-Match": f'"{wanted["version"]}"'}
    off = call("patch", f"/packages/{wanted['id']}", {"active": False}, **etag)
    assert off.status_code == 200 and not off.json["active"]
    gone = call("post", "/invoices", body | {"patient_id": patient()})
    assert gone.status_code == 422 and gone.json["errors"][0]["field"] == "lines.0.reference_id"


def test_the_list_knows_its_states_and_names(call, patient, sold):
    rosa = patient()
    mine = sold(rosa)
    for state, there in (("OPEN", True), ("EXPIRED", False), ("USED", False), ("VOID", False)):
        data = call("get", f"/patient-packages?state={state}&patient_id={rosa}&total=true").json["data"]
        assert (mine["id"] in [row["id"] for row in data]) == there
    for sort in ("-sold_on", "sold_on", "expires_on"):
        assert call("get", f"/patient-packages?sort={sort}&search=rosa").json["data"][0]["id"] == mine["id"]


def test_what_happens_to_a_package_is_told(patient, sold, visit, call, published):
    rosa = patient()
    mine = sold(rosa)
    visit(rosa, mine)
    told = {event["type"]: event["data"]["summary"] for event in published()}
    assert told["package.sold"] == f"Vendió el paquete «{mine['name']}» a Rosa Paquete"
    assert told["package.redeemed"] == f"Rosa Paquete usó una sesión del paquete «{mine['name']}»"
    assert "package.created" in told


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("get", "/packages", "packages:read"),
        ("post", "/packages", "packages:write"),
        ("patch", "/packages/1", "packages:write"),
        ("get", "/packages/liability", "reports:read"),
        ("get", "/patient-packages", "packages:read"),
        ("get", "/patient-packages/1", "packages:read"),
        ("post", "/patient-packages/1/sharers", "packages:write"),
        ("delete", "/patient-packages/1/sharers/2", "packages:write"),
        ("post", "/patient-packages/1/extensions", "packages:write"),
        ("post", "/patient-packages/1/redemptions", "packages:redeem"),
        ("post", "/package-redemptions/1/undo", "packages:redeem"),
        ("post", "/patient-packages/1/refunds", "invoices:credit"),
    ],
)
def test_each_act_needs_its_permission(client, login, method, path, permission):
    assert getattr(client, method)(API + path, json={}).status_code == 401
    other = login("patients:read")
    answer = getattr(client, method)(API + path, json={}, headers=other)
    assert answer.status_code == 403 and PERMISSIONS[permission] in answer.json["detail"]
