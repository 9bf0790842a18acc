"""Products: what the clinic buys, keeps, uses and sells."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import ItemCode, IvaCode, Price, PrintedName, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from inventario.fields import Category

Unit = line(40, "unidad")
# numeric(14,3), never negative
Level = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=3, examples=["10.000"])]


class NewProduct(Input):
    sku: ItemCode = Field(examples=["GUA-M"])
    name: PrintedName = Field(examples=["Guantes de nitrilo, talla M"])
    category: Category = Field(examples=["Bioseguridad"])
    unit: Unit
    minimum_stock: Level = Decimal(0)
    sale_price: Price = Decimal(0)
    iva_code: IvaCode


class ProductChanges(Input):
    """Only what changes; null is no value for any of these."""

    sku: ItemCode = Field(None, examples=["GUA-M"])
    name: PrintedName = Field(None, examples=["Guantes de nitrilo, talla M"])
    category: Category = Field(None, examples=["Bioseguridad"])
    unit: Unit = None
    minimum_stock: Level = None
    sale_price: Price = None
    iva_code: IvaCode = None
    active: bool = Field(None, examples=[True])


class LowStockFilter(PageQuery):
    search: Search | None = None
    category: Category | None = None
    active: bool | None = None
    sort: Literal[
        "name",
        "-name",
        "sku",
        "-sku",
        "stock_quantity",
        "-stock_quantity",
        "usable_quantity",
        "-usable_quantity",
    ] = "name"


class ProductFilter(LowStockFilter):
    low_stock: bool | None = Field(None, description="Según su existencia utilizable")
    expired: bool | None = Field(None, description="Si le quedan existencias vencidas")


class ExpiringFilter(PageQuery):
    by: date = Field(description="El último día", examples=["2026-12-31"])
    search: Search | None = None
    category: Category | None = None
    active: bool | None = None


class Product(BaseModel):
    id: int
    sku: str
    name: str
    category: str
    unit: str
    minimum_stock: Decimal
    sale_price: Decimal
    iva_code: str
    active: bool
    stock_quantity: Decimal = Field(description="Suma de sus lotes: lo utilizable, lo vencido y lo retirado")
    usable_quantity: Decimal = Field(description="Lo que hoy se puede usar")
    expired_quantity: Decimal
    recalled_quantity: Decimal
    average_cost: Decimal
    low_stock: bool = Field(description="Si lo utilizable está en el mínimo o por debajo")
    next_expiry: date | None = Field(description="De lo utilizable")
    first_expiry: date | None = Field(description="De lo que queda sin retirar, aunque ya haya vencido")
    version: int
    created_at: datetime
    updated_at: datetime


class ProductPage(Page[Product]):
    pass
