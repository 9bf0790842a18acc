"""Alerts of patients: allergies, conditions, and who says that there are no allergies."""

from datetime import datetime

from pydantic import BaseModel, Field

from common.fields import Ids
from common.web.schema import Input
from historia_clinica.fields import Person


class Alert(BaseModel):
    category: str = Field(examples=["ALLERGY"])
    description: str = Field(examples=["Penicilina"])
    severity: str | None = Field(examples=["HIGH"])
    reaction: str | None = Field(examples=["Anafilaxia"])
    certainty: str | None = Field(examples=["CONFIRMED"])
    condition_code: str | None = Field(examples=[None])


class NoKnownAllergies(BaseModel):
    """Who says that the patient has no known allergies, and since when."""

    by: Person
    at: datetime


class AlertKindsQuery(Input):
    ids: Ids = Field(description="Pacientes")


class PatientAlerts(BaseModel):
    patient_id: int = Field(examples=[7])
    alerts: list[Alert]
    no_known_allergies: NoKnownAllergies | None


class AlertsOf(BaseModel):
    data: list[PatientAlerts]


class PatientAlertKinds(BaseModel):
    patient_id: int = Field(examples=[7])
    alert_kinds: list[str] = Field(examples=[["ALLERGY"]])


class AlertKinds(BaseModel):
    data: list[PatientAlertKinds]
