"""Handlers of inventario's events: the document of a receipt of stock is a purchase in the books."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Id, searched
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


HANDLERS = {
    "receipt.recorded": receipt_kept,
    "receipt.documented": receipt_kept,
    "receipt.annulled": receipt_annulled,
}
