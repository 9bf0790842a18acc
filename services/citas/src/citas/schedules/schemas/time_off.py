"""Time off."""

from datetime import datetime

from pydantic import BaseModel, Field

from citas.fields import Minute
from common.fields import Moment
from common.web.paging import Page, PageQuery
from common.web.schema import Input


class NewTimeOff(Input):
    start_time: Minute
    end_time: Minute
    reason: str = Field(min_length=3, max_length=200, examples=["Vacaciones"])


class TimeOffFilter(PageQuery):
    """Those in force that overlap [from, to)."""

    from_time: Moment | None = Field(None, alias="from")
    to_time: Moment | None = Field(None, alias="to")


class TimeOff(BaseModel):
    id: int
    doctor_id: int
    start_time: datetime
    end_time: datetime
    reason: str
    cancelled_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class NewTimeOffAnswer(TimeOff):
    affected_appointments: int = Field(description="Citas vigentes que quedan dentro de la ausencia")


class TimeOffPage(Page[TimeOff]):
    pass
