"""Exams, orders and results, as they come in and go out."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import Id, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.fields import Annulled, CertainDiagnosis, CertifiedDiagnosis, Person

Category = line(60, "Química sanguínea")
ExamName = line(120, "Glucosa en ayunas", shortest=2)
Unit = line(20, "mg/dL")
Detail = line(120, "pieza 36")
Indication = line(500, "Control previo a cirugía", shortest=3)
Value = line(200, "98,5")
Remark = line(500, "Muestra hemolizada")
Limit = Annotated[Decimal, Field(max_digits=12, decimal_places=3, examples=["70"])]


class OrderKind(StrEnum):
    LABORATORY = "LABORATORY"
    IMAGING = "IMAGING"


class NewExam(Input):
    kind: OrderKind
    category: Category
    name: ExamName
    unit: Unit | None = Field(None, description="De lo que se informa con un número")
    low: Limit | None = None
    high: Limit | None = None


class ExamChanges(Input):
    active: bool


class ExamFilter(PageQuery):
    kind: OrderKind | None = None
    active: bool | None = None
    search: Search | None = None
    sort: Literal["name", "-name"] = "name"


class Exam(BaseModel):
    id: int
    kind: OrderKind
    category: str = Field(examples=["Química sanguínea"])
    name: str = Field(examples=["Glucosa en ayunas"])
    unit: str | None = Field(examples=["mg/dL"])
    low: Decimal | None
    high: Decimal | None
    active: bool
    version: int


class ExamPage(Page[Exam]):
    pass


class NewOrderItem(Input):
    exam_id: Id
    detail: Detail | None = Field(
        None, description="La pieza, la proyección, la región", examples=["pieza 36"]
    )


class NewOrder(Input):
    kind: OrderKind
    note_id: Id | None = Field(None, description="El borrador del que cuelga", examples=[None])
    urgent: bool = False
    indication: Indication
    diagnoses: Annotated[list[CertainDiagnosis], Field(min_length=1, max_length=10)]
    items: Annotated[list[NewOrderItem], Field(min_length=1, max_length=40)]


class OrderItem(BaseModel):
    exam_id: int
    category: str
    name: str = Field(examples=["Glucosa en ayunas"])
    unit: str | None
    low: Decimal | None
    high: Decimal | None
    detail: str | None


class NewResult(Input):
    """A value of one exam, or a document of one or of all of them."""

    position: int | None = Field(
        None, ge=1, le=40, description="El lugar del examen en la orden", examples=[1]
    )
    value: Value | None = Field(None, examples=["98,5"])
    attachment_id: Id | None = Field(None, examples=[None])
    remark: Remark | None = Field(None, examples=[None])


class ResultDocument(BaseModel):
    id: int
    file_id: str
    title: str
    media_type: str
    withdrawn: bool


class OrderResult(BaseModel):
    id: int
    position: int | None
    value: str | None = Field(examples=["98.5"])
    flag: Literal["LOW", "HIGH"] | None = Field(description="Fuera de los límites que tenía el examen")
    document: ResultDocument | None
    remark: str | None
    recorded_by: Person
    recorded_at: datetime
    withdrawn: Annulled | None


class Seen(BaseModel):
    by: Person
    at: datetime


class Order(BaseModel):
    id: int
    number: str = Field(examples=["0000042"])
    kind: OrderKind
    patient_id: int
    note_id: int | None
    patient_name: str = Field(examples=["Ana Pérez"])
    urgent: bool
    indication: str
    diagnoses: list[CertifiedDiagnosis]
    items: list[OrderItem]
    professional: Person
    issued_at: datetime
    state: Literal["ORDERED", "RESULTED", "SEEN", "ANNULLED"]
    results: list[OrderResult]
    seen: Seen | None = Field(description="Quién vio los últimos resultados")
    annulled: Annulled | None


class OrderPage(Page[Order]):
    pass


class ResultsSeen(Input):
    result_id: Id = Field(description="El último resultado que estaba a la vista")


class UnseenOrders(BaseModel):
    data: list[Order] = Field(description="Los que más esperan primero, hasta 100")
