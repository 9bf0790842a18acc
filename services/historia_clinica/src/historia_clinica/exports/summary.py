"""The first page of a copy: who it is, alerts, problems, medication, what was measured and the last notes."""

from pathlib import Path

from common.pdf import render
from historia_clinica import spanish

TEMPLATE = Path(__file__).with_name("summary.typ")
MEASURED = (
    ("Presión arterial, mmHg", lambda v: v["systolic"] and f"{v['systolic']}/{v['diastolic']}"),
    ("Pulso, lpm", lambda v: v["pulse"]),
    ("Temperatura, °C", lambda v: v["temperature"]),
    ("Saturación, %", lambda v: v["saturation"]),
    ("Peso, kg", lambda v: v["weight"]),
    ("Talla, cm", lambda v: v["height"]),
)
LAST_SIGNS, LAST_NOTES = 3, 8


def printed(settings, export, record, made_at):
    zone = settings.clinic_timezone
    content = told(record, export["patient_id"], made_at.astimezone(zone).date(), zone)
    return render(TEMPLATE, export["letterhead"], made_at, content, zone=zone)


def told(record, patient_id, today, zone):
    """What the template prints."""
    patient = next(row for row in record["patients"] if row["id"] == patient_id)
    history = [row for row in record["medical_history"] if row["active"]]
    signs = [row for row in record["vital_signs"] if row["withdrawn_at"] is None]
    signs = sorted(signs, key=lambda row: row["taken_at"])[-LAST_SIGNS:]
    notes = sorted(record["clinical_notes"], key=lambda row: row["signed_at"], reverse=True)[:LAST_NOTES]
    codes = {}
    for row in sorted(record["diagnoses"], key=lambda row: row["position"]):
        codes.setdefault(row["note_id"], []).append(f"{row['code']} {row['description']}")
    return {
        "patient": {
            "name": patient["full_name"],
            "document": patient["document_number"],
            "age": spanish.age(patient["birth_date"], today),
            "phone": patient["phone"],
            "number": patient["id"],
        },
        "alerts": [
            {"title": f"Alergia: {row['description']}", "detail": row["reaction"] or ""}
            for row in history
            if row["category"] == "ALLERGY"
        ],
        "denied": any(row["withdrawn_at"] is None for row in record["allergy_denials"]),
        "problems": [
            [row["cie10_code"] or "", row["description"]] for row in history if row["category"] == "CONDITION"
        ],
        "medication": [row["description"] for row in history if row["category"] == "MEDICATION"],
        "dates": [f"{row['taken_at'].astimezone(zone):%Y-%m-%d}" for row in signs],
        "signs": [
            [label, *(comma(value(row)) for row in signs)]
            for label, value in MEASURED
            if any(value(row) for row in signs)
        ],
        "notes": [
            {
                "title": row["reason"],
                "day": f"{row['signed_at'].astimezone(zone):%Y-%m-%d}",
                "who": row["signed_by_name"],
                "diagnoses": "; ".join(codes.get(row["id"], [])),
                "text": " ".join(filter(None, (row["assessment"], row["plan"]))),
            }
            for row in notes
        ],
        "left": max(len(record["clinical_notes"]) - LAST_NOTES, 0),
    }


def comma(value):
    return "—" if value is None else str(value).replace(".", ",")
