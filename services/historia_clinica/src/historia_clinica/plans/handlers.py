"""Handlers of others' events: an appointment that ends does the sessions of a plan that it was booked for."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel

from common.fields import Id, Moment, searched
from common.messages.events import current_actor
from historia_clinica.plans.service import sessions

# Text of another service: made one line, and what nobody sees left out, whatever it is.
Words = Annotated[str, AfterValidator(searched)]


class Doctor(BaseModel):
    id: Id
    name: Words


class Treatment(BaseModel):
    """An appointment from before plans has no `plan_item_id`."""

    plan_item_id: Id | None = None


class Completed(BaseModel):
    appointment_id: Id
    doctor: Doctor
    treatments: list[Treatment] = []
    completed_at: Moment | None = None


class Reopened(BaseModel):
    appointment_id: Id
    reason: Words


def appointment_completed(tx, event):
    """The doctor did one session of each item that the visit was booked for."""
    done = Completed.model_validate(event.data)
    items = [line.plan_item_id for line in done.treatments if line.plan_item_id]
    author = {"id": str(done.doctor.id), "name": done.doctor.name}
    sessions.complete_visit(tx, done.appointment_id, items, done.completed_at or event.occurred_at, author)


def appointment_reopened(tx, event):
    """Its sessions are to be done again."""
    reopened = Reopened.model_validate(event.data)
    by = current_actor() or {"id": "citas", "name": "Agenda"}
    sessions.reopen_visit(tx, reopened.appointment_id, reopened.reason, by)


HANDLERS = {"appointment.completed": appointment_completed, "appointment.reopened": appointment_reopened}
