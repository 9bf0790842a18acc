"""Agenda: book, move, attend and cancel appointments; who would come earlier; rooms; when each doctor attends."""

from citas import (
    appointments,
    busy_feeds,
    feeds,
    fhir,
    outages,
    patients,
    recalls,
    reminders,
    schedules,
    self_booking,
    series,
    waiting_room,
    waitlist,
)
from common.run.app import create_service


def create_app(**overrides):
    return create_service(
        "citas",
        appointments,
        outages,
        schedules,
        waitlist,
        self_booking,
        reminders,
        recalls,
        series,
        feeds,
        busy_feeds,
        waiting_room,
        patients,
        fhir,
        title="OmniClínica · Citas",
        revision="0141",
        **overrides,
    )
