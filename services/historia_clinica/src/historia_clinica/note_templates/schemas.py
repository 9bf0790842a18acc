"""Templates of notes and phrases, as they come in and go out."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import line, text
from common.web.schema import Input
from historia_clinica.fields import FieldKey, FieldKind, TemplateField

Label = line(80, "Pieza")
Unit = line(20, "mL")
TemplateName = line(80, "Operatoria dental")
Specialty = line(80, "Odontología")
Bound = Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, max_digits=12, decimal_places=4)]
OneOption = line(120, "Resina nanohíbrida")
Column = line(60, "Conducto")
Shortcut = line(40, "extraccion", pattern="^[a-z0-9ñ][a-z0-9ñ_-]*$")
PhraseBody = text(4000, "Anestesia local, exodoncia simple, sutura.", shortest=1)


class NewField(Input):
    """A field of a template. `options` are of a CHOICE, `columns` of a TABLE, unit and bounds of a NUMBER."""

    key: FieldKey
    label: Label
    kind: FieldKind
    required: bool = False
    unit: Unit | None = None
    minimum: Bound | None = None
    maximum: Bound | None = None
    options: list[OneOption] = Field([], max_length=60)
    columns: list[Column] = Field([], max_length=8)


Fields = Annotated[list[NewField], Field(min_length=1, max_length=40)]


class NewNoteTemplate(Input):
    name: TemplateName
    specialty: Specialty | None = None
    fields: Fields


class NoteTemplateChanges(Input):
    """Only what is to change. Other `fields` are another edition: what was written keeps its own."""

    name: TemplateName = None
    specialty: Specialty | None = None
    fields: Fields = None
    active: bool = None


class NoteTemplate(BaseModel):
    id: int
    name: str
    specialty: str | None
    edition: int
    fields: list[TemplateField]
    active: bool
    version: int
    updated_at: datetime


class NoteTemplateList(BaseModel):
    data: list[NoteTemplate]


class NewPhrase(Input):
    shortcut: Shortcut
    body: PhraseBody


class PhraseChanges(Input):
    shortcut: Shortcut = None
    body: PhraseBody = None
    active: bool = None


class Phrase(BaseModel):
    id: int
    shortcut: str = Field(examples=["extraccion"])
    body: str
    active: bool
    version: int
    updated_at: datetime


class PhraseList(BaseModel):
    data: list[Phrase]
