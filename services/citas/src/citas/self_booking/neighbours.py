"""What self-booking asks of other services: as this service itself, for nobody is logged in on the published page."""

from contextlib import contextmanager
from decimal import Decimal
from types import SimpleNamespace

import requests
from flask import current_app, g

from citas.appointments import neighbours
from citas.schedules.neighbours import practitioners
from common.messages.client import get_services
from common.problems import Unavailable


@contextmanager
def as_service():
    """Ask others as `service-citas`, which may read patients, treatments and professionals; the visitor stays nobody."""
    try:
        token = current_app.extensions["links"].token.get()
    except requests.RequestException:
        raise Unavailable("La reserva en línea no responde. Intente de nuevo.", retry_after=2) from None
    before = g.identity
    g.identity = current_app.extensions["verifier"].identify(token)
    try:
        yield
    finally:
        g.identity = before


def offered(settings):
    """The treatments of the page that are still offered, at today's prices, in the order of the settings."""
    with as_service():
        answers = [
            get_services().ask("inventario", f"treatments/{id}", noun="treatments")
            for id in settings["treatment_ids"]
        ]
    return [row for row in answers if row and row["active"]]


def doctors(settings):
    """{id: name} of whoever attends and may be booked online."""
    with as_service():
        known = practitioners()
    chosen = settings["doctor_ids"]
    return {id: name for id, name in known.items() if not chosen or id in chosen}


def line(treatment_id):
    """The treatment as an appointment has it, at today's price."""
    wished = SimpleNamespace(treatment_id=treatment_id, quantity=Decimal(1))
    with as_service():
        return neighbours.treatments([wished], "treatment_id")


def patient_with(document_type, document_number):
    """The active patient who has this document, as an appointment remembers them; None for nobody."""
    with as_service():
        found = get_services().ask(
            "historia_clinica", "patients", search=document_number, active="true", limit=20
        )
        same = [
            row["id"]
            for row in found["data"]
            if (row["document_type"], row["document_number"]) == (document_type, document_number)
        ]
        return neighbours.patient_of_field(same[0]) if len(same) == 1 else None
