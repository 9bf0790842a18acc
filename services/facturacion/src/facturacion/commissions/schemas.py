"""Commission rules, what was earned, and settlements."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Day, Id, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Amount, Person, Reason, Span

Basis = Literal["CHARGED", "COLLECTED"]
Percent = Annotated[Decimal, Field(gt=0, le=100, max_digits=5, decimal_places=2, examples=["30"])]
RuleCategory = line(60, "Ortodoncia")


class NewRule(Input):
    """For a treatment, a category, or without either all treatments; the most specific rule holds."""

    doctor_id: Id
    treatment_id: Id | None = None
    category: RuleCategory | None = None
    percent: Percent | None = None
    amount: Amount | None = Field(None, validate_default=True, description="Por sesión")
    basis: Basis = Field(description="Sobre lo facturado o sobre lo cobrado")
    net_of_materials: bool = Field(False, description="Restando antes los materiales que usó")
    valid_from: Day = Field(description="Desde hoy en adelante")
    valid_to: Day | None = None

    @field_validator("category")
    @classmethod
    def one_scope(cls, category, info: ValidationInfo):
        if category is not None and info.data.get("treatment_id") is not None:
            raise ValueError("Elija un tratamiento o una categoría, no los dos.")
        return category

    @field_validator("amount")
    @classmethod
    def percent_or_amount(cls, amount, info: ValidationInfo):
        if "percent" in info.data and (amount is None) == (info.data["percent"] is None):
            raise ValueError("Escriba un porcentaje o un valor por sesión, uno de los dos.")
        return amount

    @field_validator("net_of_materials")
    @classmethod
    def only_of_a_percent(cls, net, info: ValidationInfo):
        if net and info.data.get("amount") is not None:
            raise ValueError("Un valor por sesión no depende de los materiales.")
        return net


class RuleEnd(Input):
    valid_to: Day = Field(description="Su último día: hoy o después")


class CommissionRule(BaseModel):
    id: int
    doctor_id: int
    doctor_name: str
    treatment_id: int | None
    treatment_name: str | None
    category: str | None
    percent: Decimal | None
    amount: Decimal | None
    basis: Basis
    net_of_materials: bool
    valid_from: date
    valid_to: date | None
    version: int


class RuleList(BaseModel):
    data: list[CommissionRule]


class EntryFilter(PageQuery, Span):
    doctor_id: Id | None = None
    treatment_id: Id | None = None
    settlement_id: Id | None = None
    settled: bool | None = None
    sort: Literal["-day", "day"] = "-day"


class OwnFilter(PageQuery, Span):
    treatment_id: Id | None = None
    settled: bool | None = None
    sort: Literal["-day", "day"] = "-day"


class CommissionEntry(BaseModel):
    id: int
    day: date
    doctor_id: int
    doctor_name: str
    treatment_id: int
    treatment_name: str
    invoice_id: int
    number: str | None
    appointment_id: int | None
    basis: Basis
    amount: Decimal = Field(description="Lo ganado; negativo, lo que se deshizo")
    settlement_id: int | None


class EntryPage(Page[CommissionEntry]):
    pass


class Earned(BaseModel):
    """What came of a span of days: what was earned, and what of it was settled."""

    count: int
    amount: Decimal
    settled: Decimal
    pending: Decimal


class EarnedByDoctor(Earned):
    doctor_id: int
    doctor_name: str


class EarnedByTreatment(Earned):
    treatment_id: int
    treatment_name: str


class EarnedByDoctors(BaseModel):
    data: list[EarnedByDoctor]
    total: Earned


class OwnEarned(BaseModel):
    data: list[EarnedByTreatment]
    total: Earned


class PendingDoctor(BaseModel):
    doctor_id: int
    doctor_name: str
    count: int
    first: date
    last: date
    amount: Decimal


class PendingList(BaseModel):
    data: list[PendingDoctor]


class NewSettlement(Input):
    """All that is not settled up to that day, what was undone of earlier ones too."""

    doctor_id: Id
    last: Day = Field(description="Hasta qué día; hoy o antes")


class Settlement(BaseModel):
    id: int
    number: int
    doctor_id: int
    doctor_name: str
    first: date
    last: date
    entries: int
    amount: Decimal
    made_at: datetime
    made_by: Person
    paid: bool
    expense_id: int | None
    undone_at: datetime | None
    undone_reason: str | None


class SettlementFilter(PageQuery):
    doctor_id: Id | None = None
    sort: Literal["-id"] = "-id"


class OwnSettlementFilter(PageQuery):
    sort: Literal["-id"] = "-id"


class SettlementPage(Page[Settlement]):
    pass


class SettlementUndo(Input):
    reason: Reason
