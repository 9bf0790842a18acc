"""Freed hours, who could come, and what was offered."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.fields import Named
from common.fields import Day, Id
from common.web.schema import Input

OfferState = Literal["OPEN", "ACCEPTED", "DECLINED", "LOST", "WITHDRAWN", "EXPIRED"]


class GapsQuery(Input):
    appointment_id: Id | None = Field(None, description="Solo la hora que dejó esa cita")


class Someone(BaseModel):
    id: int
    name: str = Field(examples=["Ana Pérez"])
    phone: str | None


class Offer(BaseModel):
    id: int
    gap_id: int
    entry_id: int
    patient: Someone
    doctor: Named
    start_time: datetime
    end_time: datetime
    place: int = Field(description="Su lugar entre quienes podían venir", examples=[1])
    reason: str = Field(examples=["Espera 12 días, llena el hueco."])
    mailed: bool
    state: OfferState
    appointment_id: int | None
    created_at: datetime
    expires_at: datetime
    seen_at: datetime | None = Field(description="Cuándo se abrió su enlace")
    ended_at: datetime | None


class Offers(BaseModel):
    data: list[Offer]


class Gap(BaseModel):
    """Lo que queda libre de una hora que alguien dejó."""

    id: int
    appointment_id: int
    doctor: Named
    room: Named | None
    start_time: datetime
    end_time: datetime
    cause: Literal["CANCELLED", "RESCHEDULED", "NO_SHOW"]
    freed_at: datetime
    freed_by: str = Field(examples=["Inés Borja"])
    state: Literal["FREE", "OFFERED", "TAKEN"]
    fits: int = Field(description="Cuántas personas de la lista podrían venir", examples=[3])
    automatic: bool = Field(description="Se ofrece sola, ronda tras ronda, hasta que alguien la tome")
    offer_at: datetime | None = Field(description="Cuándo se ofrece a los siguientes")
    offer_note: str | None = Field(description="Por qué no se ofreció la última vez que se miró")
    offers: list[Offer]


class Gaps(BaseModel):
    data: list[Gap]


class Candidate(BaseModel):
    entry_id: int
    patient: Someone
    minutes: int
    place: int | None
    points: int | None
    reason: str = Field(examples=["Espera a otro profesional."])


class Candidates(BaseModel):
    fit: list[Candidate] = Field(description="Quienes podrían venir, en su orden y por qué")
    unfit: list[Candidate] = Field(description="Quienes no, y por qué")


class NewOffers(Input):
    entry_ids: list[Id] | None = Field(
        None,
        min_length=1,
        max_length=10,
        description="Si falta: los primeros, tantos como dice la regla de la clínica",
    )


class Automatic(Input):
    automatic: bool = Field(
        description="Que se ofrezca sola desde ya, o que deje de hacerlo", examples=[False]
    )


class Round(BaseModel):
    offered: int = Field(
        description="A cuántas personas se ofreció ahora; 0: a nadie, o no tocaba", examples=[3]
    )


class Given(Input):
    entry_id: Id


class OfferLink(BaseModel):
    url: str | None = Field(
        None,
        description="Abre la página donde se acepta. Repetir la petición con su Idempotency-Key no la devuelve",
        examples=["https://clinica.example.com/espera/#eyJhbGciOi"],
    )
    expires_at: datetime


class Turn(BaseModel):
    start_time: datetime
    doctor_name: str
    outcome: Literal["OPEN", "ACCEPTED", "DECLINED", "LOST", "WITHDRAWN", "EXPIRED", "PASSED", "UNFIT"]
    place: int | None
    points: int | None
    reason: str
    created_at: datetime


class History(BaseModel):
    data: list[Turn]


class PeriodQuery(Input):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class Recovered(BaseModel):
    """Lo que llenó la lista de espera en esos días, por el día en que se dio la hora."""

    freed: int = Field(description="Horas que se liberaron", examples=[31])
    booked: int = Field(
        description="Citas dadas de la lista que siguen en pie o se atendieron", examples=[23]
    )
    minutes: int = Field(examples=[940])
    total: str = Field(description="Lo que suman sus tratamientos, antes de descuentos", examples=["1180.00"])


class RecoveredInvoice(BaseModel):
    invoice_id: int
    number: str | None = Field(description="null: un borrador", examples=["001-001-000000012"])
    status: Literal["DRAFT", "ISSUED"]
    total: str = Field(examples=["45.00"])
    credited: str = Field(description="Lo que se devolvió con notas de crédito", examples=["0.00"])
    paid: str = Field(examples=["45.00"])


class RecoveredVisit(BaseModel):
    appointment_id: int
    given_at: datetime = Field(description="Cuándo la dio la lista")
    start_time: datetime
    minutes: int = Field(examples=[30])
    status: Literal["PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED"]
    patient: Named
    doctor: Named
    total: str = Field(description="Lo que suman sus tratamientos al agendar", examples=["45.00"])
    invoice: RecoveredInvoice | None = Field(description="Su factura o su borrador")


class RecoveredVisits(BaseModel):
    """Lo que llenó la lista, frente a lo que se facturó. Los tres totales son null para quien no ve facturas."""

    data: list[RecoveredVisit]
    total: str = Field(description="Lo que suman al agendar", examples=["1180.00"])
    invoiced: str | None = Field(
        description="Emitido, menos sus notas de crédito, con IVA", examples=["900.00"]
    )
    paid: str | None = Field(examples=["820.00"])
    not_invoiced: str | None = Field(
        description="Al agendar, de las que no tienen factura emitida", examples=["280.00"]
    )


class SharedOffer(BaseModel):
    """Lo que ve quien tiene el enlace: ni el tratamiento ni el apellido."""

    name: str = Field(examples=["Ana"])
    doctor: str
    start_time: datetime
    end_time: datetime
    expires_at: datetime
    state: OfferState


class Answer(Input):
    accept: bool = Field(description="Sí, viene; o no puede", examples=[True])
