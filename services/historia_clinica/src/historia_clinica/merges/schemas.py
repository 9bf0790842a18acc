"""Merges, as they come in and go out."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import Id, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.fields import Person
from historia_clinica.merges.rules import CHOICES

Choice = StrEnum("Choice", {name.upper(): name for name in CHOICES})
Reason = line(300, "Se registró dos veces por teléfono", shortest=3)


class NewMerge(Input):
    """The file `from_id` is merged into the patient's. `take` names what the patient's file takes from it."""

    from_id: Id = Field(examples=[987])
    take: Annotated[list[Choice], Field(max_length=len(CHOICES))] = Field([], examples=[["phone"]])
    reason: Reason


class Separation(Input):
    reason: Reason


class MergedFile(BaseModel):
    id: int = Field(examples=[987])
    full_name: str = Field(examples=["Fernanda Vélez"])
    document_number: str | None


class Merge(BaseModel):
    id: int
    merged: MergedFile
    into: MergedFile
    reason: str
    merged_by: Person
    merged_at: datetime
    separated_at: datetime | None
    separated_reason: str | None


class Merges(BaseModel):
    data: list[Merge]


class PairFilter(PageQuery):
    distinct: bool = Field(
        False, description="Las que alguien dijo que son dos personas, en lugar de las que esperan"
    )
    sort: Literal["-score"] = "-score"


class PairedFile(BaseModel):
    id: int
    full_name: str
    document_number: str | None
    birth_date: date | None
    phone: str | None
    active: bool


class Pair(BaseModel):
    one: PairedFile
    other: PairedFile
    why: str = Field(examples=["NAME_AND_BIRTH_DATE"])
    score: int = Field(description="Qué tan seguro es, de cien")
    found_at: datetime
    distinct_at: datetime | None
    distinct_by: Person | None


class PairPage(Page[Pair]):
    pass
