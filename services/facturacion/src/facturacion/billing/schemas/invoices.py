"""Invoices: drafts, what is wished of them, and what they say."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Id, Search, text
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.billing.schemas.accounts import Movement
from facturacion.billing.schemas.aesthetics import Aesthetic
from facturacion.billing.schemas.buyers import Buyer, InvoiceBuyer
from facturacion.billing.schemas.credit_notes import CreditNote
from facturacion.billing.schemas.discounts import Approval, Discount, WholeDiscount
from facturacion.billing.schemas.instalments import EndedPlan, Plan
from facturacion.billing.schemas.lines import InvoiceLine, Lines
from facturacion.billing.schemas.payments import Payment
from facturacion.fields import Person, Reason, Span

Status = Literal["DRAFT", "ISSUED", "ANNULLED", "DISCARDED"]
PaymentStatus = Literal["PENDING", "PARTIAL", "PAID"]
Sort = Literal["-created_at", "created_at", "-issue_date", "issue_date", "-number", "number"]
Notes = text(1000, "Paga el representante")


class NewInvoice(Input):
    patient_id: Id | None = None
    buyer: Buyer
    lines: Lines
    discount: WholeDiscount | None = Field(None, description="Sobre toda la factura, repartido en sus líneas")
    notes: Notes | None = None


class InvoiceChanges(Input):
    """What is left out stays. `buyer`, `lines` and `discount` (that of the whole) are replaced as a whole."""

    patient_id: Id | None = None
    buyer: Buyer = None
    lines: Lines = None
    discount: WholeDiscount | None = None
    notes: Notes | None = None


class IssueWish(Input):
    """Without a series, the first active one."""

    series_id: Id | None = None


class StatusChange(Input):
    """`reason` is needed to annul."""

    status: Literal["ISSUED", "ANNULLED", "DISCARDED"] = Field(examples=["ANNULLED"])
    reason: Reason | None = Field(None, validate_default=True)

    @field_validator("reason")
    @classmethod
    def needed_to_annul(cls, reason, info: ValidationInfo):
        if reason is None and info.data.get("status") == "ANNULLED":
            raise ValueError("Escriba el motivo de la anulación.")
        return reason


class InvoiceFilter(PageQuery, Span):
    """`from` and `to` are days of issue or, for drafts, of making."""

    status: Status | None = None
    payment_status: PaymentStatus | None = None
    patient_id: Id | None = None
    appointment_id: Id | None = None
    needs_mending: bool | None = None
    search: Search | None = None
    sort: Sort = "-created_at"


class InvoiceRow(BaseModel):
    id: int
    number: str | None = Field(examples=["001-001-000000123"])
    status: Status
    payment_status: PaymentStatus
    issue_date: date | None
    dated_on: date = Field(description="Fecha de emisión o, en un borrador, de creación")
    appointment_id: int | None
    patient_id: int | None
    buyer: InvoiceBuyer
    doctor: dict | None = Field(examples=[{"id": 4, "name": "Dra. Lucía Mora"}])
    subtotal: Decimal
    discount: Decimal
    iva: Decimal
    total: Decimal
    paid: Decimal
    credited: Decimal = Field(description="Lo que le quitaron sus notas de crédito")
    balance: Decimal
    cost: Decimal | None
    notes: str | None
    needs_mending: bool = Field(description="Un borrador con algo que corregir antes de emitirlo")
    annul_reason: str | None
    annulled_at: datetime | None
    issued_at: datetime | None
    issued_by: Person | None
    version: int
    created_at: datetime
    updated_at: datetime


class Mend(BaseModel):
    field: str = Field(examples=["lines.0.code"])
    message: str


class Tax(BaseModel):
    iva_code: str
    iva_rate: Decimal
    base: Decimal
    iva: Decimal


class Annulment(BaseModel):
    reason: str
    asked_at: datetime
    asked_by: Person


EinvoiceStatus = Annotated[
    str | None,
    Field(description="Dónde está su comprobante electrónico; nada, si no lo tiene", examples=["RETURNED"]),
]


class Invoice(InvoiceRow):
    einvoice_status: EinvoiceStatus
    lines: list[InvoiceLine]
    aesthetics: list[Aesthetic] = Field(
        description="De un borrador, sus tratamientos estéticos; de lo emitido, los que llevaron un diagnóstico"
    )
    discounts: list[Discount]
    approval: Approval | None = Field(
        description="De un borrador con descuento: si hace falta otra persona, y quién dijo que sí"
    )
    taxes: list[Tax]
    payments: list[Payment]
    movements: list[Movement] = Field(
        description="Lo que se le aplicó de lo que el paciente tenía a favor, y lo que salió de ella"
    )
    credit_notes: list[CreditNote]
    plan: Plan | None = Field(description="Las cuotas acordadas, y cómo van")
    ended_plans: list[EndedPlan] = Field(description="Lo que se acordó antes, y por qué cambió")
    annulment: Annulment | None = Field(
        description="La anulación que se pidió y espera al portal del SRI: hasta entonces cuenta"
    )
    annulled_until: date | None = Field(description="El último día en que se puede anular")
    to_mend: list[Mend] = Field(description="Qué corregir en un borrador antes de emitirlo")


class Hold(BaseModel):
    appointment_id: int
    held_until: datetime


class ListedInvoice(InvoiceRow):
    last_received_on: date | None = Field(description="El día en que se recibió el último pago")
    einvoice_status: EinvoiceStatus


class InvoicePage(Page[ListedInvoice]):
    pass


class StatusTotal(BaseModel):
    status: Status
    count: int
    total: Decimal


class InvoiceTotals(BaseModel):
    """Amounts and count are of issued invoices; drafts and annulled ones are only in `by_status`."""

    count: int
    subtotal: Decimal
    iva: Decimal
    total: Decimal
    paid: Decimal
    credited: Decimal
    balance: Decimal
    by_status: list[StatusTotal]
