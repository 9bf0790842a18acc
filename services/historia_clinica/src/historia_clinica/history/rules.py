"""Who reads a patient's background, and what fits its entries. Pure: values in, a Problem or values out."""

from common.permissions import words
from common.problems import Conflict, Forbidden, Invalid
from historia_clinica.rules import must_not_be_future

# What only entries of one category have, and the sentence for the others.
ONLY_OF = {
    "reaction": ("ALLERGY", "Solo una alergia tiene reacción."),
    "certainty": ("ALLERGY", "Solo una alergia se sospecha o se confirma."),
    "condition_code": ("CONDITION", "Solo una enfermedad se elige de la lista."),
    "cie10_code": ("CONDITION", "Solo una enfermedad tiene un código de la CIE-10."),
}


def must_see_alerts(user):
    """Allergies and conditions have a permission of their own, and half a background misleads."""
    if not user.may("alerts:read"):
        raise Forbidden(
            f"Los antecedentes dicen alergias y condiciones: su rol no tiene el permiso {words('alerts:read')}."
        )


def changed_entry(entry, given, today):
    """`entry` with the `given` members: what its new category cannot have goes, and what is closed has an end.

    The end is `today` where none is given. Raises Invalid with the field that does not fit.
    """
    wanted = entry | given
    for field, (category, _) in ONLY_OF.items():
        if wanted["category"] != category and field not in given:
            wanted[field] = None
    if wanted["active"] and "end_date" not in given:
        wanted["end_date"] = None
    elif entry["active"] and not wanted["active"] and "end_date" not in given:
        wanted["end_date"] = today
    must_fit(wanted, today)
    return wanted


def must_fit(entry, today):
    """Raise Invalid for what the entry's category does not have, and for dates of the future or out of order."""
    for field, (category, sentence) in ONLY_OF.items():
        if entry[field] is not None and entry["category"] != category:
            raise Invalid.field(field, sentence)
    must_not_be_future("onset_date", entry["onset_date"], today)
    end = entry["end_date"]
    must_not_be_future("end_date", end, today)
    if end is not None and entry["active"]:
        raise Invalid.field("end_date", "Lo que sigue activo no tiene final.")
    if end is not None and entry["onset_date"] is not None and end < entry["onset_date"]:
        raise Invalid.field("end_date", "El final no puede ser anterior al comienzo.")


def is_allergy(entry):
    """Whether the entry contradicts who says that the patient has no known allergies."""
    return entry["active"] and entry["category"] == "ALLERGY"


def must_be_new_problem(standing, code):
    """`standing` are the codes of the patient's active problems."""
    if code is not None and code in standing:
        raise Conflict(f"{code} ya está entre los problemas activos del paciente.")
