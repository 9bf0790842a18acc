"""Kinds of value that more than one sub-domain takes or answers."""

from typing import Annotated

from pydantic import BaseModel, Field

Category = Annotated[str, Field(min_length=1, max_length=80)]


class CategoryCount(BaseModel):
    name: str
    count: int


class Categories(BaseModel):
    data: list[CategoryCount]
