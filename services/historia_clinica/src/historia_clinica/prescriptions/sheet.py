"""A prescription on paper: A5, the pharmacy's half and the patient's."""

from pathlib import Path

from common.clock import clinic_zone
from common.pdf import render
from historia_clinica import spanish

TEMPLATE = Path(__file__).with_name("sheet.typ")
DOCUMENTS = {
    "CEDULA": "Cédula",
    "RUC": "RUC",
    "PASSPORT": "Pasaporte",
    "FOREIGN_CARD": "Identificación extranjera",
}
SEX = {"female": "femenino", "male": "masculino", "other": "otro", "unknown": "no registrado"}
KINDS = {"PHYSICIAN": "Médico/a", "DENTIST": "Odontólogo/a", "OBSTETRICIAN": "Obstetra"}


def printed(prescription, people, clinic):
    """The PDF, as it is issued at this moment."""
    return render(TEMPLATE, clinic, prescription["issued_at"], content(prescription, people))


def name_of(prescription):
    return f"receta-{prescription['number']}"


def content(prescription, people):
    patient, prescriber = people["patient"], people["prescriber"]
    return {
        "number": prescription["number"],
        "valid_until": f"{prescription['valid_until']:%Y-%m-%d}",
        "patient": {
            "name": patient["full_name"],
            "document_kind": DOCUMENTS.get(patient["document_type"], "Documento"),
            "document": patient["document_number"] or "sin documento",
            "age": patient["age"],
            "sex": SEX[patient["gender"]],
        },
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
        "prescriber": {
            "name": prescription["prescriber"]["name"],
            "title": prescriber["specialty"] or KINDS[prescriber["kind"]],
            "registration": prescriber["registration"],
        },
    }


def patient_of(patient, issued_at):
    """What a prescription keeps of the patient, as they were at that moment."""
    today = issued_at.astimezone(clinic_zone()).date()
    return {
        "full_name": patient["full_name"],
        "document_type": patient["document_type"],
        "document_number": patient["document_number"],
        "gender": patient["gender"],
        "age": spanish.age(patient["birth_date"], today),
        "denies": patient["denies"],
    }
