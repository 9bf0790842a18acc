"""Through the API: people, catalogue, chairs and working hours. What is there already stays as it is."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from historia_clinica.cie10 import load as tables
from historia_clinica.cie10 import rules
from tools.demo import patients, people
from tools.demo.bulk import insert
from tools.demo.catalogue import AESTHETIC, EQUIPMENT, NEEDS, NEXT_PRICES, PRODUCTS, SURGERY, TREATMENTS
from tools.demo.packages import PACKAGES
from tools.demo.visits import HOURS, ROOMS
from tools.messages import step

TRAINING = "Capacitación del equipo"


@dataclass
class Known:
    """What the suite calls what the plan names: ids, and of people also (id, name, role)."""

    users: dict[str, tuple] = field(default_factory=dict)
    patients: dict[int, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    treatments: dict[str, int] = field(default_factory=dict)
    packages: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)


def load(suite, plan):
    """Everything that the visits will name."""
    known = Known()
    with step("Personal de la clínica"):
        users(suite, known)
    with step("Productos"):
        products(suite, known, plan)
    with step("Tratamientos y sus recetas"):
        treatments(suite, known, plan.day)
    with step("Paquetes"):
        packages(suite, known)
    with step("Consultorios y horarios de atención"):
        rooms_and_hours(suite, known, plan.day)
        needs(suite, known)
        holidays(suite, plan.day)
    with step("Códigos de la CIE-10"):
        cie10(suite)
    with step("Pacientes"):
        patients.load(suite, known, plan)
    return known


def users(suite, known):
    roles = {code: (id, name) for code, id, name in suite.rows("SELECT code, id, name FROM auth.roles")}
    there = dict(suite.rows("SELECT lower(email), id FROM auth.users WHERE active"))
    for user in people.USERS:
        role_id, role = roles[user.role]
        body = {
            "email": user.email,
            "full_name": user.full_name,
            "role_id": role_id,
            "phone": user.phone,
            "practitioner": user.role == "practitioner",
            "specialty": user.specialty,
            "professional_registration": user.registration,
            "registration_kind": "DENTIST" if user.role == "practitioner" else None,
            "password": people.PASSWORD,
        }
        id = there.get(user.email) or suite.post("auth/users", body)["id"]
        known.users[user.key] = (id, user.full_name, role)
    retired_role(suite)


# Made by mistake, and out of use.
RETIRED = "Asistente"


def retired_role(suite):
    there = {
        name: (id, version, active)
        for name, id, version, active in suite.rows("SELECT name, id, version, active FROM auth.roles")
    }
    if RETIRED not in there:
        role = {
            "name": RETIRED,
            "description": "Prepara el consultorio y recibe a los pacientes",
            "permissions": ["appointments:read", "patients:read"],
        }
        made = suite.post("auth/roles", role)
        there[RETIRED] = made["id"], made["version"], True
    id, version, active = there[RETIRED]
    if active:
        suite.patch(f"auth/roles/{id}", {"active": False}, version=version)


def products(suite, known, plan):
    known.products = dict(suite.rows("SELECT sku, id FROM inventario.products"))
    for product in PRODUCTS:
        if product.sku not in known.products:
            body = {
                "sku": product.sku,
                "name": product.name,
                "category": product.category,
                "unit": product.unit,
                "minimum_stock": str(plan.stock.minimum[product.sku]),
                "sale_price": str(product.price),
                "iva_code": product.iva_code,
            }
            answer = suite.post("inventario/products", body, known.users["storekeeper"])
            known.products[product.sku] = answer["id"]


def treatments(suite, known, today):
    known.treatments = dict(suite.rows("SELECT code, id FROM inventario.treatments"))
    with_recipe = {
        id for (id,) in suite.rows("SELECT DISTINCT treatment_id FROM inventario.treatment_recipes")
    }
    for treatment in TREATMENTS:
        if treatment.code not in known.treatments:
            body = {
                "code": treatment.code,
                "name": treatment.name,
                "category": treatment.category,
                "price": str(treatment.price),
                "duration_minutes": treatment.minutes,
                "iva_code": "0",
            }
            known.treatments[treatment.code] = suite.post("inventario/treatments", body)["id"]
        id = known.treatments[treatment.code]
        if id not in with_recipe:
            items = [
                {"product_id": known.products[sku], "quantity": str(quantity)}
                for sku, quantity in treatment.recipe.items()
            ]
            version = suite.get(f"inventario/treatments/{id}")["version"]
            suite.put(f"inventario/treatments/{id}/recipe", {"items": items}, version)
    announced = {id for (id,) in suite.rows("SELECT treatment_id FROM inventario.treatment_prices")}
    for code, price in NEXT_PRICES:
        id = known.treatments[code]
        if id not in announced:
            first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
            suite.post(
                f"inventario/treatments/{id}/prices", {"price": str(price), "valid_from": first.isoformat()}
            )


def flag_aesthetic(suite, known):
    """What is done for looks, from now on: of what was charged before nobody asked why it was done."""
    for code in AESTHETIC:
        path = f"inventario/treatments/{known.treatments[code]}"
        treatment = suite.get(path)
        if not treatment["aesthetic"]:
            suite.patch(path, {"aesthetic": True}, version=treatment["version"])


def packages(suite, known):
    known.packages = dict(suite.rows("SELECT name, id FROM facturacion.packages"))
    for package in PACKAGES:
        if package.name not in known.packages:
            body = {
                "name": package.name,
                "items": [
                    {"treatment_id": known.treatments[package.treatment], "sessions": package.sessions}
                ],
                "price": str(package.price),
                "iva_code": "0",
                "validity_days": package.days,
            }
            known.packages[package.name] = suite.post("facturacion/packages", body)["id"]


def rooms_and_hours(suite, known, today):
    known.rooms = dict(suite.rows("SELECT name, id FROM citas.rooms"))
    for name in ROOMS:
        if name not in known.rooms:
            kind = {"kind": SURGERY} if name.endswith(SURGERY) else {}
            known.rooms[name] = suite.post("citas/rooms", {"name": name, **kind})["id"]
    entered = {id for (id,) in suite.rows("SELECT doctor_id FROM citas.doctor_schedules")}
    for doctor in people.DOCTORS:
        id = known.users[doctor.key][0]
        if id not in entered:
            items = [
                {"weekday": day, "start_time": opens, "end_time": closes}
                for day, opens, closes in HOURS[doctor.field]
            ]
            version = suite.get(f"citas/doctors/{id}/working-hours")["version"]
            suite.put(f"citas/doctors/{id}/working-hours", {"items": items}, version)
            if doctor is people.DOCTORS[0]:
                # Beyond the visits planned: then she attends one evening longer.
                later = [*items, {"weekday": 2, "start_time": "19:00", "end_time": "20:30"}]
                begins = str(today + timedelta(days=60))
                suite.put(
                    f"citas/doctors/{id}/working-hours", {"items": later, "valid_from": begins}, version + 1
                )


def needs(suite, known):
    """Equipment, and which treatments need it, time for their chair, or a chair of a kind."""
    there = dict(suite.rows("SELECT name, id FROM citas.equipment"))
    for name, capacity in EQUIPMENT.items():
        if name not in there:
            there[name] = suite.post("citas/equipment", {"name": name, "capacity": capacity})["id"]
    ruled = {id for (id,) in suite.rows("SELECT treatment_id FROM citas.treatment_rules")}
    for code, one in NEEDS.items():
        if known.treatments[code] not in ruled:
            who = [known.users[doctor.key][0] for doctor in people.DOCTORS if doctor.field == one.field]
            rule = {
                "equipment_ids": [there[name] for name in one.equipment],
                "preparation_minutes": one.preparation,
                "cleaning_minutes": one.cleaning,
                "room_kind": one.room_kind,
                "doctor_ids": who,
            }
            suite.put(f"citas/treatment-rules/{known.treatments[code]}", rule, 0)


def holidays(suite, today):
    """A day on which the clinic is closed, beyond the visits planned; and today it attends, whatever the law says."""
    day = today + timedelta(days=21)
    day += timedelta(days=(5 - day.weekday()) % 7)
    known = suite.get(f"citas/holidays?from={today}&to={day}")["data"]
    if all(row["name"] != TRAINING for row in known):
        suite.put(f"citas/holidays/{day}", {"name": TRAINING, "closed": True}, 0)
    for row in known:
        if row["date"] == str(today) and row["closed"]:
            body = {"name": row["name"], "closed": False}
            suite.put(f"citas/holidays/{row['date']}", body, row["version"])


def cie10(suite):
    """A small table in words of our own: the Ministry's is loaded with `./clinica cie10`, and its words then stay."""
    entries, _ = rules.entries(tables.rows_of((Path(__file__).parent / "cie10.csv").read_bytes()))
    there = {code for (code,) in suite.rows("SELECT code FROM historia_clinica.cie10")}
    with suite.connection.cursor() as cursor:
        new = [entry for entry in entries.items() if entry[0] not in there]
        insert(cursor, "historia_clinica.cie10", "code, description", new)


