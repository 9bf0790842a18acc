"""Time off."""

from datetime import datetime

from pydantic import BaseModel, Field

from citas.fields import Minute
from citas.schedules.schemas.stranded import Stranded
from common.fields import Moment, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input

TimeOffReason = line(200, "Vacaciones", shortest=3)


class NewTimeOff(Input):
    start_time: Minute
    end_time: Minute
    reason: TimeOffReason


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
    feed_id: int | None = Field(
        description="El calendario importado que la trajo; null: la registró una persona"
    )
    cancelled_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class NewTimeOffAnswer(TimeOff):
    affected_appointments: int = Field(description="Citas vigentes que quedan dentro de la ausencia")
    stranded: Stranded = Field(description="Esas citas")


class TimeOffPage(Page[TimeOff]):
    pass
