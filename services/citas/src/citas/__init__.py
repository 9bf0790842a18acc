"""Agenda: book, move, attend and cancel appointments; rooms; when each doctor attends."""

from citas.events import HANDLERS
from citas.gauges import GAUGES
from citas.routes import appointments, doctors, rooms
from citas.rules import OVERLAPS
from common.messages.events import handle_each
from common.run import app as base

CONSTRAINTS = {
    **OVERLAPS,
    "appointments_final": "La cita ya está atendida o cancelada: no se puede cambiar.",
    "rooms_name_unique": ("name", "Ya existe un consultorio con ese nombre."),
    "working_hours_no_overlap": "Los horarios de un mismo día se cruzan.",
}


def create_app(**overrides):
    return base.create_app(
        "citas",
        appointments.ns,
        doctors.ns,
        doctors.hours_ns,
        doctors.time_off_ns,
        rooms.ns,
        title="OmniClínica · Citas",
        handle=handle_each(HANDLERS),
        revision="0011",
        constraints=CONSTRAINTS,
        gauges=GAUGES,
        **overrides,
    )
