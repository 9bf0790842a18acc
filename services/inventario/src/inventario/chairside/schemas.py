"""Uses of lots and sterile packs, and sterilisation cycles, as they come in and go out."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from common.fields import Id, Moment, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input

# FDI (ISO 3950): permanent 11 to 48, temporary 51 to 85. Which of them exist, the database holds.
Tooth = Annotated[int, Field(ge=11, le=85, examples=[36])]
UsedQuantity = Annotated[Decimal, Field(gt=0, le=10_000, decimal_places=3, examples=["1.000"])]
Reason = line(500, "Se anotó en otro paciente", shortest=3)
Contents = line(120, "Cassette de exodoncia")
Autoclave = line(60, "Autoclave 1")
Program = line(80, "Instrumental embolsado")
CycleRemark = line(500, "Carga pequeña")
Chemical = Literal["PASSED", "FAILED"]
Biological = Literal["NONE", "PENDING", "PASSED", "FAILED"]
PackState = Literal["READY", "USED", "EXPIRED", "FAILED", "DISCARDED"]


class ByWhom(BaseModel):
    id: str = Field(examples=["3"])
    name: str = Field(examples=["Dra. Carla Ruiz"])


class WhosePatient(BaseModel):
    id: int | None
    name: str | None


class UseWithdrawn(BaseModel):
    at: datetime
    by: ByWhom
    reason: str


class Withdrawal(Input):
    reason: Reason


class NewMaterialUse(Input):
    """Before the visit is completed it decides which lot leaves the stock; afterwards it says where what left went."""

    appointment_id: Id
    lot_id: Id
    quantity: UsedQuantity = Decimal(1)
    tooth: Tooth | None = Field(None, description="Sin ella, de toda la boca")


class UseFilter(PageQuery):
    sort: ClassVar[str] = "-id"
    appointment_id: Id | None = None
    patient_id: Id | None = None


class MaterialUseFilter(UseFilter):
    lot_id: Id | None = None


class MaterialUse(BaseModel):
    id: int
    appointment_id: int
    patient: WhosePatient
    product_id: int
    product_name: str
    unit: str
    lot_id: int
    lot_number: str
    expiry_date: date | None
    recalled: bool
    quantity: Decimal
    tooth: int | None
    used_on: date
    noted_at: datetime
    noted_by: ByWhom
    withdrawn: UseWithdrawn | None


class MaterialUsePage(Page[MaterialUse]):
    pass


class UsableLotFilter(PageQuery):
    sort: ClassVar[str] = "expiry"
    search: Search | None = Field(None, description="Palabras del producto o del número de lote")


class UsableLot(BaseModel):
    id: int
    product_id: int
    product_name: str
    unit: str
    lot_number: str
    expiry_date: date | None
    quantity: Decimal


class UsableLotPage(Page[UsableLot]):
    pass


class LotVisitFilter(PageQuery):
    sort: ClassVar[str] = "-appointment_id"


class LotVisit(BaseModel):
    """A visit in which the lot was used: whose, how much left the stock for it, and at which teeth."""

    appointment_id: int
    patient: WhosePatient
    used_on: date
    quantity: Decimal = Field(description="Lo que salió del inventario; 0 mientras la cita no termina")
    teeth: list[int] = Field(description="Las piezas que se anotaron")


class LotVisitPage(Page[LotVisit]):
    pass


class VisitQuery(Input):
    appointment_id: Id


class ConsumedLot(BaseModel):
    """What a completed visit took of a lot, and how much of it is said of a tooth or the mouth."""

    lot_id: int
    lot_number: str
    product_name: str
    unit: str
    quantity: Decimal
    noted: Decimal


class VisitMaterials(BaseModel):
    completed: bool = Field(description="Los materiales de la cita ya salieron del inventario")
    consumed: list[ConsumedLot]


class NewPackUse(Input):
    appointment_id: Id
    pack_id: Id
    tooth: Tooth | None = None


class PackUseFilter(UseFilter):
    cycle_id: Id | None = None


class PackUse(BaseModel):
    id: int
    appointment_id: int
    patient: WhosePatient
    pack_id: int
    label: str
    contents: str
    cycle_id: int
    autoclave: str
    cycle_number: int
    chemical: Chemical
    biological: Biological
    tooth: int | None
    used_on: date
    noted_at: datetime
    noted_by: ByWhom
    withdrawn: UseWithdrawn | None


class PackUsePage(Page[PackUse]):
    pass


class NewPacks(Input):
    contents: Contents
    count: Annotated[int, Field(ge=1, le=60, examples=[4])] = 1
    sterile_days: Annotated[int, Field(ge=1, le=730, examples=[30])] = 30


class NewCycle(Input):
    autoclave: Autoclave
    program: Program | None = None
    temperature: Annotated[Decimal, Field(ge=100, le=200, decimal_places=1, examples=["134.0"])]
    minutes: Annotated[int, Field(ge=1, le=240, examples=[18])]
    started_at: Moment | None = Field(None, description="Sin ella, ahora")
    chemical: Chemical
    biological: Biological = "NONE"
    remark: CycleRemark | None = None
    packs: list[NewPacks] = Field(min_length=1, max_length=60)


class CycleChanges(Input):
    """Only what is to change: the result of the spores, once it is known, or what is to be remembered."""

    biological: Biological = None
    remark: CycleRemark | None = None


class CycleFilter(PageQuery):
    sort: ClassVar[str] = "-started_at"
    autoclave: Autoclave | None = None
    failed: bool | None = Field(None, description="Solo los que fallaron un indicador, o solo los demás")
    pending: bool | None = Field(None, description="Los que esperan el indicador biológico")


class Cycle(BaseModel):
    id: int
    autoclave: str
    number: int
    program: str | None
    temperature: Decimal
    minutes: int
    started_at: datetime
    chemical: Chemical
    biological: Biological
    biological_at: datetime | None
    biological_by: ByWhom | None
    remark: str | None
    operator: ByWhom
    packs: int
    packs_used: int
    version: int
    created_at: datetime


class CyclePage(Page[Cycle]):
    pass


class Autoclaves(BaseModel):
    data: list[str]


class PackFilter(PageQuery):
    sort: ClassVar[str] = "id"
    search: Search | None = Field(None, description="La etiqueta o el contenido")
    cycle_id: Id | None = None
    ready: bool | None = Field(None, description="Solo los que se pueden abrir hoy")


class Pack(BaseModel):
    id: int
    cycle_id: int
    label: str
    contents: str
    sterile_until: date
    state: PackState
    discarded_reason: str | None


class PackPage(Page[Pack]):
    pass
