"""Handlers of others' events: two files of one patient are one person here too, and apart again."""

from pydantic import BaseModel

from common.fields import Id, line
from inventario.chairside.queries import uses


class Patient(BaseModel):
    id: Id


class PatientsMerged(BaseModel):
    """The part of `patient.merged` and `patient.separated` that is remembered here."""

    merged: Patient
    into: Patient


def patient_merged(tx, event):
    both = PatientsMerged.model_validate(event.data)
    uses.merge_patient(tx, both.merged.id, both.into.id)


def patient_separated(tx, event):
    uses.separate_patient(tx, PatientsMerged.model_validate(event.data).merged.id)


class PatientErased(BaseModel):
    """The part of `patient.erased` that is replaced here."""

    patient_ids: list[Id]
    label: line(60)


def patient_erased(tx, event):
    """Which lot and pack was used stays, of a number without a name."""
    erased = PatientErased.model_validate(event.data)
    uses.erase_patient(tx, erased.patient_ids, erased.label)


HANDLERS = {
    "patient.merged": patient_merged,
    "patient.separated": patient_separated,
    "patient.erased": patient_erased,
}
