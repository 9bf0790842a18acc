"""A patient's background: allergies, conditions, medication and the rest."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from common.fields import Day, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import NewestFirst, Person


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


Description = text(2000, "Penicilina", shortest=1)


class NewHistoryEntry(Input):
    category: Category
    description: Description
    severity: Severity | None = None
    onset_date: Day | None = Field(None, examples=["2015-03-01"])


class HistoryChanges(Input):
    """Only what is to change; the members without null cannot be emptied."""

    category: Category = None
    description: Description = None
    severity: Severity | None = None
    onset_date: Day | None = Field(None, examples=["2015-03-01"])
    active: bool = None


class HistoryFilter(NewestFirst):
    active: bool | None = None


class HistoryEntry(BaseModel):
    id: int
    patient_id: int = Field(examples=[7])
    category: Category
    description: str = Field(examples=["Penicilina"])
    severity: Severity | None
    onset_date: date | None
    active: bool
    recorded_by: Person
    version: int
    created_at: datetime
    updated_at: datetime


class HistoryPage(Page[HistoryEntry]):
    pass
