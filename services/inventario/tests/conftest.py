"""A client of inventario, somebody who may do everything there, and things to work with."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

URL = "/api/inventario"
EVERYTHING = ("products:read", "products:write", "stock:write", "treatments:read", "treatments:write")


@pytest.fixture
def client(apps):
    return apps["inventario"].test_client()


@pytest.fixture
def keeper(login):
    return login(*EVERYTHING, id="5", name="Berta Bodega", role="Bodega")


@pytest.fixture
def new_product(client, keeper):
    """Create a product: `new_product(sku="GUA-M")`; every field may be given."""

    def make(**changes):
        body = {
            "sku": f"P-{uuid4().hex[:12]}",
            "name": "Guantes de nitrilo",
            "category": "Bioseguridad",
            "unit": "par",
            "minimum_stock": "10",
            "sale_price": "1.50",
            "iva_code": "4",
        }
        answer = client.post(f"{URL}/products", json=body | changes, headers=keeper)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def new_treatment(client, keeper):
    def make(**changes):
        body = {
            "code": f"T-{uuid4().hex[:12]}",
            "name": "Limpieza dental",
            "category": "Profilaxis",
            "price": "45.00",
            "duration_minutes": 45,
            "iva_code": "0",
        }
        answer = client.post(f"{URL}/treatments", json=body | changes, headers=keeper)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def move(client, keeper):
    """Post a movement and return the answer: `move(product, kind="WRITE_OFF", lot_id=1, quantity="1", reason="Rota")`."""

    def post(product, **movement):
        return client.post(f"{URL}/products/{product['id']}/stock", json=movement, headers=keeper)

    return post


@pytest.fixture
def buy(move):
    """Buy a lot and return its movement: `buy(product, "10", expires_in=30)`."""

    def post(product, quantity, unit_cost="0.50", lot_number=None, expires_in=None):
        movement = {
            "kind": "PURCHASE",
            "quantity": quantity,
            "unit_cost": unit_cost,
            "lot_number": lot_number or f"L-{uuid4().hex[:8]}",
        }
        if expires_in is not None:
            movement["expiry_date"] = (date.today() + timedelta(days=expires_in)).isoformat()
        answer = move(product, **movement)
        assert answer.status_code == 201, answer.json
        return answer.json

    return post


@pytest.fixture
def change_lot(client, keeper):
    def patch(id, version=1, **changes):
        return client.patch(f"{URL}/lots/{id}", json=changes, headers=keeper | {"If-Match": f'"{version}"'})

    return patch


@pytest.fixture
def set_recipe(client, keeper):
    """Give a treatment its recipe: `set_recipe(treatment, (product, "2"), …)`."""

    def put(treatment, *items):
        answer = client.put(
            f"{URL}/treatments/{treatment['id']}/recipe",
            json={"items": [{"product_id": product["id"], "quantity": q} for product, q in items]},
            headers=keeper | {"If-Match": f'"{treatment["version"]}"'},
        )
        assert answer.status_code == 200, answer.json
        return answer.json

    return put


def completed_event(appointment_id, treatments=(), extras=(), data=None):
    """The event that citas tells when an appointment was attended; pairs of id and quantity. `data` changes its data."""
    return {
        "id": str(uuid4()),
        "type": "appointment.completed",
        "occurred_at": "2026-11-24T10:00:00-05:00",
        "aggregate": f"appointment:{appointment_id}",
        "service": "citas",
        "actor": {"id": "7", "name": "Dra. Inés Mora", "role": "Odontólogo/Médico", "ip": "10.0.0.7"},
        "request_id": "request-of-citas",
        "data": {
            "summary": "Atendió la cita",
            "level": "INFO",
            "patient_id": 3,
            "appointment_id": appointment_id,
            "patient": {"id": 3, "name": "Luis Paz"},
            "doctor": {"id": 7, "name": "Dra. Inés Mora"},
            "treatments": [{"treatment_id": id, "code": "T", "quantity": q} for id, q in treatments],
            "extras": [{"product_id": id, "code": "P", "quantity": q} for id, q in extras],
            "completed_at": "2026-11-24T10:00:00-05:00",
        }
        | (data or {}),
    }


@pytest.fixture
def courier(login):
    return login("events:deliver", id="service-citas", client=True)


@pytest.fixture
def event_of():
    return completed_event


@pytest.fixture
def complete(client, courier):
    """Tell inventario that an appointment was attended: `complete(1, treatments=[(5, 1)])`. Returns the answer."""

    def post(appointment_id, treatments=(), extras=(), data=None):
        event = completed_event(appointment_id, treatments, extras, data)
        return client.post(f"{URL}/events", json={"events": [event]}, headers=courier)

    return post


def reopened_event(appointment_id, completion=1, reason="Se marcó por error", data=None):
    """The event that citas publishes when the completion of an appointment is undone."""
    return {
        "id": str(uuid4()),
        "type": "appointment.reopened",
        "occurred_at": "2026-11-24T11:00:00-05:00",
        "aggregate": f"appointment:{appointment_id}",
        "service": "citas",
        "actor": {"id": "7", "name": "Dra. Inés Mora", "role": "Odontólogo/Médico", "ip": "10.0.0.7"},
        "data": {
            "summary": "Reabrió la cita",
            "patient_id": 3,
            "appointment_id": appointment_id,
            "patient": {"id": 3, "name": "Luis Paz"},
            "doctor": {"id": 7, "name": "Dra. Inés Mora"},
            "start_time": "2026-11-24T10:00:00-05:00",
            "reason": reason,
            "reopened_at": "2026-11-24T11:00:00-05:00",
            "completion": completion,
        }
        | (data or {}),
    }


@pytest.fixture
def reopen(client, courier):
    """Deliver that an appointment's completion is undone: `reopen(1)`. Returns the answer."""

    def post(appointment_id, **event):
        events = [reopened_event(appointment_id, **event)]
        return client.post(f"{URL}/events", json={"events": events}, headers=courier)

    return post


@pytest.fixture
def stock_of(client, keeper):
    return lambda product: client.get(f"{URL}/products/{product['id']}/stock", headers=keeper).json


@pytest.fixture
def told(database_of):
    """The events that inventario has told so far, by type: `told("stock.short")`."""

    def find(type):
        with database_of("inventario").session() as db:
            return db.all(
                "SELECT aggregate, actor, data FROM outbox WHERE type = %(type)s ORDER BY seq", type=type
            )

    return find
