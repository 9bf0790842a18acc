"""Tills, sessions, movements, counts and closings of cash."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator

from common.fields import Day, Id, Money, line, text
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.cash import rules
from facturacion.fields import Amount, Method, Person, Reason

TillName = line(40, "Caja 1")
Concept = line(200, "Al depósito del banco", shortest=3)
Explanation = text(500, "Se dio mal un vuelto a las 11:20", shortest=3)
Kind = Literal["NOTE", "COIN"]


class NewTill(Input):
    name: TillName


class TillChanges(Input):
    name: TillName = None
    active: bool = None


class Till(BaseModel):
    id: int
    name: str
    active: bool
    open_by: Person | None = Field(description="Quién la tiene abierta")
    left_in_till: Decimal | None = Field(description="El efectivo que quedó en ella al cerrarla")
    version: int


class TillList(BaseModel):
    data: list[Till]


class CashRules(BaseModel):
    blind_count: bool = Field(description="Quien cuenta no ve lo esperado hasta que ha contado")
    version: int
    updated_at: datetime


class RulesChange(Input):
    blind_count: bool


class NewSession(Input):
    till_id: Id
    opening_float: Money = Field(description="El efectivo con que se abre", examples=["80.00"])


class NewMovement(Input):
    kind: Literal["WITHDRAWAL", "ADDITION"] = Field(
        description="Sale a la caja fuerte o al banco; o entra cambio"
    )
    amount: Amount
    concept: Concept


class Piece(Input):
    kind: Kind
    value: Annotated[Decimal, Field(gt=0, le=100, decimal_places=2, examples=["20.00"])]
    pieces: Annotated[int, Field(ge=0, le=100_000, examples=[9])]

    @field_validator("value")
    @classmethod
    def known(cls, value, info):
        known = rules.NOTES if info.data.get("kind") == "NOTE" else rules.COINS
        if value not in known:
            raise ValueError("No hay billetes ni monedas de ese valor.")
        return value


class MethodCount(Input):
    method: Method
    counted: Money


class NewCount(Input):
    """Notes and coins by piece, and what the vouchers of the other methods add up to; one left out counts as expected."""

    pieces: Annotated[list[Piece], Field(max_length=12)]
    methods: Annotated[list[MethodCount], Field(max_length=6)] = []

    @field_validator("pieces", "methods")
    @classmethod
    def once_each(cls, rows):
        names = [getattr(row, "method", None) or (row.kind, row.value) for row in rows]
        if len(set(names)) < len(names):
            raise ValueError("Cada valor se cuenta una sola vez.")
        return rows


class Closure(Input):
    left_in_till: Money = Field(description="Lo que se queda para la próxima apertura", examples=["80.00"])
    reason: Explanation | None = None


class Reopening(Input):
    reason: Reason


class SessionFilter(PageQuery):
    till_id: Id | None = None
    open: bool | None = None
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    sort: Literal["-opened_at", "opened_at"] = "-opened_at"


class NamedTill(BaseModel):
    id: int
    name: str


class ExpectedOfMethod(BaseModel):
    method: Method
    amount: Decimal
    payments: int


class Compared(BaseModel):
    method: Method
    payments: int
    expected: Decimal
    counted: Decimal
    difference: Decimal


class CountedPiece(BaseModel):
    kind: Kind
    value: Decimal
    pieces: int


class Count(BaseModel):
    id: int
    counted_at: datetime
    counted_by: Person
    blind: bool
    pieces: list[CountedPiece]
    methods: list[Compared]
    expected: Decimal
    counted: Decimal
    expected_cash: Decimal
    counted_cash: Decimal
    difference: Decimal
    exact: bool
    current: bool = Field(description="Falso si hubo movimientos después de contar")


class Closing(BaseModel):
    id: int
    number: str
    count_id: int
    reason: str | None
    left_in_till: Decimal
    deposited: Decimal
    closed_at: datetime
    closed_by: Person
    reopened_at: datetime | None
    reopened_by: Person | None
    reopen_reason: str | None


class ListedSession(BaseModel):
    id: int
    till: NamedTill
    cashier: Person
    day: date
    opening_float: Decimal
    opened_at: datetime
    closed_at: datetime | None
    difference: Decimal | None = Field(description="De su cierre en vigor")
    closing: str | None = Field(description="El número de su cierre en vigor")
    version: int


class SessionPage(Page[ListedSession]):
    pass


class CashSession(BaseModel):
    id: int
    till: NamedTill
    cashier: Person
    day: date
    opening_float: Decimal
    opened_at: datetime
    closed_at: datetime | None
    blind: bool = Field(description="Lo esperado se calla hasta que se cuente")
    expected: list[ExpectedOfMethod] | None
    expected_cash: Decimal | None
    collected: Decimal | None = Field(description="Lo cobrado en ella, por todas las formas")
    payments: int = Field(description="Cuántos cobros hay en ella")
    count: Count | None = Field(description="El último conteo")
    counts: int = Field(description="Cuántas veces se contó")
    closings: list[Closing]
    version: int


class OwnSession(BaseModel):
    session: CashSession | None = Field(description="La caja que usted tiene abierta")


class CashMovement(BaseModel):
    id: int
    kind: str
    method: Method
    amount: Decimal
    source: str | None
    concept: str
    moved_at: datetime
    moved_by: Person


class CashMovementPage(Page[CashMovement]):
    pass
