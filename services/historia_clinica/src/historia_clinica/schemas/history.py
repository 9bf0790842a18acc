"""A patient's background: allergies, conditions, medication and the rest."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import Day
from common.web.paging import PageQuery
from common.web.schema import Input


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


Description = Annotated[str, Field(min_length=1, max_length=2000, examples=["Penicilina"])]


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


class HistoryFilter(PageQuery):
    active: bool | None = None


class Person(BaseModel):
    """Who did something: a user's number or a client's name, as text."""

    id: str = Field(examples=["3"])
    name: str = Field(examples=["Dra. Carla Ruiz"])


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


class HistoryPage(BaseModel):
    data: list[HistoryEntry]
    next: str | None
    total: int | None = None
    total_exact: bool | None = None
