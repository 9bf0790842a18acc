"""Handlers of others' events, and the shapes of what is read of them; the rest of an event is for others."""

from pydantic import BaseModel, Field

from citas.appointments.service import booking
from common.fields import Id


class Patient(BaseModel):
    """The part of `patient.updated` that appointments remember."""

    id: Id
    name: str = Field(min_length=1, max_length=500)
    document_type: str | None = Field(None, max_length=20)
    document_number: str | None = Field(None, max_length=50)
    phone: str | None = Field(None, max_length=50)
    email: str | None = Field(None, max_length=254)
    address: str | None = Field(None, max_length=1000)


class PatientUpdated(BaseModel):
    patient: Patient


def patient_updated(tx, event):
    """Appointments not yet finished show the patient as they are now; what is over stays as it was."""
    booking.follow_patient(tx, PatientUpdated.model_validate(event.data).patient.model_dump())


HANDLERS = {"patient.updated": patient_updated}
