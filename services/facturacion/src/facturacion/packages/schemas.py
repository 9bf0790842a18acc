"""Packages, what was sold of them, and what becomes of their sessions."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator

from common.fields import Day, Id, IvaCode, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Amount, Person, Reason

PackageName = line(120, "Limpieza anual, 4 sesiones")
Sessions = Annotated[int, Field(ge=1, le=200, examples=[4])]
Validity = Annotated[
    int, Field(ge=1, le=3650, examples=[365], description="Días desde la venta; sin ellos, no vence")
]
State = Literal["OPEN", "EXPIRED", "USED", "VOID"]


class NewPackageItem(Input):
    treatment_id: Id
    sessions: Sessions


Items = Annotated[list[NewPackageItem], Field(min_length=1, max_length=20)]


def each_once(items):
    if items and len({item.treatment_id for item in items}) < len(items):
        raise ValueError("Cada tratamiento va una sola vez.")
    return items


class NewPackage(Input):
    name: PackageName
    items: Items
    price: Amount = Field(description="Sin IVA")
    iva_code: IvaCode
    validity_days: Validity | None = None

    check_items = field_validator("items")(each_once)


class PackageChanges(Input):
    """What is left out stays; `items` are replaced as a whole. What was sold keeps its own."""

    name: PackageName = None
    items: Items = None
    price: Amount = None
    iva_code: IvaCode = None
    validity_days: Validity | None = None
    active: bool = None

    check_items = field_validator("items")(each_once)


class PackageItem(BaseModel):
    treatment_id: int
    treatment_name: str
    list_price: Decimal = Field(description="Lo que costaba una sesión por separado")
    sessions: int


class PackageInfo(BaseModel):
    id: int
    name: str
    items: list[PackageItem]
    price: Decimal
    iva_code: str
    validity_days: int | None
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class PackageCatalogue(BaseModel):
    data: list[PackageInfo]


class CatalogueQuery(Input):
    active: bool | None = None


class HeldFilter(PageQuery):
    """`patient_id` also finds what others share with them."""

    patient_id: Id | None = None
    package_id: Id | None = None
    state: State | None = None
    search: Search | None = None
    sort: Literal["-sold_on", "sold_on", "expires_on"] = "-sold_on"


class HeldPackage(BaseModel):
    """A package that was sold."""

    id: int
    package_id: int
    invoice_id: int
    number: str = Field(description="La factura con que se vendió")
    final_consumer: bool = Field(
        description="Se facturó a consumidor final: no lleva nota de crédito, y no se devuelve"
    )
    name: str
    patient_id: int
    patient_name: str
    sold_on: date
    expires_on: date | None
    state: State
    sessions: int
    used: int = Field(description="Sesiones usadas o devueltas")
    amount: Decimal = Field(description="Sin IVA")
    delivered: Decimal = Field(
        description="Lo ganado: las sesiones que se dieron, y las que vencieron y se reconocieron"
    )
    refunded: Decimal
    remaining: Decimal = Field(description="Lo cobrado que todavía se debe en sesiones")
    version: int


class HeldPage(Page[HeldPackage]):
    pass


class HeldItem(BaseModel):
    id: int
    treatment_id: int
    treatment_name: str
    sessions: int
    left: int
    amount: Decimal


class Sharer(BaseModel):
    patient_id: int
    patient_name: str
    added_at: datetime
    added_by: Person


class Extension(BaseModel):
    was: date
    expires_on: date
    reason: str
    extended_at: datetime
    extended_by: Person


class SessionUse(BaseModel):
    """A session given, refunded, or earned because it expired."""

    id: int
    item_id: int
    kind: Literal["REDEEMED", "REFUNDED", "EXPIRED"]
    session: int
    treatment_name: str
    value: Decimal
    day: date
    patient_id: int | None
    patient_name: str | None
    doctor_name: str | None
    appointment_id: int | None
    recorded_at: datetime
    undone_at: datetime | None
    undone_reason: str | None


class HeldDetail(HeldPackage):
    items: list[HeldItem]
    sharers: list[Sharer]
    extensions: list[Extension]
    uses: list[SessionUse]


class NewSharer(Input):
    patient_id: Id


class NewExtension(Input):
    expires_on: Day
    reason: Reason


class NewRedemption(Input):
    """A session given outside the agenda, today."""

    item_id: Id
    patient_id: Id = Field(description="Quién la usa: el dueño, o alguien con quien lo comparte")


class UndoWish(Input):
    reason: Reason


class OwedRow(BaseModel):
    """What is still owed of one package of the catalogue."""

    package_id: int
    name: str
    count: int
    sessions: int
    open: Decimal
    expired: Decimal
    remaining: Decimal


class OwedSums(BaseModel):
    count: int
    sessions: int
    open: Decimal
    expired: Decimal
    remaining: Decimal


class Liability(BaseModel):
    today: date
    rows: list[OwedRow]
    total: OwedSums
