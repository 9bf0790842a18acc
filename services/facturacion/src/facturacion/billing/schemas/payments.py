"""Payments: received, and voided where they were a mistake."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.clock import clinic_today
from common.fields import Day, Line, line
from common.web.schema import Input
from facturacion.fields import Amount, Confirmed, Method, Person, Reason

Brand = line(40, "Visa")
Code = line(40, "004512")
Bank = line(80, "Pichincha")
Note = line(300, "Paga el hijo, vuelve por el recibo")
CARDS = ("CARD_CREDIT", "CARD_DEBIT")


def of_a_bank(value, info: ValidationInfo):
    if value is not None and info.data.get("method") not in ("TRANSFER", "CHECK"):
        raise ValueError("Solo en una transferencia o un cheque.")
    return value


def of_a_cheque(value, info: ValidationInfo):
    if value is not None and info.data.get("method") != "CHECK":
        raise ValueError("Solo un cheque se cobra desde otro día.")
    if value is not None and value < (info.data.get("received_on") or clinic_today()):
        raise ValueError("No puede ser anterior al día en que se recibió.")
    return value


class NewPayment(Input):
    method: Method
    amount: Amount
    reference: Line | None = Field(None, examples=["Voucher 004512"])
    received_on: Day | None = Field(None, description="El día en que se recibió; sin él, hoy")
    card_brand: Brand | None = None
    card_lot: Code | None = None
    card_authorisation: Code | None = None
    bank: Bank | None = None
    due_on: Day | None = Field(None, description="Desde cuándo se cobra un cheque posfechado")
    note: Note | None = None
    confirm_repeated: Confirmed = False

    @field_validator("card_brand", "card_lot", "card_authorisation")
    @classmethod
    def of_a_card(cls, value, info: ValidationInfo):
        if value is not None and info.data.get("method") not in CARDS:
            raise ValueError("Solo en un pago con tarjeta.")
        return value

    bank_of = field_validator("bank")(of_a_bank)
    due_of = field_validator("due_on")(of_a_cheque)


class VoidWish(Input):
    reason: Reason


class Payment(BaseModel):
    id: int
    invoice_id: int
    method: Method
    amount: Decimal
    reference: str | None
    received_on: date
    card_brand: str | None
    card_lot: str | None
    card_authorisation: str | None
    bank: str | None
    due_on: date | None
    note: str | None
    repeated: bool = Field(description="Se confirmó que repite la referencia de otro pago")
    received_at: datetime = Field(description="Cuándo se registró")
    received_by: Person
    voided_at: datetime | None
    void_reason: str | None


class PaymentList(BaseModel):
    data: list[Payment]
