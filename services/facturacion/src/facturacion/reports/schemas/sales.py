"""Sales reports: what was sold, charged and collected, and the lines behind each row."""

from datetime import date as calendar_date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Id, line
from common.web.paging import Page, PageQuery
from facturacion.fields import Method, Span
from facturacion.reports.schemas.margin import Kind

By = Literal["day", "month", "treatment", "professional", "category", "method"]


Category = line(60, "Profilaxis")


class SalesQuery(Span):
    by: By = "day"


class SaleLinesQuery(PageQuery, Span):
    """The lines of one row: of a treatment or product, of a professional, of a category, of a method, or of none."""

    kind: Kind | None = None
    reference_id: Id | None = Field(None, validate_default=True)
    doctor_id: Id | None = None
    category: Category | None = None
    method: Method | None = None
    without: Literal["treatment", "professional", "category"] | None = None
    sort: Literal["-day", "day"] = "-day"

    @field_validator("reference_id")
    @classmethod
    def with_its_kind(cls, id, info: ValidationInfo):
        if (id is None) != (info.data.get("kind") is None):
            raise ValueError("Indique el tratamiento o producto con su tipo.")
        return id


class SaleSums(BaseModel):
    income: Decimal = Field(description="Vendido sin IVA, menos lo anulado y las notas de crédito")
    quantity: Decimal
    charged: Decimal = Field(description="Facturado con IVA, de las facturas que siguen en pie")
    collected: Decimal
    count: int = Field(description="Facturas, o movimientos de dinero por forma de pago")


class SaleRow(SaleSums):
    """What does not name the row is null."""

    day: calendar_date | None = Field(description="El día, o el primero del mes")
    kind: Kind | None
    reference_id: int | None
    doctor_id: int | None
    category: str | None
    method: Method | None
    name: str | None


class SalesReport(BaseModel):
    first: calendar_date = Field(alias="from")
    last: calendar_date = Field(alias="to")
    by: By
    rows: list[SaleRow]
    total: SaleSums


class SaleLine(BaseModel):
    id: int
    day: calendar_date
    source: str = Field(examples=["INVOICE"])
    invoice_id: int | None
    number: str | None
    buyer_name: str | None
    kind: Kind | None
    reference_id: int | None
    name: str | None
    doctor_name: str | None
    method: Method | None
    amount: Decimal


class SaleLinePage(Page[SaleLine]):
    pass
