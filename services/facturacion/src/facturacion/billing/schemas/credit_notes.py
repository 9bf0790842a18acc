"""Credit notes: whole or by line and quantity, and where what was paid goes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Id, Line, LineQuantity, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Method, Person, Reason, Span


class CreditedLine(Input):
    line_id: Id
    quantity: LineQuantity


class Settling(Input):
    """Where what was paid of what is credited goes."""

    settle: Literal["REFUND", "CREDIT"] | None = Field(
        None, description="De lo que ya se pagó: se devuelve, o queda a favor del paciente"
    )
    method: Method | None = Field(None, validate_default=True, description="Con qué se devuelve")
    reference: Line | None = None

    @field_validator("method")
    @classmethod
    def only_to_give_back(cls, method, info: ValidationInfo):
        refunds = info.data.get("settle") == "REFUND"
        if refunds and method is None:
            raise ValueError("Diga con qué se devuelve el dinero.")
        if method is not None and not refunds:
            raise ValueError("Solo si el dinero se devuelve.")
        return method


class NewCreditNote(Settling):
    """Without `lines`, all that is left of the invoice. It is dated today."""

    lines: Annotated[list[CreditedLine], Field(min_length=1, max_length=100)] | None = None
    reason: Reason

    @field_validator("lines")
    @classmethod
    def each_once(cls, lines):
        if lines and len({line.line_id for line in lines}) < len(lines):
            raise ValueError("Cada concepto va una sola vez.")
        return lines


class CreditNote(BaseModel):
    id: int
    invoice_id: int
    number: str = Field(examples=["001-001-000000007"])
    issue_date: date
    reason: str
    subtotal: Decimal
    iva: Decimal
    total: Decimal
    returned: Decimal = Field(description="Lo que de esto ya se había pagado")
    issued_at: datetime
    issued_by: Person


class CreditableLine(BaseModel):
    id: int
    kind: str = Field(examples=["TREATMENT"])
    position: int
    description: str
    iva_code: str
    iva_rate: Decimal
    quantity: Decimal
    subtotal: Decimal
    base_left: Decimal
    iva_left: Decimal


class Creditable(BaseModel):
    data: list[CreditableLine]


class CreditNoteFilter(PageQuery, Span):
    """`from` and `to` are days of the note. `search` finds it by its number, or by who or what its invoice names."""

    patient_id: Id | None = None
    returned: bool | None = Field(None, description="Solo las que acreditan algo que ya se había pagado")
    search: Search | None = None
    sort: Literal["-issue_date", "issue_date"] = "-issue_date"


class ListedCreditNote(CreditNote):
    invoice_number: str = Field(examples=["001-001-000000123"])
    buyer_name: str


class CreditNotePage(Page[ListedCreditNote]):
    pass
