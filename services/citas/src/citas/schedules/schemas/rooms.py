"""Rooms."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from common.web.paging import Page, PageQuery
from common.web.schema import Input

RoomName = Annotated[str, Field(min_length=1, max_length=80, examples=["Consultorio 1"])]


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
