"""A prescription on paper: A5, the pharmacy's half and the patient's."""

from pathlib import Path

from historia_clinica import spanish
from historia_clinica.people import printed_patient, printed_professional

TEMPLATE = Path(__file__).with_name("sheet.typ")


def content(prescription, kept, registered, signature):
    """`kept`: the patient as the prescription keeps them; `registered`: the prescriber; `signature`: of whose certificate."""
    return {
        "number": prescription["number"],
        "valid_until": f"{prescription['valid_until']:%Y-%m-%d}",
        "patient": printed_patient(kept),
        "allergies": kept["allergies"],
        "denies": kept["denies"],
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
        "prescriber": printed_professional(prescription["prescriber"]["name"], registered),
        "signature": signature,
    }
