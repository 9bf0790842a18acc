"""Treatment plans, as they come in and go out."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Id, Ids, Moment, Money, line, text
from common.web.schema import Input
from historia_clinica.fields import Cie10Code, FindingKind, Person, Signature
from historia_clinica.plans.rules import FACES, in_order

PlanName = line(120, "Plan de noviembre")
PhaseName = line(80, "Urgencia y control")
Phases = Annotated[list[PhaseName], Field(min_length=1, max_length=9)]
Remarks = text(2000, "Anticoagulada: INR del día antes de la extracción de 48.", shortest=1)
Remark = line(500, "Con INR del día")
Phase = Annotated[int, Field(ge=1, le=9, examples=[1])]
Sessions = Annotated[int, Field(ge=1, le=40, examples=[2])]
# FDI (ISO 3950): permanent 11 to 48, temporary 51 to 85. Which of them exist, the database holds.
Tooth = Annotated[int, Field(ge=11, le=85, examples=[26])]
Face = Literal["V", "M", "D", "L", "O"]
Faces = Annotated[list[Face], Field(max_length=len(FACES), examples=[["M", "O"]]), AfterValidator(in_order)]
Quadrant = Annotated[int, Field(ge=1, le=8, examples=[None])]
Arch = Literal["UPPER", "LOWER"]
Group = line(80, "Restauración de 14")
Letter = Annotated[str, Field(pattern="^[A-D]$", examples=["A"])]
Lasts = line(40, "10–15 años")
Wear = Literal["NONE", "LESS", "MORE"]
DiscountReason = line(200, "Paciente frecuente")
Reason = line(500, "Prefiere pensarlo", shortest=3)
WhoSigns = line(200, "María Fernanda Vélez Ortiz", shortest=3)
SignerDocument = line(40, "1710034065")
Relation = line(60, "madre")
Status = Literal["PROPOSED", "ACCEPTED", "DONE", "DECLINED"]


class PlanFinding(Input):
    """The finding of the chart that an item treats."""

    tooth: Tooth
    kind: FindingKind


class NewPlan(Input):
    name: PlanName = "Plan de tratamiento"
    phases: Phases = ["Urgencia y control", "Saneamiento", "Rehabilitación", "Mantenimiento"]
    remarks: Remarks | None = None


class PlanChanges(Input):
    """Only what is to change. `closed` ends the plan, or opens it again."""

    name: PlanName = None
    phases: Phases = None
    remarks: Remarks | None = None
    closed: bool = None


class NewPlanItem(Input):
    """Without tooth, quadrant and arch it is of the whole mouth."""

    treatment_id: Id = Field(examples=[4])
    phase: Phase = 1
    tooth: Tooth | None = None
    faces: Faces = []
    quadrant: Quadrant | None = None
    arch: Arch | None = Field(None, examples=[None])
    sessions: Sessions = 1
    discount: Money = Field(Decimal(0), examples=["0.00"])
    discount_reason: DiscountReason | None = None
    alternative_group: Group | None = Field(None, description="Para qué es; sus alternativas lo comparten")
    alternative: Letter | None = Field(None, description="De cuál de las alternativas es parte")
    lasts: Lasts | None = Field(None, description="Cuánto se espera que dure")
    wear: Wear | None = Field(None, description="Cuánto diente sano se desgasta", examples=["MORE"])
    cie10_code: Cie10Code | None = None
    finding: PlanFinding | None = None
    remark: Remark | None = None


class PlanItemChanges(Input):
    """Only what is to change, of an item that is still proposed; `phase` also of an accepted one."""

    treatment_id: Id = Field(None, examples=[4])
    phase: Phase = None
    tooth: Tooth | None = None
    faces: Faces = None
    quadrant: Quadrant | None = None
    arch: Arch | None = Field(None, examples=[None])
    sessions: Sessions = None
    discount: Money = Field(None, examples=["0.00"])
    discount_reason: DiscountReason | None = None
    alternative_group: Group | None = None
    alternative: Letter | None = None
    lasts: Lasts | None = None
    wear: Wear | None = Field(None, examples=["LESS"])
    cie10_code: Cie10Code | None = None
    remark: Remark | None = None


class PlacedItem(Input):
    id: Id
    phase: Phase


class PlanOrder(Input):
    items: list[PlacedItem] = Field(
        min_length=1, max_length=200, description="Todos los ítems, en su nuevo orden"
    )


Chosen = Annotated[list[Id], Field(min_length=1, max_length=200, examples=[[3, 4]])]


class NewPlanAcceptance(Input):
    items: Chosen
    signer_name: WhoSigns
    signer_document: SignerDocument | None = None
    signer_relation: Relation | None = Field(None, description="Qué es del paciente quien firma por él")
    signature: Signature


class PlanWithdrawal(Input):
    reason: Reason


class PlanDeclined(Input):
    items: Chosen
    reason: Reason


class NewPlanSession(Input):
    done_at: Moment | None = Field(None, description="Sin ella, ahora")
    note_id: Id | None = Field(None, description="La nota que lo cuenta", examples=[None])


class PlanSession(BaseModel):
    id: int
    appointment_id: int | None
    note_id: int | None = Field(description="Nulo también para quien no lee la historia")
    done_at: datetime
    done_by: Person


class PlanItem(BaseModel):
    id: int
    plan_id: int
    phase: int
    position: int
    tooth: int | None
    faces: list[str]
    quadrant: int | None
    arch: str | None
    treatment_id: int
    code: str
    name: str
    unit_price: Decimal = Field(description="De todas sus sesiones, como el catálogo lo tenía")
    discount: Decimal
    discount_reason: str | None
    price: Decimal = Field(description="Con la rebaja; el que se firma")
    duration_minutes: int
    iva_code: str
    sessions: int
    sessions_done: int
    alternative_group: str | None
    alternative: str | None
    lasts: str | None = Field(examples=["10–15 años"])
    wear: Wear | None
    cie10_code: str | None = Field(
        description="Nulo también para quien no lee la historia", examples=["K02.1"]
    )
    excluded: bool = Field(description="Se aceptó otra de sus alternativas")
    finding: PlanFinding | None = Field(description="Nulo también para quien no lee la historia")
    remark: str | None = Field(description="Nulo también para quien no lee la historia")
    status: Status
    decline_reason: str | None
    acceptance_id: int | None
    done: list[PlanSession] = Field(description="Las sesiones hechas, de la primera a la última")


class PlanAcceptance(BaseModel):
    id: int
    signer_name: str
    signer_document: str | None
    signer_relation: str | None
    total: Decimal
    content_sha256: str
    accepted_at: datetime
    recorded_by: Person
    withdrawn_at: datetime | None
    withdrawn_by: Person | None
    withdrawn_reason: str | None


class PlanTotals(BaseModel):
    """Of each alternative that could still be chosen, else of the plan as it was chosen: `letter` null."""

    letter: str | None
    total: Decimal


class Plan(BaseModel):
    id: int
    patient_id: int
    name: str
    phases: list[str]
    remarks: str | None = Field(description="Nulo también para quien no lee la historia")
    closed_at: datetime | None
    created_by: Person
    created_at: datetime
    updated_at: datetime
    version: int
    items: list[PlanItem]
    acceptances: list[PlanAcceptance]
    totals: list[PlanTotals]
    accepted_total: Decimal
    done_total: Decimal = Field(description="De lo aceptado, la parte de las sesiones hechas")


class PlanSummary(BaseModel):
    id: int
    name: str
    closed_at: datetime | None
    created_by: Person
    created_at: datetime


class PlanList(BaseModel):
    data: list[PlanSummary]
    current: Plan | None = Field(description="El abierto; si no hay, el último")


class SignedItem(BaseModel):
    """An item as it was signed."""

    id: int
    name: str
    place: str
    sessions: int
    price: str


class SignedAcceptance(PlanAcceptance):
    items: list[SignedItem]
    signature: Signature


class ItemsQuery(Input):
    ids: Ids


class BookableItem(BaseModel):
    """What a booking needs to know of an item."""

    id: int
    patient_id: int
    treatment_id: int
    name: str
    status: Status


class BookableItems(BaseModel):
    data: list[BookableItem]


class NewPlanSuggestion(Input):
    kind: FindingKind
    treatment_id: Id


class NewPlanSuggestions(Input):
    items: list[NewPlanSuggestion] = Field(max_length=len(FindingKind))


class PlanSuggestion(BaseModel):
    kind: FindingKind
    treatment_id: int
    treatment_name: str


class PlanSuggestionList(BaseModel):
    data: list[PlanSuggestion]
