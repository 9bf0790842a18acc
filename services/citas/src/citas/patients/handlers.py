"""Handlers of others' events, and the shapes of what is read of them; the rest of an event is for others."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel

from citas.appointments.service import booking
from citas.patients import queries
from citas.waitlist.service import entries
from common.fields import Id, PrintedName, line
from common.phone_numbers import remembered_phone


class Patient(BaseModel):
    """The part of `patient.updated` that is remembered here, within the limits of the patient's form.

    A phone or an e-mail from before those limits is taken as it is: it is corrected where it is kept.
    """

    id: Id
    name: PrintedName
    document_type: line(20) | None = None
    document_number: line(20) | None = None
    phone: Annotated[line(50), AfterValidator(remembered_phone)] | None = None
    email: line(254) | None = None
    address: line(300) | None = None


class PatientUpdated(BaseModel):
    patient: Patient


def patient_updated(tx, event):
    """Appointments not yet finished, and who still waits, show the patient as they are now; what is over stays as it was."""
    patient = PatientUpdated.model_validate(event.data).patient.model_dump()
    booking.follow_patient(tx, patient)
    entries.follow_patient(tx, patient)


class PatientsMerged(BaseModel):
    """The part of `patient.merged` and `patient.separated` that is remembered here."""

    merged: Patient
    into: Patient


def patient_merged(tx, event):
    """Both files are one person from now on; what is open of either shows the one that stands."""
    both = PatientsMerged.model_validate(event.data)
    booking.merge_patients(tx, both.merged.id, both.into.model_dump())
    entries.follow_patient(tx, both.into.model_dump())


def patient_separated(tx, event):
    """Each file stands by itself again, and what is open of it shows it."""
    both = PatientsMerged.model_validate(event.data)
    booking.separate_patient(tx, both.merged.model_dump(), both.into.model_dump())
    for patient in (both.into, both.merged):
        entries.follow_patient(tx, patient.model_dump())


class PatientErased(BaseModel):
    """The part of `patient.erased` that is replaced here; `documents` find what was booked online before there was a file."""

    patient_ids: list[Id]
    label: line(60)
    documents: list[line(20)]


def patient_erased(tx, event):
    """What is kept here of visits names the person no more."""
    queries.erase(tx, **PatientErased.model_validate(event.data).model_dump())


HANDLERS = {
    "patient.updated": patient_updated,
    "patient.merged": patient_merged,
    "patient.separated": patient_separated,
    "patient.erased": patient_erased,
}
