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
    waitlist_offers: int = Field(
        None,
        ge=1,
        le=10,
        description="A cuántos de la lista de espera se ofrece a la vez una hora liberada",
        examples=[3],
    )
    waitlist_minutes: int = Field(
        None, ge=5, le=1440, description="Cuántos minutos tienen para aceptarla", examples=[30]
    )
    waitlist_automatic: bool = Field(
        None,
        description="Cada hora que se libera se ofrece sola, a los dos minutos, hasta que alguien la tome",
        examples=[True],
    )
    hold_minutes: int = Field(
        None, ge=1, le=30, description="Cuántos minutos se retiene una hora mientras se elige", examples=[5]
    )
    deposit_misses: int = Field(
        None,
        ge=0,
        le=10,
        description="Con cuántas inasistencias en doce meses se pide un depósito al agendar; 0: nunca",
        examples=[2],
    )
    late_minutes: int = Field(
        None,
        ge=1,
        le=120,
        description="Desde cuántos minutos después de su hora se cuenta como tarde",
        examples=[10],
    )
    horizon_months: int = Field(
        None,
        ge=1,
        le=120,
        description="Con cuántos meses de anticipación se agenda como mucho",
        examples=[24],
    )


class BookingRules(BaseModel):
    overbooked_at_once: int
    snap_minutes: int
    waitlist_offers: int
    waitlist_minutes: int
    waitlist_automatic: bool
    hold_minutes: int
    deposit_misses: int
    late_minutes: int
    horizon_months: int
    version: int
    updated_at: datetime
