"""Operational expenses: rent, payroll, services; what the clinic spends beside its materials."""

from datetime import date as calendar_date
from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Day, Line, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Amount, Confirmed, Method, Person, Reason, Span

Category = line(80, "Arriendo", shortest=2)
Description = line(300, "Arriendo del consultorio, noviembre", shortest=3)
DocumentNumber = line(50, "002-001-000004512")
Sort = Literal["-date", "date", "-amount", "amount"]


class NewExpense(Input):
    date: Day
    category: Category
    description: Description
    amount: Amount
    supplier_name: Line | None = Field(None, examples=["Inmobiliaria Andina"])
    document_number: DocumentNumber | None = None
    payment_method: Method
    confirm_repeated: Confirmed = False


class ExpenseChanges(Input):
    """What is left out stays. `active: false` voids the expense for good and needs `void_reason`."""

    date: Day = None
    category: Category = None
    description: Description = None
    amount: Amount = None
    supplier_name: Line | None = None
    document_number: DocumentNumber | None = None
    payment_method: Method = None
    confirm_repeated: Confirmed = False
    active: bool = True
    void_reason: Reason | None = Field(None, validate_default=True)

    @field_validator("void_reason")
    @classmethod
    def only_and_always_to_void(cls, reason, info: ValidationInfo):
        voids = info.data.get("active") is False
        if voids and reason is None:
            raise ValueError("Escriba el motivo de la anulación.")
        if reason is not None and not voids:
            raise ValueError("El motivo se escribe solo al anular el gasto.")
        return reason


class ExpenseFilter(PageQuery, Span):
    category: Category | None = None
    active: bool | None = None
    search: Search | None = None
    sort: Sort = "-date"


class Expense(BaseModel):
    id: int
    date: calendar_date
    category: str
    description: str
    amount: Decimal
    supplier_name: str | None
    document_number: str | None
    payment_method: Method
    repeated: bool = Field(description="Se confirmó que repite el documento de otro gasto")
    active: bool
    void_reason: str | None
    recorded_by: Person
    version: int
    created_at: datetime
    updated_at: datetime


class ExpensePage(Page[Expense]):
    pass


class CategoryRename(Input):
    """`name` is found whatever its case and accents."""

    name: Category
    new_name: Category


class CategoryCount(BaseModel):
    name: str
    count: int


class CategoryList(BaseModel):
    data: list[CategoryCount]


class CategoryTotal(BaseModel):
    category: str
    total: Decimal
    count: int


class ExpenseTotals(BaseModel):
    total: Decimal
    by_category: list[CategoryTotal]
