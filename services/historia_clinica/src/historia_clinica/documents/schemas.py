"""Documents of a patient, as they come in and go out."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from common.fields import Day, Id, Line, Search, line, text
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.fields import Person, Withdrawn


class Kind(StrEnum):
    PHOTO = "PHOTO"
    RADIOGRAPH = "RADIOGRAPH"
    LABORATORY = "LABORATORY"
    OTHER = "OTHER"


class View(StrEnum):
    """What a photo of a series shows."""

    FRONTAL = "FRONTAL"
    SMILE = "SMILE"
    PROFILE = "PROFILE"
    THREE_QUARTER = "THREE_QUARTER"
    INTRAORAL_FRONTAL = "INTRAORAL_FRONTAL"
    INTRAORAL_RIGHT = "INTRAORAL_RIGHT"
    INTRAORAL_LEFT = "INTRAORAL_LEFT"
    OCCLUSAL_UPPER = "OCCLUSAL_UPPER"
    OCCLUSAL_LOWER = "OCCLUSAL_LOWER"


class Stage(StrEnum):
    """The moment of the treatment at which it was taken."""

    BEFORE = "BEFORE"
    PROGRESS = "PROGRESS"
    AFTER = "AFTER"


Title = line(200, "Frontal inicial")
Remark = text(2000, "Antes de la profilaxis.", shortest=1)
Shift = Annotated[Decimal, Field(ge=-50, le=50, max_digits=5, decimal_places=2, examples=["1.50"])]
Scale = Annotated[Decimal, Field(ge=Decimal("0.5"), le=2, max_digits=4, decimal_places=2, examples=["1.05"])]
Turn = Annotated[Decimal, Field(ge=-45, le=45, max_digits=4, decimal_places=1, examples=["-2.5"])]


class NewDocument(Input):
    file_id: UUID = Field(description="Lo que respondió POST /files")
    kind: Kind
    title: Title
    taken_on: Day = Field(description="Cuándo se tomó o se emitió")
    note: Remark | None = None
    appointment_id: Id | None = Field(None, examples=[None])
    note_id: Id | None = Field(None, examples=[None], description="La nota a la que acompaña")
    view: View | None = Field(None, examples=["SMILE"], description="De una foto de una serie: qué muestra")
    stage: Stage | None = Field(None, examples=["BEFORE"], description="Y en qué momento del tratamiento")


class DocumentChanges(Input):
    """Only what is to change; the members without null cannot be emptied."""

    kind: Kind = None
    title: Title = None
    taken_on: Day = None
    note: Remark | None = None
    appointment_id: Id | None = Field(None, examples=[None])
    note_id: Id | None = Field(None, examples=[None])
    view: View | None = Field(None, examples=["SMILE"])
    stage: Stage | None = Field(None, examples=["BEFORE"])


class DocumentFilter(PageQuery):
    kind: Kind | None = None
    search: Search | None = None
    appointment_id: Id | None = None
    series: bool = Field(False, description="Solo las fotos de una serie: las que dicen qué vista son")
    withdrawn: bool = Field(False, description="Los retirados, en lugar de los vigentes")
    sort: Literal["-taken_on", "taken_on"] = "-taken_on"


class Document(BaseModel):
    id: int
    patient_id: int
    file_id: UUID = Field(description="Con él se pide su contenido")
    kind: Kind
    title: str = Field(examples=["Frontal inicial"])
    taken_on: date
    note: str | None
    appointment_id: int | None
    note_id: int | None
    view: View | None
    stage: Stage | None
    media_type: str = Field(examples=["image/jpeg"])
    size_bytes: int
    width: int | None
    height: int | None
    pages: int | None
    sha256: str
    added_by: Person
    withdrawn: Withdrawn | None
    annotated: bool = Field(description="Si hay algo anotado sobre la imagen")
    version: int
    created_at: datetime
    updated_at: datetime


class DocumentPage(Page[Document]):
    pass


class NewPair(Input):
    """How the later photo lies over the earlier one: moved by hundredths of its sides, enlarged, turned by degrees."""

    before_id: Id = Field(examples=[1])
    after_id: Id = Field(examples=[2])
    title: Line = Field(examples=["Carillas 12 a 22"])
    shift_x: Shift = Decimal(0)
    shift_y: Shift = Decimal(0)
    scale: Scale = Decimal(1)
    turn: Turn = Decimal(0)


class PairName(Input):
    before_id: Id = Field(examples=[1])
    after_id: Id = Field(examples=[2])


class Pair(BaseModel):
    title: str
    before: Document
    after: Document
    shift_x: Decimal
    shift_y: Decimal
    scale: Decimal
    turn: Decimal
    arranged_by: Person
    arranged_at: datetime


class PairList(BaseModel):
    data: list[Pair]
