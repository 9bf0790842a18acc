"""A patient's background: allergies, conditions, medication and the rest."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from common.fields import Day, line, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import Cie10Code, NewestFirst, Person


class Category(StrEnum):
    ALLERGY = "ALLERGY"
    CONDITION = "CONDITION"
    MEDICATION = "MEDICATION"
    SURGERY = "SURGERY"
    FAMILY = "FAMILY"
    HABIT = "HABIT"
    PREGNANCY = "PREGNANCY"
    OTHER = "OTHER"


class Severity(StrEnum):
    LOW = "LOW"
    MODERATE = "MODERATE"
    HIGH = "HIGH"


class Certainty(StrEnum):
    SUSPECTED = "SUSPECTED"
    CONFIRMED = "CONFIRMED"


class ConditionCode(StrEnum):
    """The conditions that everybody who treats the patient must know; each warns whatever its severity."""

    PACEMAKER = "PACEMAKER"
    ANTICOAGULATED = "ANTICOAGULATED"
    PROSTHETIC_VALVE = "PROSTHETIC_VALVE"
    HYPERTENSION = "HYPERTENSION"
    DIABETES = "DIABETES"
    EPILEPSY = "EPILEPSY"
    ASTHMA = "ASTHMA"
    BLEEDING_DISORDER = "BLEEDING_DISORDER"
    IMMUNOSUPPRESSED = "IMMUNOSUPPRESSED"
    BONE_MEDICATION = "BONE_MEDICATION"
    KIDNEY_FAILURE = "KIDNEY_FAILURE"
    BREASTFEEDING = "BREASTFEEDING"


Reaction = line(200, "Anafilaxia")
Description = text(2000, "Penicilina", shortest=1)


class NewHistoryEntry(Input):
    """An allergy's substance is its description; it alone has a reaction and a certainty, a condition alone a code."""

    category: Category
    description: Description
    severity: Severity | None = None
    onset_date: Day | None = Field(None, examples=["2015-03-01"])
    reaction: Reaction | None = None
    certainty: Certainty | None = None
    condition_code: ConditionCode | None = None
    cie10_code: Cie10Code | None = None


class HistoryChanges(Input):
    """Only what is to change; the members without null cannot be emptied."""

    category: Category = None
    description: Description = None
    severity: Severity | None = None
    onset_date: Day | None = Field(None, examples=["2015-03-01"])
    reaction: Reaction | None = None
    certainty: Certainty | None = None
    condition_code: ConditionCode | None = None
    cie10_code: Cie10Code | None = None
    active: bool = None
    end_date: Day | None = Field(
        None, examples=[None], description="Hasta cuándo; solo de lo que ya no está activo"
    )


class HistoryFilter(NewestFirst):
    active: bool | None = None


class HistoryEntry(BaseModel):
    id: int
    patient_id: int = Field(examples=[7])
    category: Category
    description: str = Field(examples=["Penicilina"])
    severity: Severity | None
    onset_date: date | None
    reaction: str | None = Field(examples=["Anafilaxia"])
    certainty: Certainty | None
    condition_code: ConditionCode | None
    cie10_code: str | None = Field(examples=["K05.3"])
    active: bool
    end_date: date | None
    recorded_by: Person
    version: int
    created_at: datetime
    updated_at: datetime


class HistoryPage(Page[HistoryEntry]):
    pass


class AllergyDenial(BaseModel):
    """Who says, and since when, that the patient has no known allergies."""

    id: int
    patient_id: int = Field(examples=[7])
    by: Person
    at: datetime
