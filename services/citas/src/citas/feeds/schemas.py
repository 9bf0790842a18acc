"""A professional's calendar, shared by a private address."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from common.web.schema import Input

Names = Literal["NONE", "INITIALS", "SHORT"]


class NewFeed(Input):
    names: Names = Field(
        "INITIALS", description="Qué dice de los pacientes: nada («Ocupado»), iniciales, o nombre e inicial"
    )


class Feed(BaseModel):
    id: int
    doctor_id: int
    names: Names
    created_by: str = Field(examples=["Ana Pérez"])
    created_at: datetime
    read_at: datetime | None = Field(description="Cuándo lo leyó un calendario, con diez minutos de holgura")
    url: str | None = Field(
        None,
        description="Solo al crearla: quien la tiene lee el calendario",
        examples=["https://clinica.example.com/api/citas/feeds/calendar.ics?token=Zm9v"],
    )


class FeedOfDoctor(BaseModel):
    feed: Feed | None


class TokenQuery(Input):
    token: str = Field(max_length=100, description="El de su dirección privada")
