"""Packages as they are sold and used, through every service."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

EVERYTHING = (
    "packages:read packages:write packages:redeem invoices:read invoices:write invoices:annul invoices:credit"
    " payments:write payments:refund reports:read patients:read patients:write treatments:read treatments:write"
).split()


def today():
    return datetime.now(ZoneInfo("America/Guayaquil")).date()


@pytest.fixture
def staff(login):
    return login(*EVERYTHING, id="77")


@pytest.fixture
def call(apps, staff):
    def act(method, path, body=None, service="facturacion", headers=None, **more):
        at = f"/api/{service.replace('_', '-')}{path}"
        client = apps[service].test_client()
        return getattr(client, method)(at, json=body, headers=(headers or staff) | more)

    return act


@pytest.fixture
def treatment(call):
    def make(code, price="40.00"):
        body = {"code": code, "name": f"Tratamiento {code}", "category": "Prueba", "price": price}
        body |= {"duration_minutes": 30, "iva_code": "0"}
        answer = call("post", "/treatments", body, "inventario")
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return make


@pytest.fixture
def patient(call):
    def make(document="1710034065", name="Rosa"):
        body = {
            "first_name": name,
            "last_name": "Paquete",
            "document_type": "CEDULA",
            "document_number": document,
        }
        answer = call("post", "/patients", body | {"gender": "female"}, "historia_clinica")
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return make


@pytest.fixture
def package(call, treatment):
    """A package of the catalogue: three sessions for 100.00, so that no session has a round price."""

    def make(sessions=3, price="100.00", **changes):
        id = treatment(f"PAQ-{len(call('get', '/packages').json['data'])}")
        body = {
            "name": f"Paquete {id}",
            "items": [{"treatment_id": id, "sessions": sessions}],
            "price": price,
        }
        answer = call("post", "/packages", body | {"iva_code": "0", "validity_days": 365} | changes)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


def line_of(package, quantity="1", **changes):
    return {
        "kind": "PACKAGE",
        "reference_id": package["id"],
        "description": package["name"],
        "quantity": quantity,
        "unit_price": package["price"],
        "iva_code": package["iva_code"],
    } | changes


def issue(call, buyer, patient_id, package, quantity="1"):
    body = {"patient_id": patient_id, "buyer": buyer(), "lines": [line_of(package, quantity)]}
    draft = call("post", "/invoices", body)
    assert draft.status_code == 201, draft.json
    return call("post", f"/invoices/{draft.json['id']}/issue", {})


@pytest.fixture
def sold(call, buyer, package):
    """What a patient bought: the package with its items."""

    def make(patient_id, quantity="1", **changes):
        wanted = package(**changes)
        invoice = issue(call, buyer, patient_id, wanted, quantity)
        assert invoice.status_code == 200, invoice.json
        bought = call("get", f"/patient-packages?package_id={wanted['id']}").json["data"]
        return call("get", f"/patient-packages/{bought[0]['id']}").json

    return make


@pytest.fixture
def visit(receive, completed):
    """A completed visit of the patient for the package's treatment; returns its event."""

    def act(patient_id, package, quantity=1, price="40.00", **more):
        treatment_id = package["items"][0]["treatment_id"]
        done = {"treatment_id": treatment_id, "code": "X", "name": "Limpieza", "quantity": quantity}
        done |= {"unit_price": price, "duration_minutes": 30, "iva_code": "0"}
        patient = {"id": patient_id, "name": "Rosa Paquete"}
        data = completed(treatments=[done], extras=[], patient=patient, **more)
        moment = f"{today()}T15:00:00+00:00"
        answer = receive("appointment.completed", occurred_at=moment, **data)
        assert answer.status_code == 200, answer.json
        return data

    return act


@pytest.fixture
def held(call):
    return lambda id: call("get", f"/patient-packages/{id}").json


@pytest.fixture
def income(database_of):
    """What the ledger of results holds of these treatments."""

    def look(package):
        with database_of("facturacion").session() as db:
            return db.value(
                "SELECT coalesce(sum(income), 0.00) FROM facturacion.result_entries WHERE reference_id = %(id)s",
                id=package["items"][0]["treatment_id"],
            )

    return look
