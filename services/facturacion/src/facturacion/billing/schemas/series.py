"""Series (establishment and emission point) and the rates of IVA."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import line
from common.web.schema import Input

ThreeDigits = Annotated[str, Field(pattern="^([1-9][0-9]{2}|0[1-9][0-9]|00[1-9])$", examples=["001"])]
Name = line(80, "Matriz, caja 1")
Sequential = Annotated[
    int,
    Field(
        ge=1,
        le=999_999_999,
        description="El primer número, si la serie continúa otra facturación",
        examples=[1],
    ),
]


class NewSeries(Input):
    establishment: ThreeDigits
    emission_point: ThreeDigits
    name: Name
    active: bool = True
    next_sequential: Sequential = 1


class SeriesChanges(Input):
    """`next_sequential` can be set until the first invoice of the series."""

    name: Name = None
    active: bool = None
    next_sequential: Sequential = None


class Series(BaseModel):
    id: int
    establishment: str
    emission_point: str
    name: str
    active: bool
    next_sequential: int
    version: int
    created_at: datetime
    updated_at: datetime


class SeriesList(BaseModel):
    data: list[Series]


class IvaRate(BaseModel):
    code: str = Field(examples=["4"])
    rate: Decimal
    label: str
    valid_from: date
    valid_to: date | None


class IvaRateList(BaseModel):
    data: list[IvaRate]
