"""Margins, the result by month, and how expenses are shared."""

from datetime import date as calendar_date
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Id
from common.web.paging import Page, PageQuery
from common.web.schema import Input

Month = Annotated[str, Field(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-11"])]
Kind = Literal["TREATMENT", "PRODUCT"]
Rule = Literal["CHAIR_TIME", "INCOME", "NONE"]


class MarginSheetQuery(Input):
    month: Month | None = None
    by: Literal["treatment", "professional", "visit"] = "treatment"


class MarginQuery(MarginSheetQuery, PageQuery):
    """Pages are of visits; of treatments and professionals all rows come."""


class LinesQuery(Input):
    """One treatment or product, one professional, both; or what belongs to none."""

    month: Month | None = None
    kind: Kind | None = None
    reference_id: Id | None = Field(None, validate_default=True)
    doctor_id: Id | None = None
    without: Literal["treatment", "professional"] | None = None

    @field_validator("reference_id")
    @classmethod
    def with_its_kind(cls, id, info: ValidationInfo):
        if (id is None) != (info.data.get("kind") is None):
            raise ValueError("Indique el tratamiento o producto con su tipo.")
        return id


class VisitsQuery(LinesQuery, PageQuery):
    """A page of the visits of that row."""


class ProjectedQuery(Input):
    treatment_id: Id
    month: Month | None = None


class YearQuery(Input):
    year: Annotated[int, Field(ge=2001, le=2099)] | None = None


class SharingWish(Input):
    rule: Rule


class Sharing(BaseModel):
    rule: Rule = Field(
        description="Cómo se reparten los gastos: por tiempo de sillón, por ingresos o no se reparten"
    )
    version: int
    updated_at: datetime


class Figures(BaseModel):
    income: Decimal
    materials: Decimal
    commission: Decimal
    expenses: Decimal


class Result(Figures):
    losses: Decimal = Field(description="Lo dado de baja y lo que faltó en los conteos, a su costo")
    result: Decimal


class Previous(Result):
    first: calendar_date = Field(alias="from")
    last: calendar_date = Field(alias="to")


class Sums(Figures):
    minutes: Decimal
    sessions: Decimal
    margin: Decimal


class MarginRow(Sums):
    """A treatment or product, a professional, or a visit: what does not name the row is null."""

    kind: Kind | None
    reference_id: int | None
    name: str | None
    doctor_id: int | None
    doctor_name: str | None
    appointment_id: int | None
    invoice_id: int | None = Field(description="La factura emitida por la cita, o la que no es de ninguna")
    number: str | None
    day: calendar_date | None


class Margin(BaseModel):
    month: str
    first: calendar_date = Field(alias="from")
    last: calendar_date = Field(alias="to")
    rule: Rule
    count: int = Field(description="Cuántas filas hay")
    next: str | None = Field(
        description="Cursor de la página siguiente de citas (`after`); null en la última, y de lo demás"
    )
    rows: list[MarginRow]
    unallocated: Sums
    losses: Decimal = Field(
        description="Lo dado de baja y lo que faltó en los conteos: de ninguna fila, y del total"
    )
    total: Sums = Field(
        description="Su margen es el resultado del mes: lo de las filas, lo no asignado y lo perdido"
    )
    result: Result
    previous: Previous = Field(description="Los mismos días del mes anterior")


class Material(BaseModel):
    product_id: int | None
    product_name: str | None
    unit: str | None
    lot_id: int | None
    lot_number: str | None
    expiry_date: calendar_date | None
    unit_cost: Decimal | None
    quantity: Decimal | None
    cost: Decimal


class MarginLines(BaseModel):
    month: str
    rule: Rule
    visit_count: int = Field(
        description="Cuántas citas, y facturas sin cita: `/reports/margin/visits` las da"
    )
    materials: list[Material]
    parts: list[MarginRow]
    total: Sums


class MarginVisits(Page[MarginRow]):
    pass


class MonthResult(Result):
    month: str
    charged: Decimal = Field(description="Facturado, con IVA")
    collected: Decimal


class RunningResult(MonthResult):
    last: calendar_date = Field(alias="to")


class Results(BaseModel):
    year: int
    months: list[MonthResult]
    previous: list[MonthResult] = Field(description="Los meses del año anterior")
    running: RunningResult | None = Field(description="Los días transcurridos del mes en curso, hace un año")


class AgeBucket(BaseModel):
    from_days: int
    to_days: int | None
    balance: Decimal


class Receivables(BaseModel):
    today: calendar_date
    total: Decimal
    by_age: list[AgeBucket] = Field(description="Por los días que pasaron desde la factura")
