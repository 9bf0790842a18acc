"""Reports: what came in, what it cost, what is left."""

from datetime import date as calendar_date
from decimal import Decimal

from pydantic import BaseModel, Field

from common.web.schema import Input


class MonthlyQuery(Input):
    months: int = Field(12, ge=1, le=60)


class MethodTotal(BaseModel):
    method: str
    total: Decimal


class DayFigures(BaseModel):
    date: calendar_date
    income: Decimal
    expenses: Decimal
    collected: Decimal


class TopTreatment(BaseModel):
    code: str | None
    description: str
    quantity: Decimal
    income: Decimal


class Figures(BaseModel):
    income: Decimal
    expenses: Decimal
    cost: Decimal = Field(description="De los materiales que usaron las citas")
    commission: Decimal
    losses: Decimal = Field(description="Lo dado de baja y lo que faltó en los conteos, a su costo")
    profit: Decimal
    collected: Decimal


class Report(Figures):
    first: calendar_date = Field(alias="from")
    last: calendar_date = Field(alias="to")
    receivable: Decimal
    invoices: int
    average_ticket: Decimal
    by_method: list[MethodTotal]
    by_day: list[DayFigures]
    top_treatments: list[TopTreatment]


class Today(BaseModel):
    income: Decimal
    collected: Decimal
    invoices: int
    drafts: int


class Stats(BaseModel):
    today: Today
    month: Figures
    receivable: Decimal
    previous_month: Figures


class MonthFigures(Figures):
    month: str = Field(examples=["2026-11"])
    invoices: int


class Months(BaseModel):
    data: list[MonthFigures]
