"""Expenses that come back each month: their rule, what is proposed, what is decided."""

from datetime import date as calendar_date
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Day, Line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.expenses.schemas.expenses import (
    Category,
    Description,
    DocumentNumber,
    DocumentType,
    Part,
    Ruc,
)
from facturacion.fields import Amount, Confirmed, Method, Person

# Any of its days says which month.
Month = Annotated[Day, AfterValidator(lambda day: day.replace(day=1)), Field(examples=["2026-11-01"])]
DayOfMonth = Annotated[
    int, Field(ge=1, le=31, description="En un mes más corto, su último día", examples=[5])
]


class NewRecurringExpense(Input):
    category: Category
    description: Description
    amount: Amount
    iva: Part = Decimal(0)
    supplier_name: Line | None = None
    supplier_ruc: Ruc | None = None
    document_type: DocumentType | None = None
    payment_method: Method
    day_of_month: DayOfMonth
    first_month: Month = Field(description="Desde qué mes se propone")


class RecurringExpenseChanges(Input):
    """What is left out stays. `active: false` proposes it no more; `true` again proposes it from `first_month`."""

    category: Category = None
    description: Description = None
    amount: Amount = None
    iva: Part = None
    supplier_name: Line | None = None
    supplier_ruc: Ruc | None = None
    document_type: DocumentType | None = None
    payment_method: Method = None
    day_of_month: DayOfMonth = None
    first_month: Month = None
    active: bool = None


class RecurringFilter(PageQuery):
    active: bool | None = None
    sort: Literal["description", "-description", "amount", "-amount"] = "description"


class RecurringExpense(BaseModel):
    id: int
    category: str
    description: str
    amount: Decimal
    iva: Decimal
    supplier_name: str | None
    supplier_ruc: str | None
    document_type: DocumentType | None
    payment_method: Method
    day_of_month: int
    first_month: calendar_date
    active: bool
    created_by: Person
    version: int
    created_at: datetime
    updated_at: datetime


class RecurringExpensePage(Page[RecurringExpense]):
    pass


class Proposal(BaseModel):
    """An expense of a month that nobody recorded nor skipped."""

    recurring_id: int
    month: calendar_date
    due_on: calendar_date
    category: str
    description: str
    amount: Decimal
    supplier_name: str | None
    payment_method: Method


class SkippedMonth(BaseModel):
    recurring_id: int
    month: calendar_date
    description: str
    skipped_by: Person
    skipped_at: datetime


class ProposalList(BaseModel):
    data: list[Proposal]
    skipped: list[SkippedMonth] = Field(
        description="Los que se omitieron de esos meses: se pueden proponer otra vez"
    )


class Acceptance(Input):
    """The month's expense. What is left out is as its rule says, on the day it is due, or today if that has not come."""

    month: Month
    date: Day | None = None
    amount: Amount | None = None
    document_number: DocumentNumber | None = None
    payment_method: Method | None = None
    from_till: bool = False
    confirm_repeated: Confirmed = False


class MonthSkip(Input):
    month: Month
