"""Kinds of value that more than one sub-domain takes or answers."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import line

Category = line(80)
LotNumber = line(80, "L-2026-11")
Reason = line(300, shortest=3)
# Four decimals: a glove costs less than a cent.
UnitCost = Annotated[Decimal, Field(ge=0, lt=1_000_000, decimal_places=4, examples=["0.0875"])]
# Only an adjustment may be negative, which the rules see to.
Signed = Annotated[Decimal, Field(ge=-(10**9), le=10**9, decimal_places=3, examples=["100.000"])]


class CategoryCount(BaseModel):
    name: str
    count: int


class Categories(BaseModel):
    data: list[CategoryCount]
