"""Payments: received, and voided where they were a mistake."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from common.fields import Day, Line
from common.web.schema import Input
from facturacion.fields import Amount, Confirmed, Method, Person, Reason


class NewPayment(Input):
    method: Method
    amount: Amount
    reference: Line | None = Field(None, examples=["Voucher 004512"])
    received_on: Day | None = Field(None, description="El día en que se recibió; sin él, hoy")
    confirm_repeated: Confirmed = False


class VoidWish(Input):
    reason: Reason


class Payment(BaseModel):
    id: int
    invoice_id: int
    method: Method
    amount: Decimal
    reference: str | None
    received_on: date
    repeated: bool = Field(description="Se confirmó que repite la referencia de otro pago")
    received_at: datetime = Field(description="Cuándo se registró")
    received_by: Person
    voided_at: datetime | None
    void_reason: str | None


class PaymentList(BaseModel):
    data: list[Payment]
