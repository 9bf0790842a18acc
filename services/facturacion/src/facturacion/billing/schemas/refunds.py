"""What was given back, as a list."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import Id, Search
from common.web.paging import Page, PageQuery
from facturacion.fields import Method, Person, Span

Kind = Literal["REFUND", "RETURNED"]


class RefundFilter(PageQuery, Span):
    kind: Kind | None = Field(None, description="REFUND: de un saldo a favor; RETURNED: de una factura")
    method: Method | None = None
    patient_id: Id | None = None
    search: Search | None = Field(None, description="Motivo, o cliente o número de la factura")
    sort: Literal["-day", "day", "-amount", "amount"] = "-day"


class Refund(BaseModel):
    id: int
    kind: Kind
    amount: Decimal
    method: Method
    reference: str | None
    day: date
    reason: str | None
    patient_id: int | None
    invoice_id: int | None
    invoice_number: str | None
    buyer_name: str | None = Field(
        description="A nombre de quién está la factura, o de quién era el saldo; null de antes de que se anotara"
    )
    recorded_by: Person
    recorded_at: datetime


class RefundPage(Page[Refund]):
    pass
