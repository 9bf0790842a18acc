"""Who owes, and the reminders of it."""

from datetime import date as calendar_date
from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import Search, text
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Confirmed, Span

Template = text(1000, "Hola, {paciente}. Está pendiente {saldo} de la factura {factura}.", shortest=10)


class DebtWish(Span):
    overdue: bool = Field(False, description="Solo las que tienen cuotas acordadas vencidas")
    search: Search | None = None


class DebtFilter(PageQuery, DebtWish):
    sort: Literal["issue_date"] = "issue_date"


class Debt(BaseModel):
    id: int
    number: str
    issue_date: calendar_date
    patient_id: int | None
    buyer_name: str
    buyer_phone: str | None
    buyer_email: str | None
    total: Decimal
    balance: Decimal
    overdue: Decimal | None = Field(description="De las cuotas acordadas, lo vencido; null si no hay cuotas")
    days: int = Field(description="Días desde la factura")
    reminded_on: calendar_date | None
    reminded_by: str | None
    annulling: bool = Field(description="Espera que el SRI confirme su anulación: no se recuerda")


class DebtPage(Page[Debt]):
    pass


class NewReminder(Input):
    channel: Literal["WHATSAPP", "EMAIL"] = "WHATSAPP"
    confirm_repeated: Confirmed = False


class Reminder(BaseModel):
    id: int
    invoice_id: int
    channel: str
    recipient: str = Field(examples=["+593991234567"])
    balance: Decimal
    text: str
    sent_on: calendar_date
    repeated: bool
    sent_by: str
    url: str | None = Field(
        description="Abre la conversación con el texto escrito; null si sale por correo",
        examples=["https://wa.me/593991234567"],
    )


class TemplateWish(Input):
    text: Template


class ReminderTemplate(BaseModel):
    text: str = Field(description="Entre llaves: paciente, saldo, factura, fecha, clinica")
    version: int
    updated_at: datetime
