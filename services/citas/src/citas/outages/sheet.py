"""The package on paper: the day's agenda with its alerts, and a sheet for each visit that a telephone finds again."""

from pathlib import Path

from citas.outages import rules
from common.clock import clinic_zone
from common.pdf import codes, render

TEMPLATE = Path(__file__).with_name("sheet.typ")


def printed(day, visits, known, base, clinic, now):
    """`known`: what the record warns of each patient, by id; `base`: the suite's address, which the codes lead to."""
    places = [f"cita={one['id']}" for one in visits] + [f"hoja={number}" for number in rules.sheets_of(day)]
    squares = {
        f"qr-{at}": codes.square(f"{base.rstrip('/')}/apagon/?{place}") for at, place in enumerate(places)
    }
    content = {
        "day": f"{day:%Y-%m-%d}",
        "visits": [visit(one, known.get(one["patient"]["id"])) for one in visits],
        "blanks": rules.sheets_of(day),
    }
    return render(TEMPLATE, clinic, now, content, **squares)


def visit(appointment, known):
    patient = appointment["patient"]
    return {
        "at": f"{appointment['start_time'].astimezone(clinic_zone()):%H:%M}",
        "until": f"{appointment['end_time'].astimezone(clinic_zone()):%H:%M}",
        "number": str(appointment["id"]),
        "patient": patient["name"],
        "document": patient["document_number"],
        "phone": patient["phone"],
        "doctor": appointment["doctor"]["name"],
        "treatments": [line["name"] for line in appointment["treatments"]],
        "reason": appointment["reason"],
        "alerts": rules.warnings(known),
    }
