"""Appointments and what is done in them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from citas.schemas.kinds import MOST_LINES, Minute, Reason, Status
from common.fields import Day, Id, LineQuantity, Moment, Search
from common.web.paging import PageQuery
from common.web.schema import Input


def split(value):
    return value.split(",") if isinstance(value, str) else value


class NewTreatment(Input):
    treatment_id: Id = Field(examples=[3])
    quantity: LineQuantity = Decimal(1)


class NewExtra(Input):
    product_id: Id = Field(examples=[8])
    quantity: LineQuantity


class Treatments(Input):
    items: list[NewTreatment] = Field(max_length=MOST_LINES)


class Extras(Input):
    items: list[NewExtra] = Field(max_length=MOST_LINES)


class NewAppointment(Input):
    patient_id: Id = Field(examples=[7])
    doctor_id: Id = Field(examples=[2])
    room_id: Id | None = Field(None, examples=[1])
    start_time: Minute
    end_time: Minute | None = Field(
        None, description="Si falta: el inicio más lo que duran los tratamientos, al menos 15 minutos"
    )
    reason: str | None = Field(None, max_length=500, examples=["Control"])
    treatments: list[NewTreatment] = Field([], max_length=MOST_LINES)
    extras: list[NewExtra] = Field([], max_length=MOST_LINES)
    overbooked: bool = Field(False, description="Sobrecupo: necesita appointments:override y un motivo")
    overbook_reason: Reason | None = Field(None, examples=["Dolor agudo"])


class AppointmentChanges(Input):
    doctor_id: Id = Field(None, examples=[2])
    room_id: Id | None = Field(None, examples=[1])
    start_time: Minute = Field(None, description="Sin end_time, la cita conserva su duración")
    end_time: Minute = None
    reason: str | None = Field(None, max_length=500, examples=["Control"])
    overbooked: bool = Field(None, examples=[False])
    overbook_reason: Reason | None = Field(None, examples=["Dolor agudo"])


class StatusChange(Input):
    status: Status = Field(examples=["CONFIRMED"])
    reason: Reason | None = Field(None, examples=["El paciente viajó"])


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
    status: Annotated[list[Status], BeforeValidator(split)] | None = None
    search: Search | None = None
    sort: Literal["start_time", "-start_time"] = "start_time"


class TodayQuery(Input):
    doctor_id: Id | None = None


class DaysQuery(TodayQuery):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class AppointmentPatient(BaseModel):
    id: int = Field(examples=[7])
    name: str = Field(examples=["Ana Pérez"])
    document_type: str | None = Field(examples=["CEDULA"])
    document_number: str | None = Field(examples=["1710034065"])
    phone: str | None
    email: str | None
    address: str | None


class Named(BaseModel):
    id: int
    name: str


class AppointmentTreatment(BaseModel):
    treatment_id: int
    code: str
    name: str
    quantity: str = Field(examples=["1.000"])
    unit_price: str = Field(examples=["45.00"])
    duration_minutes: int
    iva_code: str = Field(examples=["0"])


class AppointmentExtra(BaseModel):
    product_id: int
    code: str
    name: str
    quantity: str = Field(examples=["2.000"])
    unit_price: str = Field(examples=["3.50"])
    iva_code: str = Field(examples=["4"])


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
    cancel_reason: str | None
    treatments: list[AppointmentTreatment]
    extras: list[AppointmentExtra]
    total: str = Field(examples=["52.00"])
    version: int
    created_at: datetime
    updated_at: datetime


class AppointmentPage(BaseModel):
    data: list[Appointment]
    next: str | None
    total: int | None = None
    total_exact: bool | None = None


class AppointmentList(BaseModel):
    data: list[Appointment]


class TreatmentLines(BaseModel):
    appointment_id: int
    items: list[AppointmentTreatment]
    total: str
    version: int


class ExtraLines(BaseModel):
    appointment_id: int
    items: list[AppointmentExtra]
    total: str
    version: int


class DayCount(BaseModel):
    date: date
    count: int
    by_status: dict[str, int] = Field(examples=[{"PENDING": 3, "CONFIRMED": 5}])


class DayCounts(BaseModel):
    data: list[DayCount]
