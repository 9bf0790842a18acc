"""Rows of the agenda as FHIR resources. Pure: values in, dictionaries or a Problem out.

A professional's Schedule has their number; what they are and who the patient is stands in other services, named by address
or by identifier. A visit says for what treatments it is, never the words somebody wrote as its reason.
"""

from datetime import timedelta

from common.fhir.shapes import concept, without_nothing
from common.problems import Invalid

PRACTITIONER, TREATMENT, ROOM = (f"urn:omniclinica:{noun}" for noun in ("practitioner", "treatment", "room"))
# Whoever is attended has been checked in: the encounter may begin.
STATUS = {
    "PENDING": "pending",
    "CONFIRMED": "booked",
    "ARRIVED": "arrived",
    "IN_PROGRESS": "checked-in",
    "COMPLETED": "fulfilled",
    "CANCELLED": "cancelled",
    "NO_SHOW": "noshow",
}


def must_be_bounded(wanted):
    if wanted.date is None and wanted.patient is None:
        raise Invalid.field("date", "Diga de qué día o de qué paciente.")


def appointment(row, patients):
    """`patients` is the address under which historia_clinica answers Patient."""
    start, end = row["start_time"], row["end_time"]
    pending = row["status"] == "PENDING"
    participants = [
        {
            "actor": {
                "reference": f"{patients}/Patient/{row['patient']['id']}",
                "display": row["patient"]["name"],
            },
            "status": "needs-action" if pending else "accepted",
        },
        {"actor": practitioner(row["doctor"]), "status": "accepted"},
    ]
    if row["room"]:
        room = {
            "identifier": {"system": ROOM, "value": str(row["room"]["id"])},
            "display": row["room"]["name"],
        }
        participants.append({"actor": room, "status": "accepted"})
    return without_nothing(
        {
            "resourceType": "Appointment",
            "id": str(row["id"]),
            "meta": {"versionId": str(row["version"]), "lastUpdated": row["updated_at"].isoformat()},
            "status": STATUS[row["status"]],
            "serviceType": [
                concept(line["name"], (TREATMENT, line["code"], line["name"])) for line in row["treatments"]
            ],
            "start": start.isoformat(),
            "end": end.isoformat(),
            "minutesDuration": minutes(end - start),
            "created": row["created_at"].isoformat(),
            "participant": participants,
        }
    )


def schedule(doctor, first, last):
    """`first` and `last` are the moments between which slots are told."""
    return {
        "resourceType": "Schedule",
        "id": str(doctor["id"]),
        "active": True,
        "actor": [practitioner(doctor)],
        "planningHorizon": {"start": first.isoformat(), "end": last.isoformat()},
    }


def slots(doctor_id, busy, away, held, free):
    """The day by its pieces, in their order: (start, end) of each kind."""
    kinds = (("busy", busy), ("busy-unavailable", away), ("busy-tentative", held), ("free", free))
    pieces = sorted((start, end, status) for status, spans in kinds for start, end in spans)
    return [
        {
            "resourceType": "Slot",
            "id": f"{doctor_id}-{int(start.timestamp())}-{status}",
            "schedule": {"reference": f"Schedule/{doctor_id}"},
            "status": status,
            "start": start.isoformat(),
            "end": end.isoformat(),
        }
        for start, end, status in pieces
    ]


def practitioner(doctor):
    return {"identifier": {"system": PRACTITIONER, "value": str(doctor["id"])}, "display": doctor["name"]}


def minutes(span):
    return round(span / timedelta(minutes=1))
