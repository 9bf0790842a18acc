"""Rooms."""

from datetime import datetime

from pydantic import BaseModel, Field

from citas.schedules.schemas.stranded import Stranded
from common.fields import line
from common.web.paging import Page, PageQuery
from common.web.schema import Input

RoomName = line(80, "Consultorio 1")


class NewRoom(Input):
    name: RoomName
    active: bool = True


class RoomChanges(Input):
    name: RoomName = None
    active: bool = Field(None, examples=[True])


class RoomFilter(PageQuery):
    active: bool | None = None


class Room(BaseModel):
    id: int
    name: str
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class RoomPage(Page[Room]):
    pass


class ChangedRoom(Room):
    stranded: Stranded = Field(description="Las citas por venir que se quedan sin consultorio")
