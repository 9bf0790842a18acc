"""Rooms."""

from datetime import datetime

from pydantic import BaseModel, Field

from citas.schedules.schemas.stranded import Stranded
from common.fields import line
from common.web.paging import Page, PageQuery
from common.web.schema import Input

RoomName = line(80, "Consultorio 1")
RoomKind = line(40, "Rayos X", shortest=0)


class NewRoom(Input):
    name: RoomName
    kind: RoomKind | None = Field(
        None, description="De qué tipo es, para los tratamientos que necesitan uno", examples=["Rayos X"]
    )
    capacity: int = Field(1, ge=1, le=20, description="Cuántas citas caben a la vez", examples=[1])
    active: bool = True


class RoomChanges(Input):
    name: RoomName = None
    kind: RoomKind | None = Field(None, examples=["Rayos X"])
    capacity: int = Field(None, ge=1, le=20, examples=[1])
    active: bool = Field(None, examples=[True])


class RoomFilter(PageQuery):
    active: bool | None = None


class Room(BaseModel):
    id: int
    name: str
    kind: str | None
    capacity: int
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class RoomPage(Page[Room]):
    pass


class ChangedRoom(Room):
    stranded: Stranded = Field(description="Las citas por venir que se quedan sin consultorio")
