import itertools
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

numbers = itertools.count(1)

API = "/api/facturacion"
EVERYTHING = (
    "invoices:read invoices:write invoices:annul payments:write expenses:read expenses:write reports:read reports:write"
    " patients:read patients:write"
).split()


@pytest.fixture
def client(apps):
    return apps["facturacion"].test_client()


@pytest.fixture
def boss(login):
    return login(*EVERYTHING)


@pytest.fixture
def line():
    def make(**changes):
        return {
            "kind": "TREATMENT",
            "reference_id": 3,
            "code": "LIM-01",
            "description": "Limpieza dental",
            "quantity": "1",
            "unit_price": "40.00",
            "iva_code": "0",
        } | changes

    return make


@pytest.fixture
def buyer():
    def make(**changes):
        return {"id_type": "05", "document": "1714307103", "name": "María Fernanda Torres"} | changes

    return make


@pytest.fixture
def final_consumer(buyer):
    return buyer(
        id_type="07", document="9999999999999", name="CONSUMIDOR FINAL", reason="No quiso dar sus datos"
    )


@pytest.fixture
def new_invoice(buyer, line):
    def make(**changes):
        return {"buyer": buyer(), "lines": [line()]} | changes

    return make


@pytest.fixture
def draft(client, boss, new_invoice):
    """A stored draft: `draft(lines=[…])`."""

    def make(**changes):
        answer = client.post(f"{API}/invoices", json=new_invoice(**changes), headers=boss)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def issued(client, boss, draft):
    """An issued invoice."""

    def make(**changes):
        answer = client.post(f"{API}/invoices/{draft(**changes)['id']}/issue", json={}, headers=boss)
        assert answer.status_code == 200, answer.json
        return answer.json

    return make


@pytest.fixture
def open_till(client, login):
    """Open a till of its own for the bearer of `headers`, unless they have one; returns the session."""

    def act(headers, opening_float="100.00", client=client):
        own = client.get(f"{API}/cash/sessions/own", headers=headers).json["session"]
        if own:
            return own
        supervisor = login("cash:supervise", "payments:write", id="9")
        till = client.post(f"{API}/tills", json={"name": f"Caja {uuid4().hex[:8]}"}, headers=supervisor).json
        new = {"till_id": till["id"], "opening_float": opening_float}
        answer = client.post(f"{API}/cash/sessions", json=new, headers=headers)
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


@pytest.fixture
def pay(client, boss, open_till):
    def act(id, amount, method="CASH", **more):
        if method == "CASH":
            open_till(boss)
        body = {"amount": amount, "method": method, **more}
        return client.post(f"{API}/invoices/{id}/payments", json=body, headers=boss)

    return act


@pytest.fixture
def patient(apps, boss):
    """The id of a patient in historia_clinica."""
    body = {
        "first_name": "María",
        "last_name": "Vélez",
        "document_type": "CEDULA",
        "document_number": "1710034065",
    }
    body |= {"gender": "female"}
    answer = (
        apps["historia_clinica"].test_client().post("/api/historia-clinica/patients", json=body, headers=boss)
    )
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


@pytest.fixture
def expense():
    def make(**changes):
        return {
            "date": (datetime.now(UTC) - timedelta(days=40)).date().isoformat(),
            "category": "Arriendo",
            "description": "Arriendo de noviembre",
            "amount": "600.00",
            "payment_method": "TRANSFER",
        } | changes

    return make


@pytest.fixture
def receive(client, login):
    """Deliver one event as a relay would: `receive("stock.consumed", appointment_id=1, cost="3.00")`."""
    headers = login("events:deliver", id="service-test", client=True)

    def act(type, occurred_at="2026-11-24T15:00:00+00:00", **data):
        event = {
            "id": str(uuid4()),
            "type": type,
            "occurred_at": occurred_at,
            "aggregate": f"appointment:{data.get('appointment_id', 1)}",
            "service": "citas",
            "data": {"summary": "…", "level": "INFO", "patient_id": None, **data},
        }
        return client.post(f"{API}/events", json={"events": [event]}, headers=headers)

    return act


@pytest.fixture
def completed():
    """The data of appointment.completed."""

    def make(**changes):
        return {
            "appointment_id": 70_000 + next(numbers),
            "patient": {
                "id": 12,
                "name": "Carlos Andrade",
                "document_type": "CEDULA",
                "document_number": "0926687856",
                "email": "carlos@example.com",
                "phone": "0991234567",
                "address": "Quito",
            },
            "doctor": {"id": 4, "name": "Lucía Mora"},
            "treatments": [
                {
                    "treatment_id": 3,
                    "code": "LIM-01",
                    "name": "Limpieza dental",
                    "quantity": 2,
                    "unit_price": "40.00",
                    "duration_minutes": 30,
                    "iva_code": "0",
                }
            ],
            "extras": [
                {
                    "product_id": 9,
                    "code": "CEP-01",
                    "name": "Cepillo",
                    "quantity": "1.000",
                    "unit_price": "3.50",
                    "iva_code": "4",
                }
            ],
            "completed_at": "2026-11-24T15:00:00+00:00",
        } | changes

    return make


@pytest.fixture
def published(database_of):
    """The events that facturacion has published so far, oldest first."""

    def look():
        with database_of("facturacion").session() as db:
            return db.all("SELECT type, aggregate, data FROM facturacion.outbox ORDER BY seq")

    return look


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
