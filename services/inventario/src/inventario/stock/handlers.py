"""Handlers of others' events, and the shapes of what is read of them; the rest of an event is for others."""

from decimal import Decimal

from pydantic import BaseModel, Field

from common.fields import Id, Quantity
from common.messages.events import together
from inventario.stock.service import consumption


class Patient(BaseModel):
    id: Id | None = None
    name: str | None = None


class Doctor(BaseModel):
    id: Id
    name: str


class DoneTreatment(BaseModel):
    treatment_id: Id
    quantity: Quantity = Decimal(1)


class UsedExtra(BaseModel):
    product_id: Id
    quantity: Quantity


class Appointment(BaseModel):
    """`completion` tells an appointment's completions apart: 1, and 2 once it was reopened and completed again."""

    appointment_id: Id
    completion: int = Field(1, ge=1, le=2**31 - 1)
    patient: Patient | None = None

    @property
    def patient_id(self):
        return self.patient.id if self.patient else None

    @property
    def whose(self):
        """The appointment in a sentence: by its patient, or by its number where nobody is named."""
        return f"de {self.patient.name}" if self.patient and self.patient.name else str(self.appointment_id)


class CompletedAppointment(Appointment):
    doctor: Doctor | None = None
    treatments: list[DoneTreatment] = Field([], max_length=1000)
    extras: list[UsedExtra] = Field([], max_length=1000)


class ReopenedAppointment(Appointment):
    reason: str = ""


@together
def appointments_completed(tx, events):
    consumption.consume(tx, [(event, CompletedAppointment.model_validate(event.data)) for event in events])


def appointment_reopened(tx, event):
    consumption.give_back(tx, ReopenedAppointment.model_validate(event.data))


HANDLERS = {
    "appointment.completed": appointments_completed,
    "appointment.reopened": appointment_reopened,
}
