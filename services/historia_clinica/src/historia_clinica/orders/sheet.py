"""An order on paper: A5, its exams by group."""

from itertools import groupby
from pathlib import Path

from common.pdf import codes, render
from historia_clinica.people import printed_patient, printed_professional

TEMPLATE = Path(__file__).with_name("sheet.typ")
TITLES = {"LABORATORY": "Orden de laboratorio", "IMAGING": "Orden de imagen"}


def printed(order, people, clinic, code):
    """The PDF, as it is issued at this moment; `code` tells it from a forged one."""
    return render(
        TEMPLATE,
        clinic,
        order["issued_at"],
        content(order, people) | {"sha256": code["content_sha256"]},
        qr=codes.square(code["url"]),
    )


def name_of(order):
    return f"orden-{order['number']}"


def content(order, people):
    by_group = lambda item: item["category"]  # noqa: E731
    return {
        "title": TITLES[order["kind"]],
        "number": order["number"],
        "urgent": order["urgent"],
        "patient": printed_patient(people["patient"]),
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
        "professional": printed_professional(order["professional"]["name"], people["professional"]),
    }
