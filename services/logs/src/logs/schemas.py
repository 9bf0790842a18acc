"""What comes in and what goes out, as pydantic models."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field, PlainValidator, TypeAdapter, ValidationError

from common.fields import Day, Id, Line, Moment, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input

Level = Literal["INFO", "WARNING", "ERROR"]
MOMENT, DAY = TypeAdapter(Moment), TypeAdapter(Day)


def day_or_moment(value):
    """A date as the calendar gives it, or a moment as programs do."""
    try:
        return (DAY if len(value) == 10 else MOMENT).validate_python(value)
    except ValidationError:
        raise ValueError("Debe ser una fecha (AAAA-MM-DD) o una fecha con hora y zona.") from None


When = Annotated[
    date | datetime,
    PlainValidator(day_or_moment, json_schema_input_type=Annotated[str, Field(examples=["2026-11-24"])]),
]


class LogFilter(PageQuery):
    sort: ClassVar[str] = "-occurred_at"
    service: Line | None = Field(None, examples=["citas"])
    level: Level | None = None
    type: Line | None = Field(None, examples=["appointment.booked"])
    user_id: Line | None = Field(
        None, description="Número de un usuario o nombre de un cliente", examples=["7"]
    )
    patient_id: Id | None = Field(None, examples=[12])
    request_id: Line | None = None
    since: When | None = Field(None, alias="from", description="Desde este día o momento")
    until: When | None = Field(
        None, alias="to", description="Hasta este día inclusive, o antes de este momento"
    )
    search: Search | None = Field(None, description="Palabras del mensaje", examples=["cita cancelo"])


class StatsQuery(Input):
    since: When | None = Field(None, alias="from", description="Por omisión, 30 días antes del final")
    until: When | None = Field(None, alias="to", description="Por omisión, hoy")


class AccessQuery(StatsQuery):
    patient_id: Id = Field(examples=[12])


class Who(BaseModel):
    id: str = Field(examples=["7"])
    name: str | None = Field(examples=["Ana Pérez"])
    role: str | None = Field(examples=["Recepción"])


class Entry(BaseModel):
    id: int
    occurred_at: datetime
    service: str = Field(examples=["citas"])
    level: Level
    type: str = Field(examples=["appointment.booked"])
    message: str = Field(examples=["Reservó una cita para el 24 de noviembre a las 10:00"])
    user: Who | None
    ip: str | None = Field(examples=["192.168.1.20"])
    patient_id: int | None
    aggregate: str = Field(examples=["appointment:12"])
    request_id: str | None
    data: dict


class EntryPage(Page[Entry]):
    pass


class Access(BaseModel):
    """Something that a person, or the system by itself, did about a patient on one day."""

    day: date
    first_at: datetime
    last_at: datetime
    times: int = Field(examples=[3])
    name: str | None = Field(description="Sin nombre, lo hizo el sistema", examples=["Ana Pérez"])
    role: str | None = Field(examples=["Recepción"])
    message: str = Field(examples=["Vio la ficha de Ana Pérez"])


class Accesses(BaseModel):
    data: list[Access]
    complete: bool = Field(description="Falso si hubo más de lo que cabe: pida un período más corto")


class ServiceCount(BaseModel):
    service: str
    count: int


class LevelCount(BaseModel):
    level: Level
    count: int


class TypeCount(BaseModel):
    type: str
    count: int


class DayCount(BaseModel):
    date: date
    count: int


class Stats(BaseModel):
    total: int
    by_service: list[ServiceCount]
    by_level: list[LevelCount]
    by_day: list[DayCount]
    by_type: list[TypeCount]
