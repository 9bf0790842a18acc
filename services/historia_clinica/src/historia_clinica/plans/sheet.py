"""The printed plan: what is proposed by phase, its alternatives beside each other, and a line to sign on paper."""

from datetime import UTC, datetime
from pathlib import Path

from common.pdf import render
from historia_clinica.plans import rules

TEMPLATE = Path(__file__).with_name("sheet.typ")
SAID = {"PROPOSED": "Por aceptar", "ACCEPTED": "Aceptado", "DONE": "Realizado", "DECLINED": "Rechazado"}


def draw(plan, patient, clinic):
    return render(TEMPLATE, clinic, datetime.now(UTC), content(plan, patient))


def content(plan, patient):
    """`plan` as its reader may read it."""
    phases = [
        {"name": name, **phase_of([item for item in plan["items"] if item["phase"] == place])}
        for place, name in enumerate(plan["phases"], 1)
    ]
    return {
        "patient": {"name": patient["full_name"], "document": patient["document_number"]},
        "plan": {
            "name": plan["name"],
            "day": plan["updated_at"].date(),
            "closed": plan["closed_at"] is not None,
            "by": plan["created_by"]["name"],
            "remarks": plan["remarks"],
            "phases": [phase for phase in phases if phase["items"] or phase["choices"]],
            "totals": plan["totals"],
            "accepted": plan["accepted_total"],
        },
    }


def phase_of(items):
    groups = dict.fromkeys(item["alternative_group"] for item in items if item["alternative_group"])
    return {
        "items": [line_of(item) for item in items if item["alternative_group"] is None],
        "choices": [
            {"name": name, "ways": ways_of([item for item in items if item["alternative_group"] == name])}
            for name in groups
        ],
    }


def ways_of(items):
    letters = sorted({item["alternative"] for item in items})
    return [
        {
            "letter": letter,
            "items": [line_of(item) for item in items if item["alternative"] == letter],
            "total": rules.sum_of(item["price"] for item in items if item["alternative"] == letter),
        }
        for letter in letters
    ]


def line_of(item):
    return {
        "place": rules.place_of(item),
        "name": item["name"],
        "remark": " · ".join(filter(None, (item["cie10_code"], item["remark"], rules.compared(item))))
        or None,
        "sessions": str(item["sessions"]),
        "state": "No elegido" if item["excluded"] else SAID[item["status"]],
        "discount": item["discount"],
        "price": item["price"],
        "off": not rules.counted(item),
    }
