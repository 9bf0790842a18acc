"""Kinds of value that more than one sub-domain takes or answers."""

from pydantic import BaseModel

from common.fields import line

Category = line(80)


class CategoryCount(BaseModel):
    name: str
    count: int


class Categories(BaseModel):
    data: list[CategoryCount]
