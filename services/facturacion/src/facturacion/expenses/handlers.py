"""Handlers of inventario's events: the document of a receipt is a purchase in the books; what is thrown away costs its lots."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Id, searched
from facturacion.expenses.queries import stock_changes
from facturacion.expenses.schemas.expenses import DocumentType, NewExpense
from facturacion.expenses.service import purchases
from facturacion.fields import Method

Words = Annotated[str, AfterValidator(searched)]


class Document(BaseModel):
    """Of what the form of an expense holds, what the supplier's paper says."""

    supplier_name: Words
    supplier_ruc: Words | None = None
    document_type: DocumentType
    document_number: Words
    authorisation: Words | None = None
    date: date
    amount: Decimal
    iva: Decimal
    base_zero: Decimal
    payment_method: Method
    stocked: Annotated[Decimal, Field(ge=0)]

    def as_expense(self):
        """Held to the same rules as what a form sends."""
        return NewExpense(
            category=purchases.CATEGORY,
            description=f"Material: {self.document_number} de {self.supplier_name}"[:300],
            tax_support="06" if self.iva and self.stocked <= self.amount - self.iva else "07",
            **self.model_dump(exclude={"stocked", "date"}),
            date=self.date.isoformat(),
        )


class Receipt(BaseModel):
    """One without a document is no purchase in the books."""

    receipt_id: Id
    document: Document | None = None


class AnnulledReceipt(BaseModel):
    receipt_id: Id
    reason: Words


def receipt_kept(tx, event):
    receipt = Receipt.model_validate(event.data)
    if receipt.document:
        purchases.keep(tx, receipt.receipt_id, receipt.document.stocked, receipt.document.as_expense())


def receipt_annulled(tx, event):
    receipt = AnnulledReceipt.model_validate(event.data)
    purchases.void(tx, receipt.receipt_id, receipt.reason)


class StockChange(BaseModel):
    """A movement of the ledger of stock that is no visit's. An event from before it was told has no number: not kept."""

    id: Id | None = Field(None, alias="movement_id")
    kind: Literal["WRITE_OFF", "ADJUSTMENT", "RETURN"] | None = None
    cause: Literal["EXPIRED", "DAMAGED", "LOST", "OTHER"] | None = None
    day: date | None = None
    product_id: Id
    product_name: Words | None = Field(None, alias="name")
    unit: Words | None = None
    lot_number: Words
    quantity: Decimal
    unit_cost: Decimal
    cost: Decimal | None = None
    reason: Words | None = None
    undone_reason: Words | None = None


def stock_changed(tx, event):
    change = StockChange.model_validate(event.data)
    if change.id is not None:
        stock_changes.keep(tx, **change.model_dump())


HANDLERS = {
    "receipt.recorded": receipt_kept,
    "receipt.documented": receipt_kept,
    "receipt.annulled": receipt_annulled,
    "stock.written_off": stock_changed,
    "stock.sent_back": stock_changed,
    "stock.adjusted": stock_changed,
    "stock.restored": stock_changed,
}
