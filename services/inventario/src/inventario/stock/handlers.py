"""Handlers of others' events, and the shapes of what is read of them; the rest of an event is for others."""

from decimal import Decimal

from pydantic import BaseModel, Field

from common.fields import Id, Quantity
from inventario.stock.service import consumption


class Patient(BaseModel):
    id: Id | None = None


class DoneTreatment(BaseModel):
    treatment_id: Id
    quantity: Quantity = Decimal(1)


class UsedExtra(BaseModel):
    product_id: Id
    quantity: Quantity


class CompletedAppointment(BaseModel):
    appointment_id: Id
    patient: Patient | None = None
    treatments: list[DoneTreatment] = Field([], max_length=1000)
    extras: list[UsedExtra] = Field([], max_length=1000)

    @property
    def patient_id(self):
        return self.patient.id if self.patient else None


def appointment_completed(tx, event):
    consumption.consume(tx, CompletedAppointment.model_validate(event.data))


HANDLERS = {"appointment.completed": appointment_completed}