def expenses(suite, known, plan):
    """Of the three months; those already recorded are known by day, description and amount."""
    there = set(
        suite.rows("SELECT date::text, description, abs(amount)::text FROM facturacion.operational_expenses")
    )
    for expense in plan.expenses:
        if (expense["date"], expense["description"], expense["amount"]) not in there:
            suite.post("facturacion/expenses", expense, known.users["cashier"])


# What comes back each month: category, detail, amount, how it is paid, on which day.
EACH_MONTH = (
    ("Seguros", "Póliza contra robo e incendio", "48.00", "TRANSFER", 2),
    ("Sistemas", "Correo y respaldo en la nube", "24.90", "CARD_CREDIT", 12),
    ("Publicidad", "Anuncios en redes", "60.00", "CARD_CREDIT", 31),
)


def recurring(suite, known, plan):
    """Proposed from this month on; those of the demo that are there already stay as they are."""
    there = {name for (name,) in suite.rows("SELECT description FROM facturacion.recurring_expenses")}
    for category, description, amount, method, day in EACH_MONTH:
        if description not in there:
            new = {
                "category": category,
                "description": description,
                "amount": amount,
                "payment_method": method,
            }
            new |= {"day_of_month": day, "first_month": plan.day.isoformat()}
            suite.post("facturacion/recurring-expenses", new, known.users["cashier"])
