"""An order on paper: A5, its exams by group."""

from itertools import groupby
from pathlib import Path

from historia_clinica.people import printed_patient, printed_professional

TEMPLATE = Path(__file__).with_name("sheet.typ")
TITLES = {"LABORATORY": "Orden de laboratorio", "IMAGING": "Orden de imagen"}


def content(order, kept, registered):
    """`kept`: the patient as the order keeps them; `registered`: the professional."""
    by_group = lambda item: item["category"]  # noqa: E731
    return {
        "title": TITLES[order["kind"]],
        "number": order["number"],
        "urgent": order["urgent"],
        "patient": printed_patient(kept),
        "diagnoses": [f"{one['code']} {one['description']}" for one in order["diagnoses"]],
        "indication": order["indication"],
        "groups": [
            {
                "name": name,
                "exams": [
                    f"{one['name']}" + (f", {one['detail']}" if one["detail"] else "") for one in exams
                ],
            }
            for name, exams in groupby(sorted(order["items"], key=by_group), by_group)
        ],
        "professional": printed_professional(order["professional"]["name"], registered),
    }
