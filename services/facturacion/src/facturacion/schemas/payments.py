"""Payments: received, and voided where they were a mistake."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import Line
from common.web.schema import Input
from facturacion.schemas import Method, Person, Reason

Amount = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2, examples=["20.00"])]


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
