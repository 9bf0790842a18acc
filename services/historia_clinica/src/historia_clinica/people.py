"""How papers say who the patient is and what is known of them, and who the professional. Pure but for the clinic's calendar."""

from common.clock import clinic_zone
from historia_clinica import spanish

DOCUMENTS = {
    "CEDULA": "Cédula",
    "RUC": "RUC",
    "PASSPORT": "Pasaporte",
    "FOREIGN_CARD": "Identificación extranjera",
}
SEX = {"female": "Femenino", "male": "Masculino", "other": "Otro", "unknown": "No registrado"}
PATHOLOGICAL = {
    "ALLERGY": "Alergia",
    "CONDITION": "Enfermedad",
    "MEDICATION": "Medicación",
    "SURGERY": "Cirugía",
    "HABIT": "Hábito",
    "OTHER": "Otro",
}
KINDS = {"PHYSICIAN": "Médico/a", "DENTIST": "Odontólogo/a", "OBSTETRICIAN": "Obstetra"}


def patient_of(patient, moment):
    """What a paper keeps of the patient, as they were at that moment."""
    today = moment.astimezone(clinic_zone()).date()
    return {
        "full_name": patient["full_name"],
        "document_type": patient["document_type"],
        "document_number": patient["document_number"],
        "gender": patient["gender"],
        "age": spanish.age(patient["birth_date"], today),
    }


def printed_patient(kept):
    """The same, in the words of a paper."""
    return {
        "name": kept["full_name"],
        "document_kind": DOCUMENTS.get(kept["document_type"], "Documento"),
        "document": kept["document_number"] or "sin documento",
        "age": kept["age"],
        "sex": SEX[kept["gender"]],
    }


def printed_professional(name, kept):
    """Who makes a paper, and as what they are registered (`rules.as_registered`)."""
    return {
        "name": name,
        "title": kept["specialty"] or KINDS[kept["kind"]],
        "registration": kept["registration"],
    }


def personal(background):
    """The patient's own background, a line each; the family's is apart."""
    return [
        f"{PATHOLOGICAL[one['category']]}: {one['description']}"
        + (f" ({one['reaction']})" if one["reaction"] else "")
        for one in background
        if one["category"] in PATHOLOGICAL
    ]


def coded(diagnoses):
    """Diagnoses with the Ministry's marks: presumptive or definitive."""
    return [
        {
            "code": one["code"],
            "description": one["description"],
            "kind": "DEF" if one["kind"] == "DEFINITIVE" else "PRE",
        }
        for one in diagnoses
    ]


def signs_of(signs):
    if signs is None:
        return []
    pressure = signs["systolic"] and f"{signs['systolic']}/{signs['diastolic']} mmHg"
    measured = (
        ("Presión arterial", pressure),
        ("Frecuencia cardiaca", signs["pulse"] and f"{signs['pulse']} /min"),
        ("Frecuencia respiratoria", signs["respiration"] and f"{signs['respiration']} /min"),
        ("Temperatura", signs["temperature"] and f"{signs['temperature']} °C".replace(".", ",")),
    )
    return [{"name": name, "value": value or "no consta"} for name, value in measured]
