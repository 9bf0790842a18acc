"""Linking relatives; the caller owns the transaction."""

from common.web.http import found
from historia_clinica.family import queries
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import about_record


def link(tx, id, new, author):
    """Record what a relative is to the patient, and answer the patient's family."""
    patient = found(patients.name(tx, id), NO_SUCH_PATIENT)
    link = queries.insert(
        tx, patient_id=patient["id"], by_id=author.id, by_name=author.name, **new.model_dump()
    )
    about_record(tx, "family.linked", f"family_link:{link}", patient, "Registró un familiar")
    return {"data": queries.links(tx, id)}


def unlink(tx, id):
    """A link made by mistake is removed; it holds nothing but itself."""
    gone = found(queries.delete(tx, id), "Ese vínculo no existe.")
    patient = patients.name(tx, gone["patient_id"])
    about_record(tx, "family.unlinked", f"family_link:{id}", patient, "Quitó un familiar")
