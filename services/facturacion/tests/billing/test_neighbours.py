"""Events of the real neighbours, delivered by their relays."""

from datetime import UTC, datetime, timedelta

import pytest

PERMISSIONS = (
    "patients:read patients:write treatments:read treatments:write products:read products:write"
    " stock:write appointments:read appointments:write appointments:reopen invoices:read invoices:write"
).split()


@pytest.fixture
def staff(login):
    return login(*PERMISSIONS, id="900")


@pytest.fixture
def call(apps, staff):
    """`call("citas", "post", "/appointments", {...})`: the answer's JSON."""

    def act(service, method, path, body=None, **headers):
        url = f"/api/{service.replace('_', '-')}{path}"
        answer = getattr(apps[service].test_client(), method)(url, json=body, headers=staff | headers)
        assert answer.status_code < 300, answer.json
        return answer.json

    return act


def test_from_the_chair_to_the_invoice_at_the_price_that_was_told(call, deliver, doctor):
    patient = call(
        "historia_clinica",
        "post",
        "/patients",
        {
            "document_type": "CEDULA",
            "document_number": "1714307103",
            "first_name": "María Fernanda",
            "last_name": "Torres",
            "gender": "female",
            "email": "maria@example.com",
        },
    )
    product = call(
        "inventario",
        "post",
        "/products",
        {
            "sku": "ANE-01",
            "name": "Anestesia",
            "category": "Insumos",
            "unit": "unidad",
            "minimum_stock": "0",
            "sale_price": "2.00",
            "iva_code": "4",
        },
    )
    call(
        "inventario",
        "post",
        f"/products/{product['id']}/stock",
        {"kind": "PURCHASE", "quantity": "10", "lot_number": "L1", "unit_cost": "0.75"},
    )
    treatment = call(
        "inventario",
        "post",
        "/treatments",
        {
            "code": "END-01",
            "name": "Endodoncia",
            "category": "Endodoncia",
            "price": "120.00",
            "duration_minutes": 60,
            "iva_code": "0",
        },
    )
    call(
        "inventario",
        "put",
        f"/treatments/{treatment['id']}/recipe",
        {"items": [{"product_id": product["id"], "quantity": "2"}]},
        **{"If-Match": f'"{treatment["version"]}"'},
    )
    # The next Wednesday at ten: within anybody's default hours.
    day = datetime.now(UTC) + timedelta(days=1)
    while day.weekday() != 2:
        day += timedelta(days=1)
    appointment = call(
        "citas",
        "post",
        "/appointments",
        {
            "patient_id": patient["id"],
            "doctor_id": doctor,
            "start_time": day.replace(hour=15, minute=0, second=0, microsecond=0).isoformat(),
            "treatments": [{"treatment_id": treatment["id"]}],
        },
    )
    for status in ("ARRIVED", "IN_PROGRESS", "COMPLETED"):
        call(
            "citas", "patch", f"/appointments/{appointment['id']}/status", {"status": status, "confirm": True}
        )
    deliver()

    (row,) = call("facturacion", "get", f"/invoices?appointment_id={appointment['id']}")["data"]
    assert (row["status"], row["total"], row["cost"]) == ("DRAFT", "120.00", "1.50")
    assert row["buyer"]["document"] == "1714307103" and row["buyer"]["email"] == "maria@example.com"
    assert row["doctor"] == {"id": doctor, "name": "Lucía Mora"}

    # The price list changes: what was booked and drafted keeps the price it was told, and a new visit has the new one.
    priced = call("inventario", "get", f"/treatments/{treatment['id']}")
    path, version = f"/treatments/{treatment['id']}", f'"{priced["version"]}"'
    assert (
        call("inventario", "patch", path, {"price": "150.00"}, **{"If-Match": version})["price"] == "150.00"
    )
    deliver()
    kept = call("facturacion", "get", f"/invoices/{row['id']}")
    assert (kept["total"], kept["lines"][0]["unit_price"]) == ("120.00", "120.00")
    later = call(
        "citas",
        "post",
        "/appointments",
        {
            "patient_id": patient["id"],
            "doctor_id": doctor,
            "start_time": (day + timedelta(days=7))
            .replace(hour=15, minute=0, second=0, microsecond=0)
            .isoformat(),
            "treatments": [{"treatment_id": treatment["id"]}],
        },
    )
    assert later["treatments"][0]["unit_price"] == "150.00"

    current = call("historia_clinica", "get", f"/patients/{patient['id']}")
    call(
        "historia_clinica",
        "patch",
        f"/patients/{patient['id']}",
        {"last_name": "Torres Vega"},
        **{"If-Match": f'"{current["version"]}"'},
    )
    deliver()
    invoice = call("facturacion", "get", f"/invoices/{row['id']}")
    assert invoice["buyer"]["name"] == "María Fernanda Torres Vega"
    assert invoice["lines"][0]["reference_id"] == treatment["id"]

    path = f"/appointments/{appointment['id']}"
    call("citas", "post", f"{path}/reopen", {"reason": "Faltó una radiografía"})
    deliver()
    discarded = call("facturacion", "get", f"/invoices/{row['id']}")
    assert (discarded["status"], discarded["annul_reason"]) == (
        "DISCARDED",
        "Reabierta: Faltó una radiografía",
    )
    call("citas", "patch", f"{path}/status", {"status": "COMPLETED", "confirm": True})
    deliver()
    rows = call("facturacion", "get", f"/invoices?appointment_id={appointment['id']}")["data"]
    assert [(one["status"], one["total"], one["cost"]) for one in rows] == [
        ("DRAFT", "120.00", "1.50"),
        ("DISCARDED", "120.00", "1.50"),
    ]
