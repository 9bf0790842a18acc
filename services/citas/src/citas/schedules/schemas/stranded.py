"""Stranded visits: still to come, where something they need was taken away."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.fields import Named
from common.fields import Id
from common.web.schema import Input

Cause = Literal["DOCTOR", "HOLIDAY", "HOURS", "TIME_OFF", "ROOM"]


class StrandedFilter(Input):
    doctor_id: Id | None = None
    room_id: Id | None = None


class StrandedVisit(BaseModel):
    id: int
    start_time: datetime
    end_time: datetime
    status: str = Field(examples=["CONFIRMED"])
    patient_name: str | None = Field(description="Solo para quien puede ver pacientes")
    doctor: Named
    room: Named | None
    causes: list[Cause] = Field(
        description="DOCTOR: el profesional ya no atiende; HOLIDAY: la clínica no atiende ese día; HOURS: fuera de su horario; TIME_OFF: en una ausencia suya; "
        "ROOM: el consultorio ya no se usa"
    )


class Stranded(BaseModel):
    total: int
    data: list[StrandedVisit] = Field(description="Las primeras cien, por hora de inicio")
