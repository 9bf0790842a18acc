"""Receipts of stock and the supplier's document of each."""

from datetime import date as calendar_date
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Day, Id, Line, Money, Search, line
from common.identity_documents import check_ruc
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from inventario.fields import LotNumber, Reason, UnitCost

Ruc = Annotated[
    str, Field(min_length=1, max_length=20, examples=["1790011674001"]), AfterValidator(check_ruc)
]
DocumentNumber = line(50, "002-001-000004512")
DocumentType = Literal["INVOICE", "SALE_NOTE", "LIQUIDATION", "OTHER"]
Method = Literal["CASH", "CARD_CREDIT", "CARD_DEBIT", "TRANSFER", "CHECK", "OTHER"]
Amount = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2, examples=["57.50"])]
Received = Annotated[Decimal, Field(gt=0, le=10**9, decimal_places=3, examples=["100.000"])]
Confirmed = Annotated[bool, Field(description="Se avisó, y es así")]


class Document(Input):
    """What the supplier's paper says. The accountant completes the rest of it in facturacion, as of any expense."""

    supplier_name: Line = Field(examples=["Dental Andina"])
    supplier_ruc: Ruc | None = None
    document_type: DocumentType
    document_number: DocumentNumber
    authorisation: Annotated[str, Field(pattern=r"^[0-9]{3,49}$", examples=["1234567890"])] | None = None
    date: Day
    amount: Amount = Field(description="El total, con su IVA")
    iva: Money = Decimal(0)
    base_zero: Money = Decimal(0)
    payment_method: Method


class ReceivedLine(Input):
    product_id: Id
    lot_number: LotNumber
    expiry_date: Day | None = None
    quantity: Received
    unit_cost: UnitCost


class NewReceipt(Input):
    """Lines that came in together. Without `document` they come without one, which may be written later."""

    document: Document | None = None
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=100)]
    confirm_repeated: Confirmed = False
    confirm_difference: Confirmed = False


class DocumentChange(Input):
    document: Document
    confirm_repeated: Confirmed = False
    confirm_difference: Confirmed = False


class Annulment(Input):
    reason: Reason = Field(examples=["Se registró dos veces"])


class ReceiptFilter(PageQuery):
    sort: ClassVar[str] = "-id"
    search: Search | None = Field(
        None, description="Palabras del proveedor, su RUC, el documento o quien recibió"
    )
    documented: bool | None = Field(None, description="Con documento, o sin él")
    annulled: bool | None = None


class Person(BaseModel):
    id: str
    name: str


class ReceiptDocument(BaseModel):
    supplier_name: str
    supplier_ruc: str | None
    document_type: DocumentType
    document_number: str
    authorisation: str | None
    date: calendar_date
    amount: Decimal
    iva: Decimal
    base_zero: Decimal
    payment_method: Method
    stocked: Decimal = Field(description="Qué parte del valor está en los lotes: es costo cuando se usa")
    repeated: bool


class Receipt(BaseModel):
    id: int
    document: ReceiptDocument | None
    material: Decimal = Field(description="Lo que suman sus líneas al costo con que entraron")
    line_count: int
    received_by: Person
    received_at: datetime
    annulled_at: datetime | None
    annulled_by: Person | None
    annulled_reason: str | None
    version: int
    updated_at: datetime


class ReceiptPage(Page[Receipt]):
    pass


class ReceiptLine(BaseModel):
    movement_id: int
    product_id: int
    product_name: str
    unit: str
    lot_id: int
    lot_number: str
    expiry_date: calendar_date | None
    quantity: Decimal
    unit_cost: Decimal


class ReceiptDetail(Receipt):
    lines: list[ReceiptLine]
