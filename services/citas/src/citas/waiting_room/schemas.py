"""The board of the waiting room, its settings and the screen on the wall."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import Id, line
from common.web.schema import Input

Names = Literal["FIRST_INITIAL", "FIRST", "INITIALS"]


class BoardQuery(Input):
    doctor_id: Id | None = None


class Steps(BaseModel):
    id: int = Field(description="La cita")
    arrived_at: datetime | None = Field(
        description="Desde cuándo espera; la última vez que se registró su llegada"
    )
    started_at: datetime | None = Field(description="Cuándo pasó al consultorio, la última vez")


class Wait(BaseModel):
    doctor_id: int | None = Field(description="Nulo: todos")
    doctor_name: str | None
    waited: int = Field(description="Cuántas personas esperaron y ya pasaron hoy", examples=[6])
    minutes: int | None = Field(description="Cuánto, en promedio, desde que llegaron", examples=[9])


class NewWaitingRoomSettings(Input):
    names: Names = Field(
        description="Cómo dice los nombres la pantalla: María V., María, o M. V. Nunca un apellido",
        examples=["FIRST_INITIAL"],
    )
    amber_minutes: int = Field(
        ge=1, le=120, description="Desde cuándo una espera se ve en ámbar", examples=[10]
    )
    red_minutes: int = Field(ge=2, le=240, description="Desde cuándo en rojo", examples=[20])
    note: line(160, shortest=0) | None = Field(
        None,
        description="Al pie de la pantalla",
        examples=["Si espera más de 20 minutos, avise en recepción."],
    )


class WaitingRoomSettings(NewWaitingRoomSettings):
    version: int
    updated_at: datetime


class Board(BaseModel):
    now: datetime
    settings: WaitingRoomSettings
    waits: list[Wait] = Field(
        description="La espera de hoy: primero la de todos, luego la de cada profesional"
    )
    data: list[Steps] = Field(description="De las citas de hoy, quiénes llegaron ya")


class WallLink(BaseModel):
    expires_at: datetime
    url: str


class Withdrawn(BaseModel):
    withdrawn: Literal[True]


class Call(BaseModel):
    name: str = Field(examples=["María V."])
    room: str | None
    doctor: str
    called_at: datetime


class Waiting(BaseModel):
    name: str
    doctor: str
    minutes: int = Field(description="Espera aproximada, por las horas agendadas", examples=[12])


class Wall(BaseModel):
    now: datetime
    note: str | None
    called_seconds: int
    calls: list[Call]
    waiting: list[Waiting]
    waiting_total: int
