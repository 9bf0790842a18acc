"""Booking rules of the clinic."""

from datetime import datetime

from pydantic import BaseModel, Field

from common.web.schema import Input


class NewBookingRules(Input):
    overbooked_at_once: int = Field(
        ge=0,
        le=10,
        description="Cuántos sobrecupos tiene a la vez un profesional, además de su cita; 0: ninguno",
        examples=[2],
    )


class BookingRules(BaseModel):
    overbooked_at_once: int
    version: int
    updated_at: datetime
