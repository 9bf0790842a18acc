"""The page's rules."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from common.fields import Id, Phone, line
from common.web.schema import Input

Mode = Literal["BOOK", "REQUEST"]


class NewOnlineSettings(Input):
    enabled: bool = Field(description="Si la página está publicada")
    mode: Mode = Field(
        description="BOOK: quien ya es paciente queda agendado al confirmar su correo. REQUEST: alguien de la clínica aprueba cada una"
    )
    treatment_ids: list[Id] = Field(max_length=30, description="Los que se pueden reservar, en ese orden")
    doctor_ids: list[Id] = Field([], max_length=50, description="Vacío: todos los que tienen horario")
    new_patients: bool = Field(True, description="Si la página invita también a quien no es paciente")
    notice_minutes: int = Field(120, ge=0, le=20160, description="Con cuánta anticipación")
    horizon_days: int = Field(30, ge=1, le=90, description="Hasta cuántos días después")
    per_person: int = Field(2, ge=1, le=10, description="Reservas por venir que puede tener una persona")
    cancel_minutes: int = Field(
        240, ge=0, le=20160, description="Hasta cuánto antes la cambia o cancela ella misma"
    )
    hold_minutes: int = Field(10, ge=3, le=30, description="Cuánto se le guarda la hora mientras termina")
    request_hours: int = Field(
        24, ge=1, le=72, description="Cuánto se guarda la hora de un pedido por aprobar"
    )
    phone: Phone | None = Field(None, description="A dónde llamar si algo no se puede en línea")
    note: line(300, shortest=0) | None = Field(None, examples=["Traiga su cédula y llegue 10 minutos antes."])


class OnlineSettings(NewOnlineSettings):
    url: str = Field(examples=["https://clinica.example.com/reservar/"])
    qr: str = Field(description="El código QR de la página, como data:image/svg+xml")
    mails: bool = Field(description="Si el sistema puede enviar correo; sin él no se publica")
    version: int
    updated_at: datetime
