"""Series: what is asked for, what was booked, and acts on several visits at once."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from citas.appointments.schemas.agenda import FreeSlot
from citas.appointments.schemas.appointments import Appointment, Status
from citas.appointments.schemas.lines import MOST_LINES, NewTreatment
from citas.fields import Minute, Named, Reason
from common.fields import Day, Id, line
from common.web.schema import Input

Weekday = Annotated[int, Field(ge=0, le=6, description="0 es lunes", examples=[0])]


def with_one_end(wish):
    if (wish.count is None) == (wish.until is None):
        raise ValueError("Diga cuántas veces, o hasta qué día.")
    return wish


class Repeat(Input):
    """Un día que un mes no tiene es su último día."""

    frequency: Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
    interval: int = Field(
        1, ge=1, le=52, description="Cada cuántos días, semanas, meses o años", examples=[2]
    )
    weekdays: list[Weekday] = Field(
        [], max_length=7, description="Solo por semanas; el de la primera cita va siempre"
    )
    by_weekday: bool = Field(
        False, description="Solo por meses: «el segundo martes», en vez del mismo día del mes"
    )
    count: int | None = Field(
        None, ge=1, le=60, description="Cuántas veces en total; o bien until", examples=[6]
    )
    until: Day | None = Field(None, description="Hasta qué día, incluido", examples=[None])

    @model_validator(mode="after")
    def one_end(self):
        return with_one_end(self)


class NewPart(Input):
    """What one professional does in the visit; the parts come one after another."""

    doctor_id: Id = Field(examples=[2])
    room_id: Id | None = Field(None, examples=[1])
    minutes: int | None = Field(
        None, ge=5, le=720, description="Si falta: lo que duran sus tratamientos", examples=[30]
    )
    treatments: list[NewTreatment] = Field([], max_length=MOST_LINES)


class ExceptionDay(Input):
    """A day of the rule on which the visit is at another hour, or is not."""

    day: Day = Field(description="El que dice la regla")
    start_time: Minute | None = Field(None, description="A qué hora, en vez de esa; null: ese día no hay")


class NewSeries(Input):
    patient_id: Id = Field(examples=[7])
    start_time: Minute
    reason: line(500, shortest=0) | None = Field(None, examples=["Control de ortodoncia"])
    parts: list[NewPart] = Field(min_length=1, max_length=6)
    repeat: Repeat | None = Field(None, description="null: una sola visita de varias partes")
    exceptions: list[ExceptionDay] = Field([], max_length=60)


class SeriesExtension(Input):
    """Más visitas de la serie, cada una como la cita de la que se parte."""

    appointment_id: Id = Field(description="La cita de la serie como la que serán las nuevas")
    last_seen: int = Field(
        ge=0, le=1000, description="La última visita de la serie que se ve (`occurrence`)", examples=[5]
    )
    count: int | None = Field(None, ge=1, le=60, description="Cuántas más; o bien until", examples=[3])
    until: Day | None = Field(None, description="Hasta qué día, incluido", examples=[None])
    exceptions: list[ExceptionDay] = Field([], max_length=60)

    @model_validator(mode="after")
    def one_end(self):
        return with_one_end(self)


class PlannedPart(BaseModel):
    part: int
    doctor: Named
    start_time: datetime
    end_time: datetime
    problem: str | None = Field(description="Por qué no cabe, si no cabe")


class PlannedVisit(BaseModel):
    occurrence: int
    day: str = Field(description="El de la regla, en el reloj de la clínica", examples=["2026-11-24"])
    parts: list[PlannedPart]
    next_slots: list[FreeSlot] = Field(description="Las siguientes libres, si es de una parte y no cabe")


class SeriesPlan(BaseModel):
    words: str = Field(examples=["cada 2 semanas"])
    visits: list[PlannedVisit]


class SeriesMember(BaseModel):
    id: int
    occurrence: int
    part: int
    start_time: datetime
    end_time: datetime
    status: Status
    version: int
    moved: bool = Field(description="No está donde dice la regla: alguien la movió sola")
    doctor: Named


class Series(BaseModel):
    id: int
    words: str
    rule: str | None = Field(
        description="RRULE; null: una visita de varias partes", examples=["FREQ=WEEKLY;COUNT=6"]
    )
    created_at: datetime
    created_by: str
    appointments: list[SeriesMember]


class BookedSeries(BaseModel):
    series: Series
    first: Appointment


class OnSeveral(Input):
    appointment_id: Id = Field(description="La cita de la serie de la que se parte")
    scope: Literal["VISIT", "FOLLOWING", "ALL"] = Field(
        description="Todas las partes de esa visita, las siguientes también, o todas las que faltan"
    )


class SeriesMove(OnSeveral):
    """Las demás se mueven los mismos días y las mismas horas; la que alguien movió sola se queda."""

    start_time: Minute = Field(description="El nuevo comienzo de esa cita")
    doctor_id: Id = Field(None, description="Solo si la visita tiene una parte", examples=[2])
    room_id: Id | None = Field(None, description="Solo si la visita tiene una parte", examples=[1])
    leave: list[Id] = Field([], max_length=120, description="Citas que se quedan donde están", examples=[[]])


class SeriesCancellation(OnSeveral):
    reason: Reason = Field(examples=["El paciente se muda"])
