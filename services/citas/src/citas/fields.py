"""Kinds of value that several sub-domains share."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Moment, line
from common.web.schema import Input


def whole_minute(moment):
    if moment.second or moment.microsecond:
        raise ValueError("Use horas y minutos, sin segundos.")
    return moment


Minute = Annotated[Moment, AfterValidator(whole_minute)]
Reason = line(500, shortest=3)
Opens = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["08:00"])]
Closes = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", examples=["17:30"])]


class Opening(Input):
    """Hours of one weekday, on the clinic's clock."""

    weekday: int = Field(ge=0, le=6, description="0 es lunes", examples=[0])
    start_time: Opens
    end_time: Closes


class Named(BaseModel):
    id: int
    name: str
