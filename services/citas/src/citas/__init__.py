"""Agenda: book, move, attend and cancel appointments; who would come earlier; rooms; when each doctor attends."""

from citas import appointments, patients, reminders, schedules, waitlist
from common.run.app import create_service


def create_app(**overrides):
    return create_service(
        "citas",
        appointments,
        schedules,
        waitlist,
        reminders,
        patients,
        title="OmniClínica · Citas",
        revision="0090",
        **overrides,
    )
