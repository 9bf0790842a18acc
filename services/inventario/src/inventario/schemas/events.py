"""What inventario reads of the events that it hears; the rest of them is for others."""

from decimal import Decimal

from pydantic import BaseModel, Field

from common.fields import Id, Quantity


class HeardPatient(BaseModel):
    id: Id | None = None


class HeardTreatment(BaseModel):
    treatment_id: Id
    quantity: Quantity = Decimal(1)


class HeardExtra(BaseModel):
    product_id: Id
    quantity: Quantity


class CompletedAppointment(BaseModel):
    appointment_id: Id
    patient: HeardPatient | None = None
    treatments: list[HeardTreatment] = Field([], max_length=1000)
    extras: list[HeardExtra] = Field([], max_length=1000)

    @property
    def patient_id(self):
        return self.patient.id if self.patient else None
