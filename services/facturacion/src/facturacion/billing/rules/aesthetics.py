"""What is done for looks: without IVA it needs a diagnosis, else it carries the general rate. Pure."""

from common.problems import Conflict, Invalid


def charged_by(line, packages):
    """The ids of the treatments that a line charges; `packages` has those of each package by its id."""
    if line["kind"] == "PACKAGE":
        return packages.get(line["reference_id"], set())
    return {line["reference_id"]} - {None} if line["kind"] == "TREATMENT" else set()


def charged(lines, packages):
    return set().union(*(charged_by(line, packages) for line in lines))


def untaxed(lines):
    """Those of these priced lines that have no IVA."""
    return [line for line in lines if not line["iva_rate"] and line["subtotal"] > 0]


def undiagnosed(lines, places):
    """What is wrong with the lines at `places`, which charge what is done for looks and has no diagnosis."""
    return [
        {
            "field": f"lines.{place}.iva_code",
            "message": f"«{line['description']}» es estético: sin IVA necesita un diagnóstico vinculado. Vincúlelo, o use la "
            "tarifa general.",
        }
        for place, line in enumerate(lines)
        if place in places
    ]


def must_be_aesthetic(treatment_id, charged, flagged):
    """It is linked where it is asked for: to a treatment of the draft that is done for looks."""
    if treatment_id not in charged:
        raise Invalid.field("treatment_id", "Ese tratamiento no está en el borrador.")
    if treatment_id not in flagged:
        raise Invalid.field("treatment_id", "Ese tratamiento no es estético: no necesita diagnóstico.")


def must_have_patient(patient_id):
    if patient_id is None:
        raise Conflict("La factura no dice de qué paciente es: elíjalo para vincular su diagnóstico.")


def must_be_of(invoice, patient_id):
    if invoice["patient_id"] != patient_id:
        raise Conflict("El borrador es ahora de otro paciente. Vuelva a intentarlo.")


def must_be_there(seal):
    """The seal of a diagnosis, as historia_clinica answered it; None where there is none."""
    if seal is None:
        raise Conflict(
            "No hay un diagnóstico firmado de este paciente en el último año: pida al profesional que firme su nota, o use la "
            "tarifa general."
        )
    return seal
