"""Restrictions and openings, as they come in and go out."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from common.fields import line
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import NewestFirst, Person

RoleName = line(60, "Psicología")
Reason = line(500, "Urgencia: llega con dolor torácico y su médica no está.")


def once(roles):
    return sorted(set(roles))


class NewRestriction(Input):
    """With no role, only the author reads the note."""

    roles: Annotated[list[RoleName], Field(max_length=20), AfterValidator(once)] = Field(
        examples=[["Psicología"]]
    )


class NewOpening(Input):
    reason: Reason


class RestrictedNote(BaseModel):
    """That there is a restricted note: when and by whom, and nothing that it says."""

    note_id: int
    patient_id: int
    appointment_id: int | None
    status: Literal["DRAFT", "SIGNED"]
    author: Person
    created_at: datetime
    roles: list[str] | None = Field(
        description="Quiénes la leen además de su autor; null si ya no está restringida"
    )
    restricted_by: Person | None
    restricted_at: datetime | None
    readable: bool = Field(description="Si quien pregunta puede leerla ahora")
    open_until: datetime | None = Field(description="Hasta cuándo, si la abrió con un motivo")


class RestrictedNotes(BaseModel):
    data: list[RestrictedNote]


class OpeningFilter(NewestFirst):
    reviewed: bool | None = Field(None, description="Solo las revisadas, o solo las que faltan")


class Opening(BaseModel):
    id: int
    note_id: int
    patient_id: int
    patient_name: str
    author: Person
    reason: str
    opened_by: Person
    role: str
    opened_at: datetime
    expires_at: datetime
    reviewed_by: Person | None
    reviewed_at: datetime | None


class OpeningPage(Page[Opening]):
    pass
