"""Invoices: drafts, their lines and their buyers."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import (
    Email,
    Id,
    Ids,
    ItemCode,
    IvaCode,
    LineQuantity,
    Money,
    Phone,
    Price,
    PrintedName,
    Search,
    line,
    text,
)
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.billing.rules.invoices import check_document
from facturacion.billing.schemas.accounts import Movement
from facturacion.billing.schemas.credit_notes import CreditNote
from facturacion.billing.schemas.discounts import (
    Approval,
    Discount,
    DiscountReason,
    LinePercent,
    WholeDiscount,
)
from facturacion.billing.schemas.instalments import EndedPlan, Plan
from facturacion.billing.schemas.payments import Payment
from facturacion.fields import Person, Reason, Span

Status = Literal["DRAFT", "ISSUED", "ANNULLED", "DISCARDED"]
PaymentStatus = Literal["PENDING", "PARTIAL", "PAID"]
IdType = Literal["04", "05", "06", "07", "08"]
Kind = Literal["TREATMENT", "PRODUCT", "OTHER", "PACKAGE"]
Sort = Literal["-created_at", "created_at", "-issue_date", "issue_date", "-number", "number"]

# As many packages as one line sells.
MOST_PACKAGES = 50

BuyerName = line(300, "María Fernanda Torres")
Address = line(300, "Av. Amazonas N34-120, Quito")
# Longer than any document, for the signs that are printed between its digits.
Document = line(40, "1714307103")


class Buyer(Input):
    """Who the invoice is made out to. `id_type` is the SRI's: 04 RUC, 05 cédula, 06 pasaporte, 07 consumidor final,
    08 identificación del exterior."""

    id_type: IdType = Field(examples=["05"])
    document: Document
    name: BuyerName
    email: Email | None = None
    phone: Phone | None = None
    address: Address | None = None
    reason: Reason | None = Field(
        None, validate_default=True, description="Por qué sale a consumidor final; de otro cliente, ninguno"
    )

    @field_validator("reason")
    @classmethod
    def said_why(cls, reason, info: ValidationInfo):
        final = info.data.get("id_type") == "07"
        if final and reason is None:
            raise ValueError("Escriba por qué se factura a consumidor final.")
        if reason is not None and not final:
            raise ValueError("El motivo es solo de consumidor final.")
        return reason

    @field_validator("document")
    @classmethod
    def fits_its_type(cls, document, info: ValidationInfo):
        return check_document(info.data["id_type"], document) if "id_type" in info.data else document


class NewLine(Input):
    kind: Kind
    reference_id: Id | None = Field(None, validate_default=True)
    code: ItemCode | None = None
    description: PrintedName
    quantity: LineQuantity
    unit_price: Price
    discount: Money = Field(Decimal(0), examples=["0.00"])
    discount_percent: LinePercent | None = None
    discount_reason: DiscountReason | None = Field(None, validate_default=True)
    iva_code: IvaCode

    @field_validator("reference_id")
    @classmethod
    def names_the_package(cls, id, info: ValidationInfo):
        if id is None and info.data.get("kind") == "PACKAGE":
            raise ValueError("Elija el paquete.")
        return id

    @field_validator("quantity")
    @classmethod
    def whole_packages(cls, quantity, info: ValidationInfo):
        if info.data.get("kind") == "PACKAGE" and (quantity != int(quantity) or quantity > MOST_PACKAGES):
            raise ValueError(f"Un paquete se vende entero, y hasta {MOST_PACKAGES} a la vez.")
        return quantity

    @field_validator("discount_percent")
    @classmethod
    def said_once(cls, percent, info: ValidationInfo):
        if percent is not None and info.data.get("discount"):
            raise ValueError("Escriba el descuento en porcentaje o en valor, no los dos.")
        return percent

    @field_validator("discount_reason")
    @classmethod
    def said_why(cls, reason, info: ValidationInfo):
        if reason is None and (info.data.get("discount") or info.data.get("discount_percent")):
            raise ValueError("Escriba el motivo del descuento.")
        return reason


Lines = Annotated[list[NewLine], Field(min_length=1, max_length=100)]
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


class InvoiceBuyer(BaseModel):
    id_type: str = Field(examples=["05"])
    document: str
    name: str
    email: str | None
    phone: str | None
    address: str | None
    reason: str | None = Field(description="Por qué salió a consumidor final")


class BuyersQuery(Input):
    patient_id: Id


class BuyerList(BaseModel):
    data: list[InvoiceBuyer]


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


class InvoiceLine(BaseModel):
    id: int
    position: int
    kind: Kind
    reference_id: int | None
    code: str | None
    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    iva_code: str
    iva_rate: Decimal
    subtotal: Decimal
    iva: Decimal
    total: Decimal
    mend: str | None = Field(description="Qué traía la cita que no cabe en una factura")


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


class LinkWish(Input):
    treatment_id: Id


class LinkedDiagnosis(BaseModel):
    sha256: str = Field(
        description="Huella del diagnóstico firmado; cuál es, solo lo dice la historia clínica"
    )
    signed_on: date
    linked_at: datetime
    linked_by: Person


class Aesthetic(BaseModel):
    treatment_id: int
    positions: list[int] = Field(description="Las líneas que lo cobran, solo o en un paquete")
    diagnosis: LinkedDiagnosis | None


class Invoice(InvoiceRow):
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
    einvoice_status: str | None = Field(
        description="Dónde está su comprobante electrónico; nada, si no lo tiene", examples=["RETURNED"]
    )


class InvoicePage(Page[ListedInvoice]):
    pass


class StatusTotal(BaseModel):
    status: Status
    count: int
    total: Decimal


class BalancesQuery(Input):
    ids: Ids = Field(description="Pacientes")


class Balance(BaseModel):
    patient_id: int = Field(examples=[7])
    balance: Decimal


class Balances(BaseModel):
    data: list[Balance]


class VisitsQuery(Input):
    ids: Ids = Field(description="Citas")


class VisitCharge(BaseModel):
    """What became of a visit at the till: of its draft or of what was issued of it, whichever counts."""

    appointment_id: int = Field(examples=[31])
    invoice_id: int
    number: str | None = Field(description="null: un borrador", examples=["001-001-000000012"])
    status: Literal["DRAFT", "ISSUED"]
    total: Decimal
    credited: Decimal = Field(description="Lo que se devolvió con notas de crédito")
    paid: Decimal
    owed: Decimal = Field(description="El total de un borrador, el saldo de lo emitido")


class VisitCharges(BaseModel):
    data: list[VisitCharge]


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
