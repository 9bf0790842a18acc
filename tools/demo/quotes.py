"""Quotes: a draft, one that waits, one accepted in part, one that is being done, one refused and one that expired."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tools.demo.catalogue import TREATMENTS

STATES = {"SENT": 4, "PART": 12, "DONE": 9, "REJECTED": 20, "EXPIRED": 48}
REASON = "Lo hará el próximo año"
CONVENTION = "Convenio Docentes"
# Dated as it was sent: only a draft can be, and once it is sent no more.
SEND = """
    UPDATE facturacion.quotes
       SET status = 'SENT', created_at = %(at)s::timestamptz - interval '20 minutes', sent_at = %(at)s,
           sent_by_id = created_by_id, sent_by_name = created_by_name,
           valid_until = %(day)s::date + valid_days
     WHERE id = %(id)s AND status = 'DRAFT'
"""


@dataclass(frozen=True)
class Line:
    """A treatment of a quote."""

    code: str
    tooth: str | None = None
    phase: str | None = None
    notes: str | None = None
    percent: int | None = None
    quantity: int = 1


MOUTH = (
    Line("PRO-01", phase="1. Primero"),
    Line("PER-01", phase="1. Primero", notes="Por cuadrante", quantity=2),
    Line("END-01", "12", "2. Tratamiento"),
    Line("OPE-02", "16", "2. Tratamiento", percent=10),
    Line("EST-02", "11", "3. Después", notes="Si se decide"),
)
CONTENTS = {
    "DRAFT": (Line("OPE-01", "24"), Line("OPE-01", "25"), Line("PRO-02")),
    "SENT": MOUTH,
    "PART": (
        Line("END-02", "36", "Urgente"),
        Line("OPE-02", "36", "Urgente"),
        Line("EST-01", phase="Después"),
    ),
    "REJECTED": (Line("EST-01"), Line("EST-02", "21", quantity=2)),
    "EXPIRED": (Line("ORT-01"), Line("ORT-02", quantity=12), Line("ORT-03")),
}


def load(suite, plan, known):
    """Each of a patient of its own. What an interrupted run left is taken up where it stands."""
    there = {
        patient: (id, version, status)
        for patient, id, version, status in suite.rows(
            "SELECT patient_id, id, version, status FROM facturacion.quotes"
        )
    }
    attended = next((visit for visit in plan.today if visit.status == "COMPLETED"), None)
    wanted = [
        (state, plan.patients[10 + place].key, lines) for place, (state, lines) in enumerate(CONTENTS.items())
    ]
    if attended:
        lines = tuple(Line(code, quantity=int(quantity)) for code, quantity in attended.treatments)
        wanted.append(("DONE", attended.patient, (*lines, Line("PRO-02"))))
    for state, key, lines in wanted:
        if known.patients[key] not in there:
            made = draft(suite, known, key, lines)
            there[known.patients[key]] = made["id"], made["version"], "DRAFT"
        bring_to(suite, plan, known, state, key, *there[known.patients[key]])


def draft(suite, known, key, lines):
    of = {treatment.code: treatment for treatment in TREATMENTS}
    body = {
        "patient_id": known.patients[key],
        "lines": [line_of(known, of[line.code], line) for line in lines],
    }
    return suite.post("facturacion/quotes", body, known.users["general"])


def line_of(known, treatment, line):
    """As the API takes it; the rebate with its reason."""
    found = {
        "kind": "TREATMENT",
        "reference_id": known.treatments[line.code],
        "code": line.code,
        "description": treatment.name,
        "quantity": str(line.quantity),
        "unit_price": str(treatment.price),
        "iva_code": "0",
    }
    said = {"tooth": line.tooth, "phase": line.phase, "notes": line.notes}
    if line.percent:
        said |= {"discount_percent": str(line.percent), "discount_reason": CONVENTION}
    return found | {name: value for name, value in said.items() if value}


def bring_to(suite, plan, known, state, key, id, version, status):
    """Sent some days ago, and answered as `state` says."""
    if state not in STATES:
        return
    if status == "DRAFT":
        day = plan.day - timedelta(days=STATES[state])
        at = datetime.combine(day, datetime.min.time(), plan.now.tzinfo) + timedelta(hours=11, minutes=12)
        with suite.connection.cursor() as cursor:
            cursor.execute(SEND, {"id": id, "day": day, "at": at})
        version, status = version + 1, "SENT"
    if status != "SENT":
        return
    answered = f"{plan.day - timedelta(days=STATES[state] - 2)}"
    if state in ("PART", "DONE"):
        lines = suite.get(f"facturacion/quotes/{id}")["lines"]
        name = next(patient.full_name for patient in plan.patients if patient.key == key)
        body = {"accepted_by": name, "accepted_on": answered, "lines": [line["id"] for line in lines[:-1]]}
        suite.post(f"facturacion/quotes/{id}/acceptance", body, known.users["reception"], version)
    if state == "REJECTED":
        body = {"reason": REASON, "rejected_on": answered}
        suite.post(f"facturacion/quotes/{id}/rejection", body, known.users["reception"], version)
