"""Discounts: what is taken off a line or the whole, why, and who allowed it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

from common.fields import line
from common.web.schema import Input
from facturacion.fields import Amount, Person

DiscountReason = line(200, "Convenio Docentes", shortest=3)
LinePercent = Annotated[Decimal, Field(gt=0, le=100, decimal_places=2, examples=["10.00"])]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2, examples=["10.00"])]
RoleName = line(80, "Recepción")


def said_once(percent, info: ValidationInfo):
    if percent is not None and info.data.get("discount"):
        raise ValueError("Escriba el descuento en porcentaje o en valor, no los dos.")
    return percent


def said_why(reason, info: ValidationInfo):
    if reason is None and (info.data.get("discount") or info.data.get("discount_percent")):
        raise ValueError("Escriba el motivo del descuento.")
    return reason


# Of a line that has a `discount` before them, as an amount.
PercentOfLine = Annotated[LinePercent | None, AfterValidator(said_once)]
ReasonOfLine = Annotated[DiscountReason | None, AfterValidator(said_why)]


class WholeDiscount(Input):
    """A percentage or an amount, one of them."""

    percent: LinePercent | None = None
    amount: Amount | None = Field(None, validate_default=True)
    reason: DiscountReason

    @field_validator("amount")
    @classmethod
    def one_of_them(cls, amount, info: ValidationInfo):
        if (amount is None) == (info.data.get("percent") is None) and "percent" in info.data:
            raise ValueError("Escriba el descuento en porcentaje o en valor, uno de los dos.")
        return amount


class ApprovalGiven(Input):
    """What `POST /auth/approvals` answered to the person who approves."""

    approval: Annotated[str, Field(min_length=1, max_length=4000)]


class LimitWish(Input):
    role: RoleName
    percent: Percent


class Discount(BaseModel):
    position: int | None = Field(description="La línea; sin ella, es de toda la factura")
    percent: Decimal | None
    amount: Decimal
    reason: str


class Approval(BaseModel):
    about: str = Field(description="Lo que se aprueba: este borrador con este contenido")
    percent: Decimal = Field(description="La mayor rebaja: de una línea, o de toda la factura")
    limit: Decimal = Field(description="Hasta dónde rebaja su rol sin pedirlo")
    needed: bool
    approved_by: Person | None


class Limit(BaseModel):
    role_id: int
    role: str
    percent: Decimal
    version: int
    updated_at: datetime


class Limits(BaseModel):
    default: Decimal
    data: list[Limit]
