"""A small clinic for the tests of the running suite, made through the API as its people would."""

import random
import secrets
from datetime import UTC, datetime, timedelta

from citas.holidays import national

ZONE = timedelta(hours=-5)


def cedula():
    """A valid cédula (modulo 10) that nobody has yet, with overwhelming likelihood."""
    digits = [1, 7, random.randint(0, 5), *(random.randint(0, 9) for _ in range(6))]
    doubled = [d * 2 - 9 * (d * 2 > 9) if i % 2 == 0 else d for i, d in enumerate(digits)]
    return "".join(map(str, digits)) + str(-sum(doubled) % 10)


def created(answer):
    """The body of a 201; any other answer ends the test with its words."""
    assert answer.status_code == 201, (answer.status_code, answer.text)
    return answer.json()


def role_id(admin, name):
    roles = admin.get("/api/auth/roles").json()["data"]
    return next(role["id"] for role in roles if name.lower() in role["name"].lower())


def new_user(admin, role, name="Persona de Prueba", **more):
    """A user of `role`; the answer holds `temporary_password`."""
    email = f"{secrets.token_hex(6)}@example.com"
    body = {"email": email, "full_name": name, "role_id": role_id(admin, role), **more}
    return created(admin.post("/api/auth/users", body))


def new_dentist(admin, name="Persona de Prueba"):
    """Somebody whom the agenda offers."""
    return new_user(admin, "odont", name, practitioner=True)


def new_patient(caller, first_name="Ana", last_name="Pérez"):
    body = {
        "document_type": "CEDULA",
        "document_number": cedula(),
        "first_name": first_name,
        "last_name": last_name,
        "birth_date": "1990-05-04",
        "gender": "female",
        "phone": "0991234567",
        "email": "ana.perez@example.com",
        # Every test has a patient of its own, and they are namesakes.
        "distinct_person": True,
    }
    return created(caller.post("/api/historia-clinica/patients", body))


def new_product(caller, lots):
    """A product with `lots`: (quantity, unit cost, expiry date) each."""
    code = secrets.token_hex(4).upper()
    body = {"sku": f"P-{code}", "name": f"Resina {code}", "category": "Materiales", "unit": "unidad"}
    body |= {"minimum_stock": "1.000", "sale_price": "5.00", "iva_code": "4"}
    product = created(caller.post("/api/inventario/products", body))
    for number, (quantity, cost, expiry) in enumerate(lots, 1):
        entry = {"kind": "PURCHASE", "quantity": quantity, "unit_cost": cost, "lot_number": f"L{number}"}
        created(
            caller.post(f"/api/inventario/products/{product['id']}/stock", {**entry, "expiry_date": expiry})
        )
    return product


def new_treatment(caller, recipe):
    """A treatment of 30 minutes and 45.00 whose recipe is {product id: quantity}."""
    code = secrets.token_hex(4).upper()
    body = {"code": f"T-{code}", "name": f"Resina compuesta {code}", "category": "Operatoria"}
    body |= {"price": "45.00", "duration_minutes": 30, "iva_code": "0"}
    treatment = created(caller.post("/api/inventario/treatments", body))
    items = [{"product_id": id, "quantity": quantity} for id, quantity in recipe.items()]
    path = f"/api/inventario/treatments/{treatment['id']}/recipe"
    answer = caller.put(path, {"items": items}, treatment["version"])
    assert answer.status_code == 200, answer.text
    return treatment


def slot(days=1, hour=9, minute=0):
    """A start time on a working day some days ahead, in the clinic's zone, as the API takes it."""
    day = datetime.now(UTC) + ZONE + timedelta(days=days)
    while day.weekday() > 4 or national(day.date(), day.date()):
        day += timedelta(days=1)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None).isoformat() + "-05:00"
