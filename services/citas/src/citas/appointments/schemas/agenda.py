"""The agenda as it is looked at: days, counts, free hours."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.appointments.schemas.appointments import Appointment
from citas.fields import Minute, Named, Opening
from common.fields import Day, Id, Ids
from common.web.schema import Input


class TodayQuery(Input):
    doctor_id: Id | None = None


class DaysQuery(TodayQuery):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class AppointmentList(BaseModel):
    data: list[Appointment]


class DayCount(BaseModel):
    date: date
    count: int
    by_status: dict[str, int] = Field(examples=[{"PENDING": 3, "CONFIRMED": 5}])


class DayCounts(BaseModel):
    data: list[DayCount]


class ScheduleQuery(Input):
    first: Day | None = Field(None, alias="from", description="Si falta: hoy")
    last: Day | None = Field(None, alias="to", description="Si falta: seis días después de from")


class FreeSlot(BaseModel):
    start_time: datetime
    end_time: datetime


class FreeSlotsQuery(Input):
    """Lengths and ranges as those of appointments; «desde» and «hasta» are days of the clinic, both included."""

    minutes: int = Field(ge=5, le=720, examples=[40])
    first: Day = Field(alias="from")
    last: Day = Field(alias="to", description="Hasta 31 días")
    part: Literal["ANY", "MORNING", "AFTERNOON"] = Field("ANY", description="Antes o después del mediodía")
    doctor_ids: Ids | None = Field(None, description="Si falta: cualquiera que tenga horario")
    room_id: Id | None = None
    patient_id: Id | None = None
    treatment_ids: Ids | None = Field(
        None, description="Lo que se hará: busca a quien lo hace, el consultorio y el equipo que necesita"
    )
    exclude_id: Id | None = Field(None, description="La cita que se mueve, que no se estorba a sí misma")
    limit: int = Field(60, ge=1, le=200)


class FoundSlot(FreeSlot):
    doctor: Named
    room: Named | None = Field(description="El que se pidió, o uno libre del tipo que hace falta")
    before_minutes: int = Field(description="Lo que queda libre del hueco antes de la cita", examples=[0])
    after_minutes: int = Field(description="Y después", examples=[20])
    best: bool = Field(
        description="Con quien atendió al paciente la última vez, si tiene alguna, y de esas la que menos hueco deja; va al final si no entra en el límite"
    )


class FoundOnDay(BaseModel):
    date: date
    count: int


class OwnDoctor(BaseModel):
    doctor_id: int
    start_time: datetime


class FoundSlots(BaseModel):
    total: int = Field(description="Cuántas horas hay en el rango")
    days: list[FoundOnDay] = Field(
        description="Cuántas de ellas cada día del rango, también las que no entran en el límite"
    )
    own: OwnDoctor | None = Field(
        description="Quién atendió al paciente la última vez y cuándo; solo para quien puede ver pacientes"
    )
    data: list[FoundSlot]


class NextFreeQuery(Input):
    minutes: int = Field(30, ge=5, le=720)


class NextSlot(FreeSlot):
    doctor: Named


class NextSlots(BaseModel):
    data: list[NextSlot]


class PrintQuery(Input):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to", description="Hasta 7 días")
    doctor_ids: Ids | None = Field(None, description="Si falta: todos")


class ScheduleTimeOff(FreeSlot):
    id: int
    reason: str


class Schedule(BaseModel):
    doctor: Named
    working_hours: list[Opening] = Field(description="Los que valen el primer día del rango")
    time_off: list[ScheduleTimeOff]
    appointments: list[Appointment]
    free_slots: list[FreeSlot]


class AvailabilityQuery(Input):
    doctor_id: Id
    start_time: Minute
    end_time: Minute
    room_id: Id | None = None
    patient_id: Id | None = None
    treatment_ids: Ids | None = Field(
        None, description="Lo que se hará: quién lo hace, en qué consultorio y con qué equipo"
    )
    exclude_id: Id | None = Field(
        None, description="La cita que se mueve, que no se estorba a sí misma y ocupa lo que ya ocupaba"
    )


class Clash(BaseModel):
    id: int
    what: str = Field(examples=["doctor"], pattern="^(doctor|room|patient|equipment)$")
    start_time: datetime
    end_time: datetime
    patient_name: str | None = Field(description="Solo para quien puede ver pacientes")


class Availability(BaseModel):
    available: bool
    reason: str | None = Field(description="Por qué no se atiende a esa hora, si no se atiende")
    unmet: str | None = Field(
        description="Lo que sus tratamientos necesitan y no es así; ningún sobrecupo lo levanta",
        examples=["«Radiografía panorámica» necesita un consultorio de tipo «Rayos X»."],
    )
    conflicts: list[Clash]
    next_slots: list[FreeSlot]
