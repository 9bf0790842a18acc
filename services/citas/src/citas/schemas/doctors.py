"""When doctors attend, and what is free."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from citas.schemas.appointments import Appointment, Named
from citas.schemas.kinds import Minute
from common.fields import Day, Id, Moment
from common.web.paging import PageQuery
from common.web.schema import Input

Opens = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["08:00"])]
Closes = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", examples=["17:30"])]


class Opening(Input):
    weekday: int = Field(ge=0, le=6, description="0 es lunes", examples=[0])
    start_time: Opens
    end_time: Closes


class NewWorkingHours(Input):
    items: list[Opening] = Field(max_length=42)


class WorkingHours(BaseModel):
    doctor_id: int
    items: list[Opening]
    version: int


class AllWorkingHours(BaseModel):
    data: list[WorkingHours]


class NewTimeOff(Input):
    start_time: Minute
    end_time: Minute
    reason: str = Field(min_length=3, max_length=200, examples=["Vacaciones"])


class TimeOffFilter(PageQuery):
    """Those in force that overlap [from, to)."""

    from_time: Moment | None = Field(None, alias="from")
    to_time: Moment | None = Field(None, alias="to")


class TimeOff(BaseModel):
    id: int
    doctor_id: int
    start_time: datetime
    end_time: datetime
    reason: str
    cancelled_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class NewTimeOffAnswer(TimeOff):
    affected_appointments: int = Field(description="Citas vigentes que quedan dentro de la ausencia")


class TimeOffPage(BaseModel):
    data: list[TimeOff]
    next: str | None
    total: int | None = None
    total_exact: bool | None = None


class ScheduleQuery(Input):
    first: Day | None = Field(None, alias="from", description="Si falta: hoy")
    last: Day | None = Field(None, alias="to", description="Si falta: seis días después de from")


class FreeSlot(BaseModel):
    start_time: datetime
    end_time: datetime


class ScheduleTimeOff(FreeSlot):
    id: int
    reason: str


class Schedule(BaseModel):
    doctor: Named
    working_hours: list[Opening]
    time_off: list[ScheduleTimeOff]
    appointments: list[Appointment]
    free_slots: list[FreeSlot]


class AvailabilityQuery(Input):
    doctor_id: Id
    start_time: Minute
    end_time: Minute
    room_id: Id | None = None
    patient_id: Id | None = None
    exclude_id: Id | None = Field(None, description="La cita que se mueve, que no se estorba a sí misma")


class Clash(BaseModel):
    id: int
    what: str = Field(examples=["doctor"], pattern="^(doctor|room|patient)$")
    start_time: datetime
    end_time: datetime
    patient_name: str | None = Field(description="Solo para quien puede ver pacientes")


class Availability(BaseModel):
    available: bool
    reason: str | None = Field(description="Por qué no se atiende a esa hora, si no se atiende")
    conflicts: list[Clash]
    next_slots: list[FreeSlot]
