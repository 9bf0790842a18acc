"""Agenda: book, move, attend and cancel appointments; who would come earlier; rooms; when each doctor attends."""

from citas import appointments, patients, schedules, waitlist
from common.run.app import create_service


def create_app(**overrides):
    return create_service(
        "citas",
        appointments,
        schedules,
        waitlist,
        patients,
        title="OmniClínica · Citas",
        revision="0089",
        **overrides,
    )
