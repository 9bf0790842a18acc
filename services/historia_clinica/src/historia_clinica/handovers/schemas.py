"""Drafts that change hands, as they come in and go out."""

from datetime import datetime

from pydantic import BaseModel, Field

from common.fields import Id, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import Person
from historia_clinica.notes.schemas import RedraftOf

ReturnReason = text(2000, "Falta la prueba de vitalidad en 36.", shortest=3)


class NewHandover(Input):
    to_id: Id = Field(description="Quien escribirá y firmará la nota desde ahora")


class NewReturn(Input):
    reason: ReturnReason = Field(description="Qué hay que corregir: lo lee quien la escribió")


class Handover(BaseModel):
    id: int
    note_id: int
    from_: Person = Field(alias="from")
    to: Person
    by: Person = Field(description="Quien lo pasó: su autor, o quien decide por uno que se fue")
    note_version: int = Field(description="La del borrador al cambiar de manos")
    at: datetime


class OwnDraft(BaseModel):
    note_id: int
    patient_id: int
    patient_name: str
    appointment_id: int | None
    reason: str
    created_at: datetime
    updated_at: datetime
    handover: Handover | None = Field(description="Quién se lo pasó, si no lo comenzó quien pregunta")
    redraft_of: RedraftOf | None = Field(description="La nota que le devolvieron, si la escribe de nuevo")


class OwnDraftPage(Page[OwnDraft]):
    pass
