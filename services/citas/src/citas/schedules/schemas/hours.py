"""A doctor's weekly hours."""

from datetime import date

from pydantic import BaseModel, Field

from citas.fields import Opening
from citas.schedules.schemas.stranded import Stranded
from common.fields import Day
from common.web.schema import Input


class NewWorkingHours(Input):
    items: list[Opening] = Field(max_length=42)
    valid_from: Day | None = Field(
        None, description="Desde qué día valen, hoy o después. Si falta: reemplazan el horario en vigor"
    )


class Timetable(BaseModel):
    """Vale hasta el día en que empieza el siguiente."""

    valid_from: date | None = Field(description="Vacío: desde siempre")
    items: list[Opening]


class WorkingHours(BaseModel):
    doctor_id: int
    items: list[Opening] = Field(description="Los que están en vigor hoy")
    timetables: list[Timetable] = Field(description="Todos, del primero al último")
    version: int


class ReplacedWorkingHours(WorkingHours):
    stranded: Stranded = Field(description="Las citas por venir que quedan fuera del horario")


class DatedOpening(Opening):
    valid_from: date | None = Field(description="Vacío: desde siempre")
    valid_until: date | None = Field(description="El día en que empieza el horario siguiente, si lo hay")


class Openings(BaseModel):
    """Las de todos sus horarios, cada una con los días entre los que vale."""

    doctor_id: int
    openings: list[DatedOpening]
    version: int


class AllWorkingHours(BaseModel):
    data: list[Openings]
