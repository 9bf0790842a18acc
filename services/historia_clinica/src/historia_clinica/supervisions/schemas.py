"""Co-signatures, as they come in and go out."""

from datetime import datetime
from typing import ClassVar, Literal

from pydantic import BaseModel, Field

from common.fields import Id, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.fields import Person

Remark = line(2000, "De acuerdo; control radiográfico en seis meses.")


class NewSupervisor(Input):
    supervisor_id: Id


class NewCosignature(Input):
    remark: Remark | None = Field(None, description="Se imprime junto a las dos firmas")


class Returned(BaseModel):
    """Why a note is to be written again, and in which draft."""

    by: Person
    reason: str
    at: datetime
    draft_id: int = Field(description="La nota en la que su autor la escribe de nuevo")


class WaitingFilter(PageQuery):
    sort: ClassVar = "id"
    mine: bool = Field(True, description="Solo las que esperan a quien pregunta")


class Supervision(BaseModel):
    note_id: int
    patient_id: int
    status: Literal["DRAFT", "SIGNED"]
    author: Person
    signed_at: datetime | None
    supervisor: Person | None
    remark: str | None
    cosigned_by: Person | None
    cosigned_at: datetime | None
    returned: Returned | None = Field(description="Si se devolvió a su autor en lugar de refrendarla")


class WaitingNote(Supervision):
    patient_name: str
    reason: str


class WaitingPage(Page[WaitingNote]):
    pass
