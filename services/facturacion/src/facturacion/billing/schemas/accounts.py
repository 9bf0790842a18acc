"""Money on account: deposits, refunds, what is applied, and a patient's ledger."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator

from common.fields import Day, Id, Line
from common.web.schema import Input
from facturacion.billing.schemas.instalments import Instalment
from facturacion.billing.schemas.payments import Bank, of_a_bank, of_a_cheque
from facturacion.fields import Amount, Method, Person, Reason

Kind = Literal["DEPOSIT", "APPLIED", "RELEASED", "REFUND", "RETURNED", "BOUNCED"]


class NewDeposit(Input):
    method: Method
    amount: Amount
    reference: Line | None = Field(None, examples=["Transferencia 004512"])
    received_on: Day | None = Field(None, description="El día en que se recibió; sin él, hoy")
    reason: Reason | None = Field(None, examples=["Abono para la corona"])
    bank: Bank | None = None
    due_on: Day | None = Field(None, description="Desde cuándo se cobra un cheque posfechado")

    bank_of = field_validator("bank")(of_a_bank)
    due_of = field_validator("due_on")(of_a_cheque)


class NewRefund(Input):
    method: Method
    amount: Amount
    reference: Line | None = None
    reason: Reason


class Part(Input):
    invoice_id: Id
    amount: Amount


class Application(Input):
    invoices: Annotated[list[Part], Field(min_length=1, max_length=100)]

    @field_validator("invoices")
    @classmethod
    def each_once(cls, parts):
        if len({part.invoice_id for part in parts}) < len(parts):
            raise ValueError("Cada factura va una sola vez.")
        return parts


class Transfer(Input):
    """Without another invoice, it stays in the patient's favour."""

    to_invoice_id: Id | None = None
    amount: Amount
    reason: Reason


class Movement(BaseModel):
    id: int
    kind: Kind
    amount: Decimal
    patient_id: int | None
    invoice_id: int | None
    credit_note_id: int | None
    method: Method | None
    reference: str | None
    bank: str | None
    due_on: date | None
    day: date
    reason: str | None
    recorded_at: datetime
    recorded_by: Person


class MovementList(BaseModel):
    data: list[Movement]


class OwedInvoice(BaseModel):
    id: int
    number: str
    issue_date: date
    total: Decimal
    balance: Decimal
    overdue: Decimal | None = Field(description="De las cuotas acordadas, lo vencido; null si no hay cuotas")


class AgreedInvoice(OwedInvoice):
    """What is owed of an invoice by the instalments agreed of it."""

    overdue: Decimal = Field(description="Lo que ya debería estar pagado")
    instalments: list[Instalment]


class AgreedInvoices(BaseModel):
    data: list[AgreedInvoice]


class Entry(BaseModel):
    day: date
    at: datetime
    kind: Literal[
        "INVOICE",
        "ANNULMENT",
        "CREDIT_NOTE",
        "PAYMENT",
        "PAYMENT_VOIDED",
        "DEPOSIT",
        "REFUND",
        "RETURNED",
        "BOUNCED",
    ]
    invoice_id: int | None
    document: str | None
    method: Method | None
    amount: Decimal = Field(description="Con signo: lo que suma o resta a lo que debe")
    balance: Decimal


class CreditInFavour(BaseModel):
    credit: Decimal


class Holdings(BaseModel):
    """What is kept of a person here, for whoever decides whether they can be erased."""

    invoices: int
    last_invoice_on: date | None
    drafts: int
    balance: Decimal
    credit: Decimal
    quotes: int
    reminders: int


class Account(BaseModel):
    patient_id: int
    owed: Decimal
    credit: Decimal
    balance: Decimal = Field(description="Lo que debe menos lo que tiene a favor")
    overdue: Decimal = Field(description="Lo vencido de las cuotas acordadas")
    invoices: list[OwedInvoice]
    entries: list[Entry]
