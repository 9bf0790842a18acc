"""A clinic's treatments, and a plan that proposes them."""

from uuid import uuid4

import pytest

API = "/api/historia-clinica"
STROKES = [[[100, 300], [300, 120], [420, 310]], [[500, 200]]]


@pytest.fixture
def dentist(login):
    return login(
        "patients:read", "records:read", "records:write", "records:template", "treatments:read", "plans:read", "plans:accept",
        id="3", name="Carla Ruiz", role="Médico",
    )  # fmt: skip


@pytest.fixture
def front_desk(login):
    return login("patients:read", "plans:read", "plans:accept", id="2", name="Rosa Vera")


@pytest.fixture
def treatment(apps, login):
    """Offer a treatment in the real catalogue; returns its id: `treatment(name="Corona", price="520.00")`."""
    headers = login("treatments:read", "treatments:write", id="900")
    made = iter(range(1, 1000))

    def act(**more):
        new = {
            "code": f"P{next(made)}",
            "name": "Resina compuesta",
            "category": "Operatoria",
            "price": "45.00",
        }
        new |= {"duration_minutes": 40, "iva_code": "0"}
        answer = (
            apps["inventario"]
            .test_client()
            .post("/api/inventario/treatments", json=new | more, headers=headers)
        )
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return act


@pytest.fixture
def ask(client, dentist):
    """A request of the dentist; returns its JSON: `ask("post", "/treatment-plans/3/items", {…}, version=2)`."""

    def act(method, path, body=None, version=None, status=None, headers=dentist):
        sent = headers | ({"If-Match": f'"{version}"'} if version else {})
        answer = client.open(f"{API}{path}", method=method.upper(), json=body, headers=sent)
        wanted = status or (201 if method == "post" else 200)
        assert answer.status_code == wanted, answer.json
        return answer.json

    return act


@pytest.fixture
def plan(ask, patient):
    return ask("post", f"/patients/{patient['id']}/treatment-plans", {})


@pytest.fixture
def add(ask, plan, treatment):
    """Add an item to the plan, of a treatment of its own unless one is given; returns the item."""

    def act(price="45.00", name="Resina compuesta", status=None, **item):
        if "treatment_id" not in item:
            item["treatment_id"] = treatment(price=price, name=name)
        answer = ask("post", f"/treatment-plans/{plan['id']}/items", item, status=status)
        return answer if status else max(answer["items"], key=lambda one: one["id"])

    return act


@pytest.fixture
def read(ask, plan):
    return lambda **how: ask("get", f"/treatment-plans/{plan['id']}", **how)


@pytest.fixture
def accept(ask, plan, read):
    def act(*items, status=201, version=None, **who):
        body = {
            "items": [item["id"] for item in items],
            "signer_name": "Ana Pérez",
            "signature": STROKES,
        } | who
        path = f"/treatment-plans/{plan['id']}/acceptances"
        return ask("post", path, body, version=version or read()["version"], status=status)

    return act


@pytest.fixture
def receive(client, login):
    """Deliver one event as a relay would."""
    headers = login("events:deliver", id="service-citas", client=True)

    def act(type, id=None, **data):
        event = {
            "id": id or str(uuid4()),
            "type": type,
            "occurred_at": "2026-11-24T15:00:00+00:00",
            "aggregate": f"appointment:{data['appointment_id']}",
            "service": "citas",
            "data": {"summary": "…", "level": "INFO", "patient_id": None, **data},
        }
        answer = client.post(f"{API}/events", json={"events": [event]}, headers=headers)
        assert answer.status_code == 200, answer.json

    return act


@pytest.fixture
def visit(receive):
    """An appointment that was booked for these items ends."""

    def act(*items, appointment_id=70, **how):
        lines = [{"treatment_id": item["treatment_id"], "plan_item_id": item["id"]} for item in items]
        doctor = {"id": 3, "name": "Carla Ruiz"}
        receive(
            "appointment.completed", appointment_id=appointment_id, doctor=doctor, treatments=lines, **how
        )

    return act
