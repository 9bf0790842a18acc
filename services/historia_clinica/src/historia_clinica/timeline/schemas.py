"""The timeline, as it is asked for and goes out."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from common.fields import Search
from common.web.paging import Page, PageQuery
from historia_clinica.fields import Person


class Kind(StrEnum):
    NOTE = "NOTE"
    VITAL_SIGNS = "VITAL_SIGNS"
    PRESCRIPTION = "PRESCRIPTION"
    DOCUMENT = "DOCUMENT"
    CONSENT = "CONSENT"
    CERTIFICATE = "CERTIFICATE"
    CHART = "CHART"
    ORDER = "ORDER"


# `?kinds=NOTE,DOCUMENT`
Kinds = Annotated[
    list[Kind],
    Field(min_length=1, max_length=len(Kind), examples=["NOTE,DOCUMENT"]),
    BeforeValidator(lambda value: value.split(",") if isinstance(value, str) else value),
]


class TimelineFilter(PageQuery):
    kinds: Kinds | None = Field(
        None, description="Solo de estas clases; todas las que puede ver, si no se dice"
    )
    search: Search | None = Field(None, description="Palabras de lo que dice la historia de este paciente")
    sort: Literal["-at", "at"] = "-at"


class Code(BaseModel):
    code: str = Field(examples=["K02.1"])
    description: str = Field(examples=["Caries de la dentina"])


class TimelineEntry(BaseModel):
    kind: Kind
    id: int = Field(description="El de la nota, la receta, el documento…", examples=[12])
    at: datetime = Field(description="De cuándo es; de un documento, el día en que se tomó")
    appointment_id: int | None = Field(examples=[1375])
    title: str = Field(examples=["Dolor al masticar"])
    text: str | None = Field(
        description="El comienzo de lo que dice", examples=["Caries oclusal en 26, sin compromiso pulpar"]
    )
    diagnoses: list[Code] = Field(description="De una nota, un certificado o una orden")
    addenda: int = Field(description="Solo de una nota", examples=[0])
    status: (
        Literal["DRAFT", "SIGNED", "RETURNED", "ANNULLED", "ACCEPTED", "REFUSED", "EMERGENCY", "REVOKED"]
        | None
    ) = Field(
        description="De una nota, de un odontograma, de una receta, un certificado o una orden anulados, o lo que se decidió en un consentimiento",
        examples=["SIGNED"],
    )
    author: Person
    file_id: str | None = Field(description="Solo de un documento: su archivo")
    media_type: str | None = Field(examples=["image/jpeg"])


class TimelinePage(Page[TimelineEntry]):
    pass
