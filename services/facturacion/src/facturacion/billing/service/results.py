"""What a visit did and used, entered into the ledger of results, and taken back when it is reopened."""

from decimal import Decimal

from common.clock import clinic_zone
from common.store.sql import only
from facturacion.billing.queries import results as queries
from facturacion.money import cents, spread

# Longer than that nobody sits in a chair for one treatment: whatever says so is a mistake.
LONGEST = Decimal(24 * 60)
NOBODY = {"id": None, "name": None}


def attend(tx, appointment_id, completion, happened_at, doctor, treatments):
    """Enter a completed visit. `treatments` hold treatment_id, name, quantity, duration_minutes."""
    done = [
        {
            "reference_id": item["treatment_id"],
            "name": item["name"],
            "sessions": item["quantity"],
            "minutes": min(item["quantity"] * item["duration_minutes"], LONGEST),
        }
        for item in treatments
    ]
    if done:
        queries.insert_visits(tx, appointment_id, completion, day_of(happened_at), doctor, done)


def undo(tx, appointment_id, completion):
    queries.undo_visits(tx, appointment_id, completion)


def use(tx, appointment_id, completion, happened_at, doctor, cost, parts):
    """Enter what a visit used. `parts` hold MATERIAL but the cost, which is shared among them to the cent."""
    doctor = doctor or NOBODY
    whose = {
        "appointment_id": appointment_id,
        "completion": completion,
        "day": day_of(happened_at),
        "doctor_id": doctor["id"],
        "doctor_name": doctor["name"],
    }
    weights = [part["quantity"] * part["unit_cost"] for part in parts]
    if not any(weights):
        # Of the stock only the sum is known, or it cost nothing.
        parts, weights = [dict.fromkeys(queries.MATERIAL)], [Decimal(1)]
    shares = spread(cents(cost), weights)
    if cost:
        materials = [part | {"cost": share} for part, share in zip(parts, shares, strict=True)]
        queries.insert_materials(tx, whose, materials)


def give_back(tx, appointment_id, completion):
    """Take back what that completion used, lot by lot, on the day on which it was used."""
    for row in queries.materials_of(tx, appointment_id, completion):
        material = only(row, *queries.MATERIAL)
        back = {"quantity": row["quantity"] and -row["quantity"], "cost": -row["cost"]}
        queries.insert_materials(tx, only(row, *queries.WHOSE), [material | back])


def day_of(moment):
    return moment.astimezone(clinic_zone()).date()
