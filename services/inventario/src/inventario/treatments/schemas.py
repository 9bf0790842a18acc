"""Treatments, their recipes, and whether there is enough at hand for one."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from common.fields import Day, Id, ItemCode, IvaCode, LineQuantity, Price, PrintedName, Search, text
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from inventario.fields import Category

Description = text(2000)
Minutes = Annotated[int, Field(ge=1, le=1440, examples=[45])]
AESTHETIC = "Sin IVA, su factura necesita un diagnóstico vinculado"


class NewTreatment(Input):
    code: ItemCode = Field(examples=["LIM-01"])
    name: PrintedName = Field(examples=["Limpieza dental"])
    category: Category = Field(examples=["Profilaxis"])
    description: Description | None = None
    price: Price
    duration_minutes: Minutes
    iva_code: IvaCode
    aesthetic: bool = Field(False, description=AESTHETIC)


class TreatmentChanges(Input):
    """Only what changes; of these, only `description` may be null."""

    code: ItemCode = Field(None, examples=["LIM-01"])
    name: PrintedName = Field(None, examples=["Limpieza dental"])
    category: Category = Field(None, examples=["Profilaxis"])
    description: Description | None = None
    price: Price = None
    duration_minutes: Minutes = None
    iva_code: IvaCode = None
    aesthetic: bool = Field(None, description=AESTHETIC)
    active: bool = Field(None, examples=[True])


class TreatmentFilter(PageQuery):
    search: Search | None = None
    category: Category | None = None
    active: bool | None = None
    sort: Literal["name", "-name", "code", "-code", "price", "-price"] = "name"


class Treatment(BaseModel):
    id: int
    code: str
    name: str
    category: str
    description: str | None
    price: Decimal = Field(description="El que rige hoy")
    next_price: Decimal | None = Field(description="El que regirá, si hay uno anunciado")
    next_price_from: date | None
    duration_minutes: int
    iva_code: str
    aesthetic: bool
    active: bool
    cost: Decimal
    margin: Decimal
    margin_percent: Decimal | None
    version: int
    created_at: datetime
    updated_at: datetime


class TreatmentPage(Page[Treatment]):
    pass


class NewPrice(Input):
    price: Price
    valid_from: Day = Field(description="El primer día en que rige: uno que aún no llega")


class Announcer(BaseModel):
    id: str
    name: str


class AnnouncedPrice(BaseModel):
    id: int
    valid_from: date
    price: Decimal
    announced_by: Announcer
    announced_at: datetime
    withdrawn_on: date | None
    withdrawn_by: str | None


class AnnouncedPrices(BaseModel):
    data: list[AnnouncedPrice]


class NewRecipeItem(Input):
    product_id: Id = Field(examples=[1])
    quantity: LineQuantity


class NewRecipe(Input):
    items: list[NewRecipeItem] = Field(max_length=200)


class RecipeItem(BaseModel):
    product_id: int
    sku: str
    name: str
    unit: str
    quantity: Decimal
    unit_cost: Decimal
    cost: Decimal
    stock_quantity: Decimal
    usable_quantity: Decimal


class Recipe(BaseModel):
    treatment_id: int
    items: list[RecipeItem]
    cost: Decimal
    price: Decimal
    margin: Decimal
    margin_percent: Decimal | None
    version: int


class Times(Input):
    quantity: LineQuantity = Field(Decimal(1), examples=["1"])


class MissingProduct(BaseModel):
    product_id: int
    name: str
    required: Decimal
    available: Decimal


class StockCheck(BaseModel):
    available: bool
    missing: list[MissingProduct]
