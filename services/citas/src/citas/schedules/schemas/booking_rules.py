"""Booking rules of the clinic."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from common.web.schema import Input


class NewBookingRules(Input):
    overbooked_at_once: int = Field(
        ge=0,
        le=10,
        description="Cuántos sobrecupos tiene a la vez un profesional, además de su cita; 0: ninguno",
        examples=[2],
    )
    snap_minutes: Literal[5, 10, 15] = Field(
        None,
        description="A cuántos minutos se ajusta una cita al dibujarla o arrastrarla; sin darlo queda como estaba",
    )


class BookingRules(BaseModel):
    overbooked_at_once: int
    snap_minutes: int
    version: int
    updated_at: datetime
