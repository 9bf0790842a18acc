"""Calendars from elsewhere that block a professional's hours."""

from datetime import datetime

from pydantic import BaseModel, Field

from common.fields import line
from common.web.schema import Input

Name = line(80, "Hospital")
Address = line(2000, "https://calendar.google.com/calendar/ical/x/private-y/basic.ics")


class NewBusyFeed(Input):
    name: Name
    url: Address


class Clash(BaseModel):
    id: int
    start_time: datetime
    end_time: datetime
    patient_name: str


class BusyFeed(BaseModel):
    id: int
    doctor_id: int
    name: str = Field(examples=["Hospital"])
    host: str = Field(description="De su dirección solo el servidor", examples=["calendar.google.com"])
    created_by: str
    created_at: datetime
    read_at: datetime | None = Field(description="Cuándo se leyó bien la última vez; null: todavía no")
    failing_since: datetime | None = Field(
        description="Desde cuándo no se puede leer; quedan las horas de antes"
    )
    failure: str | None = Field(examples=["El servidor respondió 404."])
    blocks: int = Field(description="Cuántas franjas por venir ocupa")
    clashes: list[Clash] = Field(description="Citas por atender en esas franjas: siguen en pie")


class BusyFeeds(BaseModel):
    data: list[BusyFeed]
