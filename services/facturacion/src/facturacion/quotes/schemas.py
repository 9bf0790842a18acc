"""Quotes, their lines and editions."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import (
    Day,
    Email,
    Id,
    Ids,
    ItemCode,
    IvaCode,
    LineQuantity,
    Money,
    Price,
    PrintedName,
    Search,
    line,
    text,
)
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.billing.schemas.discounts import Discount, PercentOfLine, ReasonOfLine, WholeDiscount
from facturacion.fields import Person, Reason

State = Literal["DRAFT", "SENT", "ACCEPTED", "REJECTED", "EXPIRED", "SUPERSEDED", "DISCARDED"]
Kind = Literal["TREATMENT", "PRODUCT", "OTHER"]
Sort = Literal["-created_at", "created_at", "-total", "total"]
ValidDays = Annotated[int, Field(ge=1, le=365, examples=[30])]
Notes = text(1000, "Si la radiografía muestra otra cosa, se le avisa antes de seguir")
Phase = line(80, "Urgente")
Tooth = line(20, "36")
LineNotes = line(300, "Dos sesiones")
Name = line(200, "María Fernanda Torres", shortest=3)


class NewQuoteLine(Input):
    plan_item_id: Id | None = Field(None, description="De qué parte del plan de tratamiento es")
    phase: Phase | None = None
    kind: Kind
    reference_id: Id | None = None
    code: ItemCode | None = None
    description: PrintedName
    tooth: Tooth | None = None
    notes: LineNotes | None = None
    quantity: LineQuantity
    unit_price: Price
    discount: Money = Field(Decimal(0), examples=["0.00"])
    discount_percent: PercentOfLine = None
    discount_reason: ReasonOfLine = Field(None, validate_default=True)
    iva_code: IvaCode


Lines = Annotated[list[NewQuoteLine], Field(min_length=1, max_length=100)]


class PlanItemsQuery(Input):
    ids: Ids


class PlanItemMoney(BaseModel):
    """What of an item of a treatment plan is agreed, on drafts, invoiced and paid. Of an invoice paid in part, its share."""

    plan_item_id: int
    agreed: Decimal | None
    drafted: Decimal
    invoiced: Decimal
    paid: Decimal
    quote_id: int
    quote_number: str


class PlanItemsMoney(BaseModel):
    data: list[PlanItemMoney]


class NewQuote(Input):
    """`valid_days` and `conditions` are those of the rules where they are left out."""

    patient_id: Id
    appointment_id: Id | None = Field(
        None, description="La cita de la que sale; dice también de qué profesional es"
    )
    lines: Lines
    discount: WholeDiscount | None = None
    valid_days: ValidDays | None = None
    conditions: Notes | None = None
    notes: Notes | None = None


class QuoteChanges(Input):
    """What is left out stays. `lines` and `discount` are replaced as a whole."""

    lines: Lines = None
    discount: WholeDiscount | None = None
    valid_days: ValidDays = None
    conditions: Notes | None = None
    notes: Notes | None = None


class NewAcceptance(Input):
    """Without `lines`, all that is not accepted yet."""

    accepted_by: Name
    accepted_on: Day
    lines: Annotated[list[Id], Field(min_length=1, max_length=100)] | None = None


class QuoteMail(Input):
    to: Email | None = Field(None, description="A quién, si no es al correo del paciente")


class NewRejection(Input):
    reason: Reason
    rejected_on: Day


class QuoteFilter(PageQuery):
    state: State | None = None
    patient_id: Id | None = None
    plan_id: Id | None = None
    appointment_id: Id | None = None
    search: Search | None = None
    sort: Sort = "-created_at"


class QuoteRulesChange(Input):
    valid_days: ValidDays
    conditions: Notes


class QuoteRules(BaseModel):
    valid_days: int
    conditions: str
    version: int
    updated_at: datetime


class QuotePatient(BaseModel):
    """As the patient was known when the quote was sent."""

    id: int
    name: str
    document: str | None
    phone: str | None
    email: str | None


class QuoteRow(BaseModel):
    id: int
    number: str = Field(examples=["P-000214"])
    edition: int = Field(description="Su versión: 1, 2…")
    state: State
    patient: QuotePatient
    appointment_id: int | None
    plan_id: int | None
    doctor: dict | None = Field(examples=[{"id": 4, "name": "Dra. Lucía Mora"}])
    summary: str
    notes: str | None
    conditions: str | None
    valid_days: int
    valid_until: date | None
    subtotal: Decimal
    discount: Decimal
    iva: Decimal
    total: Decimal
    accepted_total: Decimal = Field(description="Lo aceptado, con IVA")
    billed_total: Decimal = Field(description="Lo que de eso está en borradores y facturas, con IVA")
    created_by: Person
    sent_on: date | None
    sent_by: Person | None
    reject_reason: str | None
    rejected_on: date | None
    version: int
    created_at: datetime
    updated_at: datetime


class QuotePage(Page[QuoteRow]):
    pass


class QuoteLine(BaseModel):
    id: int
    position: int
    plan_item_id: int | None
    phase: str | None
    kind: Kind
    reference_id: int | None
    code: str | None
    description: str
    tooth: str | None
    notes: str | None
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    iva_code: str
    iva_rate: Decimal
    subtotal: Decimal
    iva: Decimal
    total: Decimal
    accepted: bool
    billed: Decimal = Field(description="Cantidad en borradores y facturas que siguen en pie")


class QuoteAcceptance(BaseModel):
    id: int
    accepted_by: str
    accepted_on: date
    recorded_at: datetime
    recorded_by: Person
    total: Decimal
    undone_at: datetime | None


class QuoteBilling(BaseModel):
    invoice_id: int
    number: str | None
    status: str
    line_id: int
    quantity: Decimal
    released_at: datetime | None


class QuoteEdition(BaseModel):
    id: int
    edition: int
    state: State
    total: Decimal


class Quote(QuoteRow):
    lines: list[QuoteLine]
    discounts: list[Discount]
    acceptances: list[QuoteAcceptance]
    billings: list[QuoteBilling]
    editions: list[QuoteEdition]
