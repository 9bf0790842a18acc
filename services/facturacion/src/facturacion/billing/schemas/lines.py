"""Lines of an invoice, as they come in and as they are billed."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Id, ItemCode, IvaCode, LineQuantity, Money, Price, PrintedName
from common.web.schema import Input
from facturacion.billing.schemas.discounts import PercentOfLine, ReasonOfLine

Kind = Literal["TREATMENT", "PRODUCT", "OTHER", "PACKAGE"]
# As many packages as one line sells.
MOST_PACKAGES = 50


class NewLine(Input):
    kind: Kind
    reference_id: Id | None = Field(None, validate_default=True)
    code: ItemCode | None = None
    description: PrintedName
    quantity: LineQuantity
    unit_price: Price
    discount: Money = Field(Decimal(0), examples=["0.00"])
    discount_percent: PercentOfLine = None
    discount_reason: ReasonOfLine = Field(None, validate_default=True)
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


Lines = Annotated[list[NewLine], Field(min_length=1, max_length=100)]


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
