"""Who waits for an earlier hour."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from citas.fields import Named, Opening, Reason
from common.fields import Day, Id, LineQuantity, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input


class State(StrEnum):
    WAITING = "WAITING"
    OFFERED = "OFFERED"
    BOOKED = "BOOKED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


def split(value):
    return value.split(",") if isinstance(value, str) else value


Minutes = Annotated[int, Field(ge=5, le=720, examples=[45])]
Notice = Annotated[int, Field(ge=0, le=20160, examples=[120])]
Note = line(500, "Prefiere que se le llame", shortest=0)
Windows = Annotated[list[Opening], Field(max_length=28)]


class WishedTreatment(Input):
    treatment_id: Id = Field(examples=[3])
    quantity: LineQuantity = Decimal(1)


Wished = Annotated[list[WishedTreatment], Field(min_length=1, max_length=20)]


class NewEntry(Input):
    patient_id: Id = Field(examples=[7])
    treatments: Wished
    minutes: Minutes | None = Field(None, description="Si falta: lo que duran los tratamientos, al menos 15")
    doctor_id: Id | None = Field(None, description="Si falta: con cualquiera")
    windows: Windows = Field([], description="Días de la semana y horas que le sirven; ninguna: cualquiera")
    first_day: Day | None = Field(None, description="Si falta: hoy")
    last_day: Day | None = Field(
        None, description="Hasta cuándo espera; sin él, hasta que se le dé o se retire"
    )
    notice_minutes: Notice = Field(120, description="Con cuánta anticipación necesita saberlo")
    gives_up_id: Id | None = Field(
        None, description="La cita que dejaría: se adelanta en vez de agendar otra"
    )
    note: Note | None = None
    priority: bool = False
    priority_reason: Reason | None = Field(None, examples=["Dolor"])


class EntryChanges(Input):
    """Only what is to change."""

    treatments: Wished = None
    minutes: Minutes = None
    doctor_id: Id | None = None
    windows: Windows = None
    first_day: Day = None
    last_day: Day | None = None
    notice_minutes: Notice = None
    gives_up_id: Id | None = None
    note: Note | None = None
    priority: bool = Field(None, examples=[False])
    priority_reason: Reason | None = Field(None, examples=["Dolor"])


class Withdrawal(Input):
    reason: Reason = Field(examples=["Ya no lo necesita"])


class EntryFilter(PageQuery):
    state: Annotated[list[State], BeforeValidator(split)] | None = Field(
        None, description="Si falta: quienes siguen esperando"
    )
    doctor_id: Id | None = Field(None, description="Quienes lo esperan a él, o a cualquiera")
    patient_id: Id | None = None
    treatment_id: Id | None = None
    search: Search | None = None
    sort: Literal["created_at", "-created_at"] = "created_at"


class EntryPatient(BaseModel):
    id: int = Field(examples=[7])
    name: str = Field(examples=["Ana Pérez"])
    document_number: str | None = Field(examples=["1710034065"])
    phone: str | None
    email: str | None


class EntryTreatment(BaseModel):
    treatment_id: int
    code: str
    name: str
    quantity: str = Field(examples=["1.000"])
    unit_price: str = Field(examples=["45.00"])
    duration_minutes: int
    iva_code: str = Field(examples=["0"])


class Window(BaseModel):
    weekday: int = Field(description="0 es lunes", examples=[0])
    start_time: str = Field(examples=["14:00"])
    end_time: str = Field(examples=["18:00"])


class Booked(BaseModel):
    id: int
    start_time: datetime


class Skipped(BaseModel):
    times: int = Field(description="Cuántas horas se repartieron sin ofrecérselas", examples=[2])
    reason: str = Field(description="Por qué no, la última vez", examples=["Espera a otro profesional."])


class Person(BaseModel):
    id: str = Field(examples=["7"])
    name: str = Field(examples=["Ana Pérez"])


class Entry(BaseModel):
    id: int
    patient: EntryPatient
    treatments: list[EntryTreatment]
    minutes: int
    doctor: Named | None = Field(description="null: con cualquiera")
    windows: list[Window]
    first_day: date
    last_day: date | None
    notice_minutes: int
    gives_up: Booked | None = Field(description="La cita que dejaría")
    note: str | None
    priority: bool
    priority_reason: str | None
    state: State
    withdraw_reason: str | None
    appointment: Booked | None = Field(description="La cita que se le dio")
    skipped: Skipped | None = Field(description="null: no se le dejó de ofrecer ninguna")
    entered_by: Person
    version: int
    created_at: datetime
    updated_at: datetime


class EntryPage(Page[Entry]):
    pass
