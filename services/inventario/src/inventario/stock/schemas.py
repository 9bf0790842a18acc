"""Lots, the movements that change them, and what was missing."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import BaseModel, Field

from common.fields import Day, Id, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from inventario.fields import LotNumber, Reason, Signed, UnitCost

Kind = Literal["PURCHASE", "ADJUSTMENT", "WRITE_OFF", "RETURN", "CONSUMPTION", "REVERSAL", "ANNULMENT"]


Cause = Literal["EXPIRED", "DAMAGED", "LOST", "OTHER"]


class NewMovement(Input):
    """A PURCHASE brings `lot_number` and `unit_cost`; the others name a `lot_id` and a `reason`, a WRITE_OFF its `cause`."""

    kind: Literal["PURCHASE", "ADJUSTMENT", "WRITE_OFF", "RETURN"]
    quantity: Signed
    lot_number: LotNumber | None = None
    lot_id: Id | None = None
    expiry_date: Day | None = None
    unit_cost: UnitCost | None = None
    reason: Reason | None = None
    cause: Cause | None = Field(
        None, description="Por qué se da de baja; sin decirlo, que venció el lote vencido, u otro motivo"
    )


class AnnulledMovement(Input):
    reason: Reason = Field(examples=["Se dio de baja el lote equivocado"])


class ProductMovementFilter(PageQuery):
    sort: ClassVar[str] = "-id"
    search: Search | None = Field(
        None, description="Palabras del producto, el lote, el motivo o quien lo hizo"
    )
    kind: Kind | None = None


class MovementFilter(ProductMovementFilter):
    product_id: Id | None = None
    appointment_id: Id | None = None


class MovementActor(BaseModel):
    id: str
    name: str


class Movement(BaseModel):
    id: int
    product_id: int
    product_name: str
    lot_id: int
    lot_number: str
    kind: Kind
    quantity: Decimal
    unit_cost: Decimal
    balance_after: Decimal = Field(
        description="Todo lo que quedó del producto, también lo caducado o retirado; lo utilizable lo dice el producto"
    )
    reason: str | None
    cause: Cause | None
    appointment_id: int | None
    receipt_id: int | None = Field(description="Con qué ingreso entró, o cuál se anuló")
    actor: MovementActor | None
    occurred_at: datetime
    undone: bool = Field(description="Otro movimiento lo deshizo")


class MovementPage(Page[Movement]):
    pass


class LotChanges(Input):
    """Only what changes; an `expiry_date` of null says that the lot does not expire."""

    recalled: bool = Field(None, examples=[True])
    expiry_date: Day | None = None


class Lot(BaseModel):
    id: int
    product_id: int
    lot_number: str
    expiry_date: date | None
    quantity: Decimal
    unit_cost: Decimal
    received_at: datetime
    recalled: bool
    expired: bool
    version: int
    created_at: datetime
    updated_at: datetime


class Stock(BaseModel):
    product_id: int
    stock_quantity: Decimal = Field(description="Suma de sus lotes: lo utilizable, lo vencido y lo retirado")
    usable_quantity: Decimal
    expired_quantity: Decimal
    recalled_quantity: Decimal
    lots: list[Lot]


class ShortageFilter(PageQuery):
    sort: ClassVar[str] = "-id"
    search: Search | None = Field(None, description="Palabras del producto o de lo que se resolvió")
    resolved: bool | None = None
    product_id: Id | None = None
    appointment_id: Id | None = None


class Resolution(Input):
    reason: Reason = Field(examples=["Se compró el mismo día con caja chica"])


class Shortage(BaseModel):
    id: int
    product_id: int
    product_name: str
    appointment_id: int
    quantity: Decimal
    created_at: datetime
    resolved_at: datetime | None
    resolved_by: MovementActor | None
    resolution: str | None


class ShortagePage(Page[Shortage]):
    pass
