"""What was lost of the stock in a month, and the movements behind it."""

from datetime import date as calendar_date
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import BaseModel, Field

from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.reports.schemas.margin import Month

About = Literal["EXPIRED", "DAMAGED", "LOST", "OTHER", "COUNT", "RETURN"]


class LossesQuery(Input):
    month: Month | None = None


class LossLinesQuery(LossesQuery, PageQuery):
    sort: ClassVar[str] = "-day"
    about: About | None = Field(None, description="Sin decirlo, todo lo que es pérdida")


class Cause(BaseModel):
    about: About
    cost: Decimal
    count: int


class Losses(BaseModel):
    month: str
    total: Decimal = Field(description="Lo que resta del resultado del mes")
    by_cause: list[Cause] = Field(
        description="Bajas por su causa; COUNT, lo que los conteos hallaron de menos y de más"
    )
    bought: Decimal = Field(description="De las compras con documento del mes, lo que entró a los lotes")
    returned: Decimal = Field(description="Devuelto a los proveedores, al costo de sus lotes")
    purchases: Decimal = Field(description="Comprado menos devuelto")


class LossLine(BaseModel):
    id: int = Field(description="El movimiento de inventario")
    day: calendar_date
    about: About
    product_id: int
    product_name: str
    unit: str
    lot_number: str
    quantity: Decimal = Field(description="Lo que salió, bajo cero")
    unit_cost: Decimal
    cost: Decimal = Field(description="Lo que costaba lo que salió; bajo cero, lo que apareció")
    reason: str | None


class LossLinePage(Page[LossLine]):
    pass
