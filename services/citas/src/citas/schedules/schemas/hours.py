"""A doctor's weekly hours."""

from pydantic import BaseModel, Field

from citas.fields import Opening
from citas.schedules.schemas.stranded import Stranded
from common.web.schema import Input


class NewWorkingHours(Input):
    items: list[Opening] = Field(max_length=42)


class WorkingHours(BaseModel):
    doctor_id: int
    items: list[Opening]
    version: int


class ReplacedWorkingHours(WorkingHours):
    stranded: Stranded = Field(description="Las citas por venir que quedan fuera del horario")


class AllWorkingHours(BaseModel):
    data: list[WorkingHours]
