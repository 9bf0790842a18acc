"""The kinds of value that more than one noun of the agenda uses."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from common.fields import Moment


class Status(StrEnum):
    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    ARRIVED = "ARRIVED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"
    NO_SHOW = "NO_SHOW"


def whole_minute(moment):
    if moment.second or moment.microsecond:
        raise ValueError("Use horas y minutos, sin segundos.")
    return moment


Minute = Annotated[Moment, AfterValidator(whole_minute)]
Reason = Annotated[str, Field(min_length=3, max_length=500)]
MOST_LINES = 20
