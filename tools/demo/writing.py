"""What dentists write, by the kind of treatment."""

from dataclasses import dataclass
from datetime import timedelta

from tools.demo.catalogue import TREATMENTS

TEETH = ("16", "14", "11", "21", "24", "26", "36", "34", "41", "44", "46", "47")
# Objective, assessment, plan, and the diagnosis in CIE-10.
TEXTS = {
    "Diagnóstico": ("Tejidos blandos sin lesiones. Pieza {tooth} con respuesta positiva al frío.",
                    "Examen odontológico sin urgencia.", "Control en seis meses.",
                    ("Z01.2", "Examen odontológico")),
    "Prevención": ("Cálculo supragingival leve, índice de placa moderado.", "Gingivitis asociada a placa.",
                   "Profilaxis realizada. Técnica de cepillado y control en seis meses.",
                   ("K05.1", "Gingivitis crónica")),
    "Operatoria": ("Cavidad en dentina de la pieza {tooth}, sin exposición pulpar.", "Caries de la dentina.",
                   "Restauración realizada y oclusión ajustada.", ("K02.1", "Caries de la dentina")),
    "Estética": ("Piezas anteriores con cambios de color, sin caries activas.", "Alteración del color dental.",
                 "Procedimiento realizado. Evitar alimentos con colorantes por 48 horas.",
                 ("K03.7", "Cambios posteruptivos del color de los tejidos dentales duros")),
    "Endodoncia": ("Pieza {tooth} con dolor espontáneo y percusión positiva.", "Pulpitis irreversible.",
                   "Conductos instrumentados y obturados. Rehabilitar en dos semanas.", ("K04.0", "Pulpitis")),
    "Cirugía": ("Pieza {tooth} sin posibilidad de restauración.", "Exodoncia indicada.",
                "Extracción sin complicaciones, hemostasia lograda. Indicaciones escritas y control en siete días.",
                ("K08.3", "Raíz dental retenida")),
    "Periodoncia": ("Bolsas de 4 a 5 mm en sector posterior, sangrado al sondaje.", "Periodontitis crónica.",
                    "Raspado y alisado realizado. Reevaluación en cuatro semanas.",
                    ("K05.3", "Periodontitis crónica")),
    "Ortodoncia": ("Aparatología íntegra, higiene aceptable.", "Evolución según lo planificado.",
                   "Cambio de arco y ligaduras. Próximo control en cuatro semanas.",
                   ("K07.3", "Anomalías de la posición del diente")),
}  # fmt: skip
MEDICINES = (
    ("Paracetamol", "500 mg", "tableta"), ("Paracetamol", "160 mg/5 mL", "jarabe, frasco de 120 mL"),
    ("Ibuprofeno", "400 mg", "tableta"), ("Ibuprofeno", "100 mg/5 mL", "suspensión, frasco de 120 mL"),
    ("Naproxeno", "550 mg", "tableta"), ("Ketorolaco", "10 mg", "tableta"), ("Diclofenaco", "50 mg", "tableta"),
    ("Amoxicilina", "500 mg", "cápsula"), ("Amoxicilina + ácido clavulánico", "875 mg + 125 mg", "tableta"),
    ("Clindamicina", "300 mg", "cápsula"), ("Azitromicina", "500 mg", "tableta"), ("Metronidazol", "500 mg", "tableta"),
    ("Cefalexina", "500 mg", "cápsula"), ("Nistatina", "100 000 UI/mL", "suspensión, frasco de 60 mL"),
    ("Fluconazol", "150 mg", "cápsula"), ("Aciclovir", "400 mg", "tableta"), ("Dexametasona", "4 mg", "tableta"),
    ("Clorhexidina", "0,12 %", "enjuague, frasco de 250 mL"), ("Fluoruro de sodio", "0,05 %", "enjuague, frasco de 250 mL"),
    ("Loratadina", "10 mg", "tableta"), ("Omeprazol", "20 mg", "cápsula"), ("Ácido tranexámico", "500 mg", "tableta"),
    ("Tramadol", "50 mg", "cápsula"),
)  # fmt: skip
PRESCRIBED = {
    "Paracetamol": {"dose": "1 tableta", "route": "oral", "frequency": "cada 6 horas", "days": 3, "quantity": 12,
                    "instructions": "No pasar de 6 al día. Con o sin comida."},
    "Clorhexidina": {"dose": "15 mL", "route": "bucal", "frequency": "cada 12 horas", "days": 7, "quantity": 1,
                     "instructions": "Enjuagar 30 segundos, media hora después del cepillado. No tragar."},
}  # fmt: skip
ADVICE = "Dieta blanda y fría las primeras 24 horas."
WARNING = "sangra y no cede con 20 minutos de presión, tiene fiebre o se hincha."
CERTIFIED = {
    "reason": "Cuadro agudo, con procedimiento bajo anestesia local.",
    "diagnoses": [{"code": "K04.7", "description": "Absceso periapical sin fístula"}],
}
# What each certificate says of the rest, by the day of the visit.
RESTS = (
    lambda day: {"show_diagnosis": True, "rest": "DAYS", "rest_from": f"{day}", "rest_until": f"{day + timedelta(days=1)}",
                 "rest_kind": "ABSOLUTE", "contingency": "ILLNESS",
                 "advice": "Puede reintegrarse después sin restricción, si no hay fiebre."},
    lambda day: {"show_diagnosis": False, "rest": "HOURS", "rest_hours": 4, "rest_from": f"{day}", "rest_kind": "RELATIVE",
                 "contingency": "ILLNESS"},
)  # fmt: skip
# Limits are those of the demo's own laboratory, and nobody's reference.
EXAMS = (
    {"kind": "LABORATORY", "category": "Hematología", "name": "Biometría hemática"},
    {"kind": "LABORATORY", "category": "Hematología", "name": "Hemoglobina", "unit": "g/dL", "low": "12", "high": "17"},
    {"kind": "LABORATORY", "category": "Coagulación", "name": "INR", "unit": "INR", "low": "0.8", "high": "1.2"},
    {"kind": "LABORATORY", "category": "Coagulación", "name": "TTP", "unit": "s", "low": "25", "high": "37"},
    {"kind": "LABORATORY", "category": "Química sanguínea", "name": "Glucosa en ayunas", "unit": "mg/dL", "low": "70",
     "high": "100"},
    {"kind": "LABORATORY", "category": "Química sanguínea", "name": "Creatinina", "unit": "mg/dL", "low": "0.6", "high": "1.2"},
    {"kind": "IMAGING", "category": "Radiografía intraoral", "name": "Radiografía periapical"},
    {"kind": "IMAGING", "category": "Radiografía intraoral", "name": "Radiografía bitewing"},
    {"kind": "IMAGING", "category": "Radiografía extraoral", "name": "Radiografía panorámica"},
    {"kind": "IMAGING", "category": "Tomografía", "name": "Tomografía de haz cónico (CBCT)"},
)  # fmt: skip
ORDERS = (
    {"kind": "LABORATORY", "urgent": True, "indication": "Control previo a exodoncia",
     "diagnoses": [{"code": "K08.3", "description": "Raíz dental retenida"}],
     "exams": [("Glucosa en ayunas", None), ("INR", None), ("Biometría hemática", None)],
     "results": [{"position": 1, "value": "118"}, {"position": 2, "value": "1,1"}]},
    {"kind": "IMAGING", "urgent": False, "indication": "Valorar lesión periapical",
     "diagnoses": [{"code": "K04.7", "description": "Absceso periapical sin fístula"}],
     "exams": [("Radiografía periapical", "pieza 36"), ("Radiografía panorámica", None)], "results": []},
)  # fmt: skip
ADDENDUM = "Se comunicó por teléfono al día siguiente: evolución favorable, sin dolor."


