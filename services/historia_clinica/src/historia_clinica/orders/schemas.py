"""Orders and their results, as they come in and go out."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import Id, line
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import (
    CertainDiagnosis,
    CertifiedDiagnosis,
    ExamKind,
    IssuedPaper,
    Person,
    Withdrawn,
)

Detail = line(120, "pieza 36")
Indication = line(500, "Control previo a cirugía", shortest=3)
Value = line(200, "98,5")
Remark = line(500, "Muestra hemolizada")


class NewOrderItem(Input):
    exam_id: Id
    detail: Detail | None = Field(
        None, description="La pieza, la proyección, la región", examples=["pieza 36"]
    )


class NewOrder(Input):
    kind: ExamKind
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
    withdrawn: Withdrawn | None


class Seen(BaseModel):
    by: Person
    at: datetime


class Order(IssuedPaper):
    kind: ExamKind
    note_id: int | None
    patient_name: str = Field(examples=["Ana Pérez"])
    urgent: bool
    indication: str
    diagnoses: list[CertifiedDiagnosis]
    items: list[OrderItem]
    professional: Person
    state: Literal["ORDERED", "RESULTED", "SEEN", "ANNULLED"]
    results: list[OrderResult]
    seen: Seen | None = Field(description="Quién vio los últimos resultados")


class OrderPage(Page[Order]):
    pass


class ResultsSeen(Input):
    result_id: Id = Field(description="El último resultado que estaba a la vista")


class UnseenOrders(BaseModel):
    data: list[Order] = Field(description="Los que más esperan primero, hasta 100")
