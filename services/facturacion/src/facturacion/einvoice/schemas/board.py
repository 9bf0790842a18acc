"""The board of electronic invoicing, and the month for the accountant."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from common.web.schema import Input
from facturacion.einvoice.schemas.documents import Status
from facturacion.einvoice.schemas.issuers import Environment


class MonthWish(Input):
    month: Annotated[str, Field(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-11"])] | None = None


class MonthCount(BaseModel):
    month: str = Field(examples=["2026-11"])
    documents: int
    authorised: int = Field(description="Los que van en el archivo; los demás están en su índice")
    annulled: int


class StateFigure(BaseModel):
    status: Status
    count: int
    oldest_at: datetime
    oldest: float = Field(description="Segundos desde entonces")


class AuthorisedToday(BaseModel):
    count: int
    total: Decimal = Field(description="Las notas de crédito restan")


class LastAttempt(BaseModel):
    at: datetime
    milliseconds: int
    answered: bool


class Summary(BaseModel):
    """What waits for the SRI."""

    states: list[StateFigure] = Field(description="Lo que todavía no está autorizado")
    authorised_today: AuthorisedToday
    next_attempt_at: datetime | None
    last_attempt: LastAttempt | None
    environment: Environment
    active: bool
    emulated: bool = Field(description="Quien responde es un emulador en esta máquina, no el SRI")
    certificate_valid_to: datetime | None
    expires_soon: bool
    iva_to_confirm: int | None = Field(
        description="Año cuya tarifa general de IVA nadie ha confirmado; nada mientras no se emite electrónicamente"
    )


class Hurried(BaseModel):
    hurried: int = Field(description="Cuántos envíos y consultas se adelantaron")
