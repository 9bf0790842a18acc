"""Payments: received, and voided where they were a mistake."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from common.fields import Line
from common.web.schema import Input
from facturacion.fields import Amount, Method, Person, Reason


class NewPayment(Input):
    method: Method
    amount: Amount
    reference: Line | None = Field(None, examples=["Voucher 004512"])


class VoidWish(Input):
    reason: Reason


class Payment(BaseModel):
    id: int
    invoice_id: int
    method: Method
    amount: Decimal
    reference: str | None
    received_at: datetime
    received_by: Person
    voided_at: datetime | None
    void_reason: str | None


class PaymentList(BaseModel):
    data: list[Payment]
