"""Equipment, and what treatments need of the agenda."""

from datetime import datetime

from pydantic import BaseModel, Field

from citas.schedules.schemas.rooms import RoomKind, RoomName
from common.fields import Id
from common.web.paging import Page, PageQuery
from common.web.schema import Input


class NewEquipment(Input):
    name: RoomName = Field(examples=["Sensor de rayos X"])
    capacity: int = Field(1, ge=1, le=20, description="Cuántos hay", examples=[2])
    active: bool = True


class EquipmentChanges(Input):
    name: RoomName = Field(None, examples=["Sensor de rayos X"])
    capacity: int = Field(None, ge=1, le=20, examples=[2])
    active: bool = Field(None, examples=[True])


class EquipmentFilter(PageQuery):
    active: bool | None = None


class Equipment(BaseModel):
    id: int
    name: str = Field(examples=["Sensor de rayos X"])
    capacity: int
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class EquipmentPage(Page[Equipment]):
    pass


class NewTreatmentRule(Input):
    """Vale para lo que se agende desde ahora: lo agendado queda como está."""

    preparation_minutes: int = Field(
        0, ge=0, le=120, description="Minutos antes en que ocupa el consultorio y el equipo", examples=[5]
    )
    cleaning_minutes: int = Field(0, ge=0, le=120, description="Y minutos después", examples=[10])
    room_kind: RoomKind | None = Field(
        None, description="De qué tipo tiene que ser el consultorio", examples=["Rayos X"]
    )
    equipment_ids: list[Id] = Field([], max_length=10, description="El equipo que ocupa", examples=[[1]])
    doctor_ids: list[Id] = Field(
        [], max_length=100, description="Quiénes lo hacen; vacío: todos", examples=[[2]]
    )
    notice_minutes: int | None = Field(
        None,
        ge=0,
        le=20160,
        description="Con cuánta anticipación lo reserva el público, si es más que la de la página",
        examples=[1440],
    )


class TreatmentRule(NewTreatmentRule):
    treatment_id: int
    treatment_name: str = Field(examples=["Radiografía panorámica"])
    version: int
    updated_at: datetime | None


class TreatmentRules(BaseModel):
    data: list[TreatmentRule]
