"""Rows of the record as FHIR resources. Pure: values in, dictionaries out.

A finding that is to be treated is a Condition; all else that the chart says of the mouth (what was done, what is absent, what nobody
treats, millimetres and grades) is an Observation; a session of a plan that was done is a Procedure.
"""

from common.fhir.shapes import SURFACE, TERMINOLOGY, TOOTH, concept, without_nothing
from historia_clinica.dental.rules.teeth import between

FINDING = "urn:omniclinica:tooth-finding"
TREATMENT = "urn:omniclinica:treatment"
DOCUMENT = "urn:omniclinica:document"
KINDS = {
    "CARIES": "Caries",
    "FILLING": "Obturación",
    "SEALANT": "Sellante",
    "FRACTURE": "Fractura",
    "ENDODONTICS": "Endodoncia",
    "POST": "Perno muñón",
    "IMPLANT": "Implante",
    "BRIDGE": "Puente fijo",
    "REMOVABLE": "Prótesis removible",
    "DENTURE": "Prótesis total",
    "CROWN": "Corona",
    "EXTRACTION": "Extracción indicada",
    "ABSENT_CARIES": "Ausente por caries",
    "ABSENT_OTHER": "Ausente por otra causa",
    "UNERUPTED": "Sin erupcionar",
    "IMPACTED": "Retenido",
    "SUPERNUMERARY": "Supernumerario",
    "DIASTEMA": "Diastema",
    "ROTATION": "Giroversión",
    "RECESSION": "Recesión",
    "MOBILITY": "Movilidad",
}
STATES = {"TODO": "por tratar", "DONE": "realizado", "FACT": "dato"}
FACES = {"V": "vestibular", "M": "mesial", "D": "distal", "L": "lingual o palatina", "O": "oclusal o incisal"}
ARCHES = {"UPPER": "Arcada superior", "LOWER": "Arcada inferior"}
GENDERS = {"male", "female", "other", "unknown"}


def patient(row):
    names = {"text": row["full_name"], "family": row["last_name"], "given": [row["first_name"]]}
    contact = [{"system": system, "value": row[system]} for system in ("phone", "email") if row[system]]
    document = row["document_number"] and [
        {"system": f"{DOCUMENT}:{row['document_type'].lower()}", "value": row["document_number"]}
    ]
    return without_nothing(
        {
            "resourceType": "Patient",
            "id": str(row["id"]),
            "active": row["active"],
            "identifier": document,
            "name": [without_nothing(names)],
            "telecom": contact,
            "gender": row["gender"] if row["gender"] in GENDERS else "unknown",
            "birthDate": row["birth_date"] and row["birth_date"].isoformat(),
        }
    )


def condition(row):
    return without_nothing(
        {
            "resourceType": "Condition",
            "id": id_of(row),
            "clinicalStatus": concept("Activo", (f"{TERMINOLOGY}/condition-clinical", "active", None)),
            "verificationStatus": concept(
                "Confirmado", (f"{TERMINOLOGY}/condition-ver-status", "confirmed", None)
            ),
            "category": [
                concept("Problema", (f"{TERMINOLOGY}/condition-category", "problem-list-item", None))
            ],
            "code": code_of(row),
            "bodySite": teeth_of(row) + surfaces_of(row),
            "subject": of_patient(row),
            "recordedDate": row["noted_at"].isoformat(),
            "asserter": {"display": row["noted_by_name"]},
            "note": row["remark"] and [{"text": row["remark"]}],
        }
    )


def observation(row):
    """One body site alone: what joins several teeth names the first, and says the rest in words."""
    site, *others = teeth_of(row)
    said = ", ".join([site["text"], *(other["text"] for other in others), *map(FACES.get, row["faces"])])
    value = (
        {"valueQuantity": measured(row)}
        if row["value"] is not None
        else {"valueCodeableConcept": concept(STATES[row["state"]], (FINDING, row["state"], None))}
    )
    return without_nothing(
        {
            "resourceType": "Observation",
            "id": id_of(row),
            "status": "final",
            "category": [concept("Examen", (f"{TERMINOLOGY}/observation-category", "exam", None))],
            "code": code_of(row),
            "bodySite": site | {"text": said},
            "subject": of_patient(row),
            "effectiveDateTime": row["noted_at"].isoformat(),
            "performer": [{"display": row["noted_by_name"]}],
            "note": row["remark"] and [{"text": row["remark"]}],
        }
        | value
    )


def measured(row):
    if row["kind"] == "RECESSION":
        return {"value": row["value"], "unit": "mm", "system": "http://unitsofmeasure.org", "code": "mm"}
    return {"value": row["value"], "unit": "grado"}


def procedure(row):
    return without_nothing(
        {
            "resourceType": "Procedure",
            "id": str(row["id"]),
            "status": "completed",
            "code": concept(row["name"], (TREATMENT, row["code"], row["name"])),
            "bodySite": (teeth_of(row) if row["tooth"] else [concept(place_of(row))]) + surfaces_of(row),
            "subject": of_patient(row),
            "performedDateTime": row["done_at"].isoformat(),
            "performer": [{"actor": {"display": row["done_by_name"]}}],
            "note": [{"text": f"Una de {row['sessions']} sesiones"}] if row["sessions"] > 1 else None,
        }
    )


def id_of(row):
    """A finding of a signed chart never changes: it is named by its place in it."""
    return f"{row['odontogram_id']}-{row['position']}"


def code_of(row):
    name = row["own_kind"] or KINDS[row["kind"]]
    return concept(name, (FINDING, row["kind"], name))


def of_patient(row):
    return {"reference": f"Patient/{row['patient_id']}"}


def teeth_of(row):
    teeth = between(row["tooth"], row["to_tooth"]) if row.get("to_tooth") else [row["tooth"]]
    return [concept(f"Pieza {tooth}", (TOOTH, str(tooth), None)) for tooth in teeth]


def surfaces_of(row):
    """An incisor has an incisal edge where others have an occlusal face."""
    front = row["tooth"] is not None and row["tooth"] % 10 <= 3
    return [
        concept(FACES[face], (SURFACE, "I" if face == "O" and front else face, None)) for face in row["faces"]
    ]


def place_of(row):
    if row["quadrant"]:
        return f"Cuadrante {row['quadrant']}"
    return ARCHES.get(row["arch"], "Toda la boca")
