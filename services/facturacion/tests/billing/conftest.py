"""People who act at once, on real commits: each thread speaks for a person of its own, through every service."""

import secrets
import threading
from uuid import uuid4

import pytest

API = "/api/facturacion"


@pytest.fixture
def call(committed, login):
    """Each thread speaks for a person of its own."""
    everything = (
        "invoices:read invoices:write invoices:annul invoices:credit payments:write payments:refund patients:read"
        " patients:write packages:read packages:write packages:redeem treatments:read treatments:write quotes:read"
        " quotes:write commissions:read commissions:write expenses:write products:read products:write stock:write"
        " appointments:read appointments:write appointments:reopen"
    ).split()
    here = threading.local()

    def act(method, path, body=None, service="facturacion", **more):
        if not hasattr(here, "clients"):
            here.clients = {name: app.test_client() for name, app in committed.items()}
            here.headers = login(*everything, id=str(threading.get_ident() % 10**6))
        open = getattr(here.clients[service], method)
        prefix = service.replace("_", "-")
        # Who waits too long for a lock is asked to come back, and does.
        for _ in range(20):
            answer = open(f"/api/{prefix}{path}", json=body, headers=here.headers | more)
            if answer.status_code != 503:
                break
        return answer

    return act


@pytest.fixture
def new_patient(call):
    def make(number):
        body = {
            "first_name": "Rosa",
            "last_name": f"Paseo {secrets.token_hex(6)} {number}",
            "gender": "female",
        }
        body |= {
            "document_type": "PASSPORT",
            "document_number": secrets.token_hex(5).upper(),
            "phone": "0998124470",
        }
        answer = call("post", "/patients", body, "historia_clinica")
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return make


@pytest.fixture
def new_issued(call, new_invoice):
    def make(patient_id, lines):
        draft = call("post", "/invoices", new_invoice(patient_id=patient_id, lines=lines))
        assert draft.status_code == 201, draft.json
        answer = call("post", f"/invoices/{draft.json['id']}/issue", {})
        assert answer.status_code == 200, answer.json
        return answer.json

    return make


@pytest.fixture
def new_package(call):
    """A package of the catalogue: three sessions for 100.00."""

    def make():
        code = f"PAQ-{secrets.token_hex(6)}"
        body = {"code": code, "name": code, "category": "Prueba", "price": "40.00"}
        treatment = call(
            "post", "/treatments", body | {"duration_minutes": 30, "iva_code": "0"}, "inventario"
        )
        assert treatment.status_code == 201, treatment.json
        items = [{"treatment_id": treatment.json["id"], "sessions": 3}]
        body = {"name": code, "items": items, "price": "100.00", "iva_code": "4"}
        answer = call("post", "/packages", body)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def sell(call, new_issued, line):
    """Sell a package to a patient; what they bought, with its items."""

    def act(patient_id, package):
        sold = line(kind="PACKAGE", reference_id=package["id"], unit_price=package["price"], iva_code="4")
        invoice = new_issued(patient_id, [sold])
        held = call("get", f"/patient-packages?patient_id={patient_id}").json["data"]
        (mine,) = [one for one in held if one["invoice_id"] == invoice["id"]]
        return call("get", f"/patient-packages/{mine['id']}").json

    return act


@pytest.fixture
def attend(committed, login):
    """Deliver that a visit was completed, as its relay would; the status of the answer."""
    headers = login("events:deliver", id="service-test", client=True)

    def deliver(data):
        event = {
            "id": str(uuid4()),
            "type": "appointment.completed",
            "occurred_at": "2026-11-24T15:00:00+00:00",
        }
        event |= {"aggregate": f"appointment:{data['appointment_id']}", "service": "citas"}
        event["data"] = {"summary": "…", "level": "INFO", "patient_id": None, **data}
        for _ in range(20):
            client = committed["facturacion"].test_client()
            answer = client.post(f"{API}/events", json={"events": [event]}, headers=headers)
            if answer.status_code != 503:
                return answer.status_code

    return deliver
