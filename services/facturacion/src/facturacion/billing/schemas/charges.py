"""Charging in one act, and the receipt of what was paid."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import Email, Id
from common.web.schema import Input
from facturacion.billing.schemas.payments import NewPayment
from facturacion.fields import Amount


class Charge(Input):
    """Issues a draft and receives its payments at once; without payments it is issued and owed."""

    series_id: Id | None = Field(None, description="Sin ella, la primera serie activa")
    payments: Annotated[list[NewPayment], Field(max_length=10)]
    credit: Amount | None = Field(None, description="Lo que paga de lo que el paciente tiene a su favor")


class ReceiptMail(Input):
    to: Email | None = Field(None, description="A quién, si no es al correo de quien la deduce")


class MailedReceipt(BaseModel):
    to: str


class ReceiptQuery(Input):
    paper: Literal["80mm", "a4"] = "80mm"
