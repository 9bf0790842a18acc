"""What patients owe, and what became of their visits at the till."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import Ids
from common.web.schema import Input


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
