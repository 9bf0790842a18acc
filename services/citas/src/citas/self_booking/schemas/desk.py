"""What the clinic sees of what was asked for online."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.fields import Named, Reason
from common.fields import Id
from common.web.schema import Input


class SelfBookingsQuery(Input):
    decided: bool = Field(False, description="Las últimas decididas, en vez de las que esperan")


class SelfBooking(BaseModel):
    id: int
    state: Literal["REQUESTED", "BOOKED", "REJECTED", "CANCELLED"]
    first_name: str
    last_name: str
    document_type: Literal["CEDULA", "PASSPORT"]
    document_number: str
    phone: str
    email: str
    treatment: str = Field(examples=["Limpieza y flúor"])
    doctor: Named
    start_time: datetime
    end_time: datetime
    doubt: Literal["MODE", "UNKNOWN", "BUSY", "MISSED", "MANY"] | None = Field(
        description="Por qué no quedó agendada sola"
    )
    held_until: datetime | None = Field(description="Hasta cuándo nadie más puede tomar esa hora")
    reject_reason: str | None
    decided_by: str | None
    appointment_id: int | None
    version: int
    confirmed_at: datetime


class SelfBookings(BaseModel):
    data: list[SelfBooking]


class Approval(Input):
    patient_id: Id = Field(description="La ficha de quien la pidió: la que ya tiene, o la que se le abrió")


class Rejection(Input):
    reason: Reason = Field(examples=["Esa mañana hay cirugía"])
