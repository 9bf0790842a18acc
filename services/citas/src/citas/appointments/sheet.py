"""The agenda of a day or a week on paper: each day by professional."""

from itertools import groupby
from pathlib import Path

from common.clock import clinic_zone
from common.pdf import render

TEMPLATE = Path(__file__).with_name("sheet.typ")
STATES = {
    "PENDING": "Por confirmar",
    "CONFIRMED": "Confirmada",
    "ARRIVED": "En sala",
    "IN_PROGRESS": "En atención",
    "COMPLETED": "Atendida",
    "NO_SHOW": "No asistió",
}


def printed(first, last, visits, clinic, now):
    content = {"first": f"{first:%Y-%m-%d}", "last": f"{last:%Y-%m-%d}", "days": days_of(visits)}
    return render(TEMPLATE, clinic, now, content)


def days_of(visits):
    """What is not cancelled, by day and, within it, by professional: [{day, count, doctors: [{name, visits}]}]."""
    rows = [row(visit) for visit in visits if visit["status"] in STATES]
    rows.sort(key=lambda row: (row["day"], row["doctor"], row["at"]))
    return [
        {
            "day": day,
            "count": len(own := list(of_day)),
            "doctors": [
                {"name": name, "visits": list(one)} for name, one in groupby(own, lambda row: row["doctor"])
            ],
        }
        for day, of_day in groupby(rows, lambda row: row["day"])
    ]


def row(visit):
    start, end = (visit[name].astimezone(clinic_zone()) for name in ("start_time", "end_time"))
    patient, room = visit["patient"], visit["room"]
    return {
        "day": f"{start:%Y-%m-%d}",
        "at": f"{start:%H:%M}",
        "until": f"{end:%H:%M}",
        "doctor": visit["doctor"]["name"],
        "patient": patient["name"],
        "document": patient["document_number"],
        "phone": patient["phone"],
        "what": ", ".join(line["name"] for line in visit["treatments"]) or visit["reason"],
        "room": room and room["name"],
        "state": STATES[visit["status"]] + (", sobrecupo" if visit["overbooked"] else ""),
    }
