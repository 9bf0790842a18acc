"""Kinds of value that several sub-domains share."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Day, line
from common.web.schema import Input

Method = Literal["CASH", "CARD_CREDIT", "CARD_DEBIT", "TRANSFER", "CHECK", "OTHER"]
# How each is called on paper.
METHOD_WORDS = {
    "CASH": "Efectivo",
    "CARD_CREDIT": "Tarjeta de crédito",
    "CARD_DEBIT": "Tarjeta de débito",
    "TRANSFER": "Transferencia",
    "CHECK": "Cheque",
    "OTHER": "Otra",
}
# Money that changes hands: never nothing.
Amount = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2, examples=["20.00"])]
Confirmed = Annotated[bool, Field(description="Se avisó que ya existe uno igual, y es otro")]
Reason = line(300, "Error en el nombre del cliente", shortest=3)


class Span(Input):
    """From the first to the last day, both included."""

    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")

    @field_validator("last")
    @classmethod
    def in_order(cls, last, info: ValidationInfo):
        first = info.data.get("first")
        if first and last and last < first:
            raise ValueError("Debe ser igual o posterior a la fecha inicial.")
        return last


class Person(BaseModel):
    """Someone of the clinic, as they were called then."""

    id: str = Field(examples=["7"])
    name: str = Field(examples=["Ana Pérez"])
