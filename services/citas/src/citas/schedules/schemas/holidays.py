"""Holidays: national, and the clinic's own."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.schedules.schemas.stranded import Stranded
from common.fields import Day, line
from common.web.schema import Input

HolidayName = line(100, "Fundación de Quito", shortest=3)


class HolidayFilter(Input):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to", description="Hasta dos años después")


class NewHoliday(Input):
    name: HolidayName
    closed: bool = Field(True, description="Falso: un feriado nacional en el que la clínica atiende")


class Holiday(BaseModel):
    date: date
    name: str
    closed: bool
    origin: Literal["NATIONAL", "CLINIC"]
    version: int = Field(description="0: lo que dice la ley, sin cambios de la clínica")
    updated_at: datetime | None


class HolidayList(BaseModel):
    data: list[Holiday]


class SavedHoliday(Holiday):
    stranded: Stranded = Field(description="Las citas por venir de ese día")


class RemovedHoliday(BaseModel):
    stranded: Stranded = Field(description="Las citas por venir de ese día, si la ley lo cierra")
