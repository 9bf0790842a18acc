"""What may be ordered, recorded and seen. Pure: values in, values or a Problem out."""

import re

from common.problems import Conflict, Invalid

FROZEN = "Una orden y sus resultados no se cambian ni se borran."
WITH_RESULTS = "La orden ya tiene resultados: no se anula."
NUMBER = re.compile(r"^[<>]?-?\d{1,9}(\.\d{1,3})?$")


def chosen(wanted, exams, kind):
    """The items of an order as it keeps them. `exams` by id. Raises Invalid with the field of the first that cannot be ordered."""
    items, seen = [], set()
    for place, item in enumerate(wanted):
        exam, field = exams.get(item["exam_id"]), f"items.{place}.exam_id"
        if exam is None or not exam["active"]:
            raise Invalid.field(field, "Ese examen no está en el catálogo de la clínica.")
        if exam["kind"] != kind:
            raise Invalid.field(field, f"{exam['name']} es de otra clase de orden.")
        if exam["id"] in seen:
            raise Invalid.field(field, f"{exam['name']} está dos veces en la orden.")
        seen.add(exam["id"])
        kept = {name: exam[name] for name in ("category", "name", "unit", "low", "high")}
        items.append({"exam_id": exam["id"], **kept, "detail": item["detail"]})
    return items


def measured(order, given):
    """The value as it is kept: of an exam with a unit, a number with a point."""
    if given["value"] is None:
        return None
    if given["position"] is None or given["position"] > len(order["items"]):
        raise Invalid.field("position", "Diga de qué examen de la orden es el valor.")
    if order["items"][given["position"] - 1]["unit"] is None:
        return given["value"]
    value = given["value"].replace(" ", "").replace(",", ".")
    if not NUMBER.match(value):
        raise Invalid.field("value", "Ese examen se informa con un número, como 98,5.")
    return value


def must_be_something(given):
    if (given["value"] is None) == (given["attachment_id"] is None):
        raise Invalid.field("value", "Escriba un valor o elija un documento.")


def must_be_of_patient(document, patient_id):
    """`document` is None where there is no such one."""
    if document is None or document["withdrawn"] is not None:
        raise Invalid.field("attachment_id", "Ese documento no existe.")
    if document["patient_id"] != patient_id:
        raise Invalid.field("attachment_id", "Ese documento es de otro paciente.")


def must_be_unseen(order):
    if order["state"] != "RESULTED":
        raise Conflict("No hay resultados sin ver en esta orden.")


def must_be_last(order, result_id):
    """What came while the page was open was not read: it is shown first."""
    last = max((result["id"] for result in order["results"] if result["withdrawn"] is None), default=None)
    if last != result_id:
        raise Conflict("Llegaron otros resultados mientras miraba estos: véalos primero.")
