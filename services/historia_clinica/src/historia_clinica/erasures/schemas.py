"""Requests to erase a person, as they come in and go out."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.fields import Person

Requester = Literal["PATIENT", "GUARDIAN", "REPRESENTATIVE", "RELATIVE", "CLINIC"]
Reason = line(500, "Pide que se borren sus datos; mostró su cédula", shortest=3)


class NewErasure(Input):
    """`requested_by` is who asks for it. `reason` stays: it names nobody."""

    requested_by: Requester
    reason: Reason


class ErasureWithdrawal(Input):
    reason: Reason


class Part(BaseModel):
    what: str = Field(examples=["CONTACTS"])
    count: int
    until: date | None = Field(description="De lo que se queda: hasta cuándo")


class Preview(BaseModel):
    """What would go today, what would stay and until when, and what has to be settled before."""

    whole: bool = Field(description="No queda nada de la persona en su historia clínica")
    goes: list[Part]
    stays: list[Part]
    obstacles: list[str]
    record_until: date | None
    invoices_until: date | None


class ErasedPatient(BaseModel):
    id: int
    full_name: str


class Erasure(BaseModel):
    id: int
    patient: ErasedPatient
    requested_by: Requester
    reason: str
    state: Literal["ASKED", "WITHDRAWN", "DONE"]
    asked_by: Person
    asked_at: datetime
    withdrawn_by: str | None
    withdrawn_reason: str | None
    withdrawn_at: datetime | None
    whole: bool | None
    record_until: date | None
    invoices_until: date | None
    confirmed_by: Person | None
    confirmed_at: datetime | None
    due: bool = Field(description="Lo que quedaba ya no hay que conservarlo: se puede pedir el resto")


class Erasures(BaseModel):
    data: list[Erasure]


class ErasureFilter(PageQuery):
    state: Literal["ASKED", "WITHDRAWN", "DONE"] | None = None
    due: bool | None = Field(None, description="Solo aquellos de los que queda algo que ya puede irse")
    sort: Literal["-asked_at"] = "-asked_at"


class ErasurePage(Page[Erasure]):
    pass


class NewRetention(Input):
    record_years: int = Field(ge=5, le=50)
    invoice_years: int = Field(ge=7, le=20)


class Retention(BaseModel):
    record_years: int
    invoice_years: int
    version: int
    updated_at: datetime
