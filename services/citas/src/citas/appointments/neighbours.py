"""What appointments ask of other services, over HTTP: before their transaction, as the caller; kept as a snapshot."""

from decimal import Decimal

from citas.appointments.rules import slots
from citas.schedules import neighbours
from common.messages.client import get_services, not_found_as
from common.phone_numbers import remembered_phone
from common.problems import Invalid
from common.store.sql import only


def doctor_of_field(id):
    return neighbours.doctor(id, Invalid.field("doctor_id", "No existe ese profesional o ya no atiende."))


def patient_of_field(id):
    """The patient as an appointment remembers them."""
    problem = Invalid.field("patient_id", "No existe ese paciente o no está activo.")
    answer = not_found_as(
        problem, get_services().ask("historia_clinica", f"patients/{id}/summary", noun="patients")
    )
    if not answer["active"]:
        raise problem
    members = only(answer, "id", "document_type", "document_number", "email", "address")
    return {"name": answer["full_name"], "phone": remembered_phone(answer["phone"]), **members}


def treatments(items, field, known=()):
    """A line for each wished treatment. Those already `known` to the appointment keep the price they were booked at."""
    sentence = "No existe ese tratamiento o ya no se ofrece."
    return _lines(items, field, "treatment_id", known, "treatments", _treatment, sentence)


def planned(lines, items, field, patient_id, known=()):
    """The lines with the item of a treatment plan that each names: the patient's own, accepted, of that treatment.

    Those already `known` to the appointment are not asked about again. Raises Invalid at the line.
    """
    check_plan_items(items, field, patient_id, known)
    return [line | {"plan_item_id": item.plan_item_id} for line, item in zip(lines, items, strict=True)]


def check_plan_items(items, field, patient_id, known):
    known = {line["plan_item_id"] for line in known}
    new = {item.plan_item_id for item in items} - known - {None}
    if not new:
        return
    found = plan_items(new)
    for position, item in enumerate(items):
        if item.plan_item_id in new:
            slots.must_be_plannable(f"{field}.{position}.plan_item_id", item, found, patient_id)


def accepted_items(ids):
    """Which of these items of treatment plans have sessions to come."""
    return {id for id, item in plan_items(ids).items() if item["status"] == "ACCEPTED"} if ids else set()


def plan_items(ids):
    asked = ",".join(map(str, sorted(ids)))
    return {
        item["id"]: item for item in get_services().ask("historia_clinica", "plan-items", ids=asked)["data"]
    }


def extras(items, field, known=()):
    """A line for each wished product, likewise."""
    return _lines(
        items, field, "product_id", known, "products", _product, "No existe ese producto o ya no se usa."
    )


def missing_consents(patient_id, treatment_ids):
    """What the patient has not signed, refused, nor been exempted from in an emergency, of what these treatments need."""
    ids = ",".join(map(str, sorted(set(treatment_ids))))
    path = "consents/missing"
    return get_services().ask("historia_clinica", path, patient_id=patient_id, treatment_ids=ids)["data"]


def hold_invoice_of(appointment_id):
    """Ask that nobody issues the appointment's draft for two minutes. Raises Conflict where it was issued, in its words."""
    get_services().post("facturacion", f"appointments/{appointment_id}/hold")


def _lines(items, field, key, known, path, line_of, sentence):
    lines = {line[key]: {**line, "unit_price": Decimal(line["unit_price"])} for line in known}
    for position, item in enumerate(items):
        id = getattr(item, key)
        if id not in lines:
            problem = Invalid.field(f"{field}.{position}.{key}", sentence)
            answer = not_found_as(problem, get_services().ask("inventario", f"{path}/{id}", noun=path))
            if not answer["active"]:
                raise problem
            lines[id] = line_of(answer)
    return [{**lines[getattr(item, key)], "quantity": item.quantity} for item in items]


def _treatment(answer):
    return {
        "treatment_id": answer["id"],
        "code": answer["code"],
        "name": answer["name"],
        "unit_price": Decimal(answer["price"]),
        "duration_minutes": answer["duration_minutes"],
        "iva_code": answer["iva_code"],
    }


def _product(answer):
    return {
        "product_id": answer["id"],
        "code": answer["sku"],
        "name": answer["name"],
        "unit_price": Decimal(answer["sale_price"]),
        "iva_code": answer["iva_code"],
    }
