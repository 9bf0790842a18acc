"""Outages, as they come in and go out."""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from citas.fields import Minute, Named, Reason
from common.fields import Day, Id
from common.web.paging import Page, PageQuery
from common.web.schema import Input

Sheet = Annotated[str, Field(pattern=r"^[0-9]{8}-[0-9]{2}$", examples=["20261130-03"])]


class Person(BaseModel):
    id: str = Field(examples=["7"])
    name: str = Field(examples=["Ana Pérez"])


class NewOutage(Input):
    started_at: Minute
    ended_at: Minute | None = Field(None, description="Sin fin mientras se trabaja en papel")
    reason: Reason = Field(examples=["Corte de luz del sector"])


class OutageChanges(Input):
    started_at: Minute = None
    ended_at: Minute | None = None
    reason: Reason = Field(None, examples=["Corte de luz del sector"])


class OutageFilter(PageQuery):
    sort: ClassVar = "-started_at"


class Outage(BaseModel):
    id: int
    started_at: datetime
    ended_at: datetime | None
    reason: str
    declared_by: Person
    entries: int = Field(description="Atenciones ingresadas")
    version: int
    created_at: datetime


class OutagePage(Page[Outage]):
    pass


class NewPaperEntry(Input):
    appointment_id: Id
    started_at: Minute = Field(description="La hora que dice la hoja")
    ended_at: Minute
    sheet: Sheet | None = Field(None, description="El número de una hoja en blanco")


class PaperEntry(BaseModel):
    id: int
    outage_id: int
    appointment_id: int
    completion: int
    sheet: str | None
    started_at: datetime
    ended_at: datetime
    entered_by: Person
    entered_at: datetime


class PaperVisit(BaseModel):
    """A visit of the agenda while the clinic worked on paper, and what was entered of it."""

    appointment_id: int
    patient: Named
    doctor: Named
    start_time: datetime
    end_time: datetime
    status: str = Field(examples=["CONFIRMED"])
    entry: PaperEntry | None


class PaperVisits(BaseModel):
    data: list[PaperVisit]


class PackageQuery(Input):
    date: Day | None = Field(None, description="Si falta: hoy")
