"""Hours held for some minutes."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.fields import Minute, Named
from common.fields import Id, Moment
from common.web.schema import Input


class HoldsQuery(Input):
    from_time: Moment = Field(alias="from")
    to_time: Moment = Field(alias="to", description="Hasta 31 días")


class NewHold(Input):
    """Retener otra hora suelta la que se tenía."""

    doctor_id: Id = Field(examples=[2])
    room_id: Id | None = Field(None, examples=[1])
    start_time: Minute
    end_time: Minute
    treatment_ids: list[Id] = Field(
        [], max_length=20, description="Lo que se hará: retiene también el equipo y el tiempo que necesita"
    )


class Hold(BaseModel):
    id: int
    doctor: Named
    room: Named | None
    start_time: datetime
    end_time: datetime
    kind: Literal["AGENDA", "ONLINE"] = Field(description="Desde la agenda, o de quien reserva en línea")
    holder_name: str = Field(examples=["Rosa Mora"])
    mine: bool
    created_at: datetime
    expires_at: datetime


class Holds(BaseModel):
    data: list[Hold]
