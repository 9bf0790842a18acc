"""A certificate on paper: the five blocks of form 117, days in figures and words."""

from pathlib import Path

from historia_clinica import spanish
from historia_clinica.certificates.rules import days_of
from historia_clinica.people import printed_patient, printed_professional

TEMPLATE = Path(__file__).with_name("sheet.typ")
CERTAINTY = {"DEFINITIVE": "Definitivo", "PRESUMPTIVE": "Presuntivo"}
REST = {"ABSOLUTE": "Absoluto, en domicilio", "RELATIVE": "Relativo, con actividad limitada"}
CONTINGENCIES = {
    "ILLNESS": "Enfermedad general",
    "ACCIDENT": "Accidente común",
    "WORK_ACCIDENT": "Accidente de trabajo",
    "WORK_ILLNESS": "Enfermedad profesional",
    "MATERNITY": "Maternidad",
    "OTHER": "Otra causa",
}


def content(certificate, kept, registered):
    """`kept`: the patient as the certificate keeps them; `registered`: the professional."""
    return {
        "number": certificate["number"],
        "patient": printed_patient(kept)
        | {
            "occupation": kept["occupation"] or "no consta",
            "workplace": kept["workplace"] or "no consta",
            "record": f"{kept['record']:06}",
        },
        "attended": day(certificate["attended_on"]),
        "attended_from": f"{certificate['attended_from']:%H:%M}",
        "attended_until": certificate["attended_until"] and f"{certificate['attended_until']:%H:%M}",
        "reason": certificate["reason"],
        # What the patient does not want to be known is not in the PDF at all.
        "diagnoses": [
            {"code": one["code"], "label": one["description"], "kind": CERTAINTY[one["kind"]]}
            for one in certificate["diagnoses"]
            if certificate["show_diagnosis"]
        ],
        "rest": rest(certificate),
        "advice": certificate["advice"],
        "professional": printed_professional(certificate["professional"]["name"], registered),
    }


def rest(certificate):
    """What stands in block D; None where no rest is needed."""
    if certificate["rest"] == "NONE":
        return None
    days = days_of(certificate)
    count = days or certificate["rest_hours"]
    return {
        "unit": "Días" if days else "Horas",
        "amount": f"{count} ({spanish.counted(count, feminine=not days)})",
        "from": day(certificate["rest_from"]),
        "until": day(certificate["rest_until"]) if days else None,
        "kind": f"{REST[certificate['rest_kind']]}. {CONTINGENCIES[certificate['contingency']]}.",
    }


def day(date):
    return {"iso": f"{date:%Y-%m-%d}", "words": spanish.day(date)}
