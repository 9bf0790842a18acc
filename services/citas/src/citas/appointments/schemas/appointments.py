"""Appointments."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from citas.appointments.schemas.lines import (
    MOST_LINES,
    AppointmentExtra,
    AppointmentTreatment,
    NewExtra,
    NewTreatment,
)
from citas.fields import Minute, Named, Reason
from common.fields import Id, Ids, Moment, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input


class Status(StrEnum):
    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    ARRIVED = "ARRIVED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"
    NO_SHOW = "NO_SHOW"


def split(value):
    return value.split(",") if isinstance(value, str) else value


class NewAppointment(Input):
    patient_id: Id = Field(examples=[7])
    doctor_id: Id = Field(examples=[2])
    room_id: Id | None = Field(None, examples=[1])
    start_time: Minute
    end_time: Minute | None = Field(
        None, description="Si falta: el inicio más lo que duran los tratamientos, al menos 15 minutos"
    )
    reason: line(500, shortest=0) | None = Field(None, examples=["Control"])
    treatments: list[NewTreatment] = Field([], max_length=MOST_LINES)
    extras: list[NewExtra] = Field([], max_length=MOST_LINES)
    overbooked: bool = Field(
        False,
        description="Sobrecupo: sobre otra cita del profesional, hasta el máximo de la clínica, o fuera de su horario. "
        "Necesita appointments:override y un motivo; el paciente nunca tiene dos citas a la vez",
    )
    overbook_reason: Reason | None = Field(None, examples=["Dolor agudo"])
    overbook_room: bool = Field(False, description="El sobrecupo comparte también el consultorio y su equipo")


class AppointmentChanges(Input):
    doctor_id: Id = Field(None, examples=[2])
    room_id: Id | None = Field(None, examples=[1])
    start_time: Minute = Field(None, description="Sin end_time, la cita conserva su duración")
    end_time: Minute = None
    reason: line(500, shortest=0) | None = Field(None, examples=["Control"])
    overbooked: bool = Field(None, examples=[False])
    overbook_reason: Reason | None = Field(None, examples=["Dolor agudo"])
    overbook_room: bool = Field(None, examples=[False])


class StatusChange(Input):
    status: Status = Field(examples=["CONFIRMED"])
    reason: Reason | None = Field(
        None,
        description="Obligatorio al cancelar y al volver a un estado anterior",
        examples=["El paciente viajó"],
    )
    confirm: bool = Field(
        False, description="Sí, aunque no es su día (o su hora): lo que pide el 409 con needs_confirmation"
    )
    overbooked: bool = Field(
        False,
        description="Al recibir a quien no vino a su hora: como sobrecupo, porque la hora ya es de otra cita",
    )
    overbook_room: bool = Field(False, description="El sobrecupo comparte también el consultorio y su equipo")


class Person(BaseModel):
    id: str = Field(examples=["7"])
    name: str = Field(examples=["Ana Pérez"])


class Reopening(Input):
    reason: Reason = Field(examples=["Se terminó la cita equivocada"])


class Correction(BaseModel):
    id: int
    from_status: Status
    to_status: Status
    reason: str
    corrected_by: Person
    created_at: datetime


class CorrectionList(BaseModel):
    data: list[Correction]


class AppointmentFilter(PageQuery):
    """Those that overlap [from, to)."""

    limit: int = Field(
        50, ge=1, le=1000, description="Más de 100 solo con from y to, en un rango de 31 días a lo sumo"
    )
    from_time: Moment | None = Field(None, alias="from")
    to_time: Moment | None = Field(None, alias="to")
    doctor_id: Id | None = None
    patient_id: Id | None = None
    room_id: Id | None = None
    ids: Ids | None = None
    status: Annotated[list[Status], BeforeValidator(split)] | None = None
    search: Search | None = None
    sort: Literal["start_time", "-start_time"] = "start_time"


class PatientsQuery(Input):
    ids: Ids


class PatientVisits(BaseModel):
    """When a patient was last attended and is expected next."""

    patient_id: int = Field(examples=[7])
    last: datetime | None
    next: datetime | None


class PatientsVisits(BaseModel):
    data: list[PatientVisits]


class AppointmentPatient(BaseModel):
    id: int = Field(examples=[7])
    name: str = Field(examples=["Ana Pérez"])
    document_type: str | None = Field(examples=["CEDULA"])
    document_number: str | None = Field(examples=["1710034065"])
    phone: str | None
    email: str | None
    address: str | None


class InSeries(BaseModel):
    id: int
    occurrence: int = Field(description="Cuál de sus visitas, desde 0")
    part: int = Field(description="Qué parte de esa visita, desde 0")


class Appointment(BaseModel):
    id: int
    patient: AppointmentPatient
    doctor: Named
    room: Named | None
    start_time: datetime
    end_time: datetime
    status: Status
    reason: str | None
    overbooked: bool
    overbook_reason: str | None
    overbook_room: bool
    cancel_reason: str | None
    completions: int = Field(
        description="Cuántas veces se terminó; las anteriores se deshicieron", examples=[1]
    )
    completed_at: datetime | None
    preparation_minutes: int = Field(
        description="Antes de la cita: ocupan el consultorio y el equipo", examples=[5]
    )
    cleaning_minutes: int = Field(description="Y después", examples=[10])
    equipment: list[Named] = Field(description="Lo que ocupa además del consultorio")
    series: InSeries | None = Field(description="Si se repite o tiene varias partes: de qué serie es")
    treatments: list[AppointmentTreatment]
    extras: list[AppointmentExtra]
    total: str = Field(examples=["52.00"])
    version: int
    created_at: datetime
    updated_at: datetime


class AppointmentPage(Page[Appointment]):
    pass
