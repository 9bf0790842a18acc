"""A prescription on paper: A5, the pharmacy's half and the patient's."""

from pathlib import Path

from common.pdf import codes, render
from historia_clinica import spanish
from historia_clinica.people import printed_patient, printed_professional

TEMPLATE = Path(__file__).with_name("sheet.typ")


def printed(prescription, people, clinic, code, signature):
    """The PDF, as it is issued at this moment; `code` tells it from a forged one, `signature` is what it says of how it is signed."""
    marks = {"qr": codes.square(code["url"])}
    return render(
        TEMPLATE,
        clinic,
        prescription["issued_at"],
        content(prescription, people) | {"sha256": code["content_sha256"], "signature": signature},
        **marks,
    )


def name_of(prescription):
    return f"receta-{prescription['number']}"


def content(prescription, people):
    patient, prescriber = people["patient"], people["prescriber"]
    return {
        "number": prescription["number"],
        "valid_until": f"{prescription['valid_until']:%Y-%m-%d}",
        "patient": printed_patient(patient),
        "allergies": patient["allergies"],
        "denies": patient["denies"],
        "diagnoses": ", ".join(diagnosis["code"] for diagnosis in prescription["diagnoses"]),
        "items": [
            item
            | {
                "quantity_words": spanish.number(item["quantity"]),
                "days_words": spanish.number(item["days"]),
            }
            for item in prescription["items"]
        ],
        "general": prescription["general"],
        "warning": prescription["warning"],
        "prescriber": printed_professional(prescription["prescriber"]["name"], prescriber),
    }
