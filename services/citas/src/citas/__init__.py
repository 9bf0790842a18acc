"""Agenda: book, move, attend and cancel appointments; rooms; when each doctor attends."""

from citas import appointments, schedules
from common.run.app import create_service


def create_app(**overrides):
    return create_service(
        "citas",
        appointments,
        schedules,
        title="OmniClínica · Citas",
        revision="0075",
        **overrides,
    )