@dataclass(frozen=True)
class Note:
    """A signed note; `body` is what the API takes, but for the appointment."""

    visit: int
    body: dict
    addendum: str | None = None


def note(random, visit, first=False):
    category = {treatment.code: treatment.category for treatment in TREATMENTS}[visit.treatments[0][0]]
    objective, assessment, plan, (code, description) = TEXTS[category]
    tooth, kind = random.choice(TEETH), random.choice(("PRESUMPTIVE", "DEFINITIVE", "DEFINITIVE"))
    condition = ("INITIAL" if first else "CONTROL") if kind == "DEFINITIVE" else None
    body = {
        "reason": visit.reason,
        "visit": "FIRST" if first else "SUBSEQUENT",
        "subjective": f"Paciente refiere: {visit.reason.lower()}. Niega fiebre.",
        "objective": objective.format(tooth=tooth),
        "assessment": assessment,
        "plan": plan,
        "diagnoses": [
            {"code": code, "description": description, "kind": kind, "condition": condition},
        ],
    }
    return Note(visit.key, body, ADDENDUM if random.random() < 0.05 else None)


def notes(random, visits):
    """Of about two thirds of the visits that took place."""
    written, seen = [], set()
    for visit in visits:
        if visit.status != "COMPLETED":
            continue
        if random.random() < 0.66:
            written.append(note(random, visit, first=visit.patient not in seen))
        seen.add(visit.patient)
    return written
