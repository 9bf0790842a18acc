"""The kinds of value that more than one sub-domain takes or answers."""

from typing import ClassVar

from pydantic import BaseModel, Field

from common.web.paging import PageQuery


class NewestFirst(PageQuery):
    """The query parameters of a list whose only order is the newest first."""

    sort: ClassVar = "-id"


class Person(BaseModel):
    """Who did something: a user's number or a client's name, as text."""

    id: str = Field(examples=["3"])
    name: str = Field(examples=["Dra. Carla Ruiz"])
