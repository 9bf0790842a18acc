"""Exams, as they come in and go out."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.fields import ExamKind

Category = line(60, "Química sanguínea")
ExamName = line(120, "Glucosa en ayunas", shortest=2)
Unit = line(20, "mg/dL")
Limit = Annotated[Decimal, Field(max_digits=12, decimal_places=3, examples=["70"])]


class NewExam(Input):
    kind: ExamKind
    category: Category
    name: ExamName
    unit: Unit | None = Field(None, description="De lo que se informa con un número")
    low: Limit | None = None
    high: Limit | None = None


class ExamChanges(Input):
    active: bool


class ExamFilter(PageQuery):
    kind: ExamKind | None = None
    active: bool | None = None
    search: Search | None = None
    sort: Literal["name", "-name"] = "name"


class Exam(BaseModel):
    id: int
    kind: ExamKind
    category: str = Field(examples=["Química sanguínea"])
    name: str = Field(examples=["Glucosa en ayunas"])
    unit: str | None = Field(examples=["mg/dL"])
    low: Decimal | None
    high: Decimal | None
    active: bool
    version: int


class ExamPage(Page[Exam]):
    pass
