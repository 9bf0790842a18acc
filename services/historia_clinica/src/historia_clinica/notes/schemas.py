"""Clinical notes, in the four parts of a SOAP note."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Id, Text, line, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import Person


class Kind(StrEnum):
    PRESUMPTIVE = "PRESUMPTIVE"
    DEFINITIVE = "DEFINITIVE"


class Status(StrEnum):
    DRAFT = "DRAFT"
    SIGNED = "SIGNED"


def with_dot(code):
    """`k021` as the classification prints it: `K02.1`."""
    letters = code.upper().replace(".", "")
    return f"{letters[:3]}.{letters[3:]}" if len(letters) > 3 else letters


Code = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][0-9]{2}(\.?[0-9A-Za-z]{1,2})?$", examples=["K02.1"]),
    AfterValidator(with_dot),
]
Reason = line(500, "Dolor en molar inferior derecho")
DiagnosisName = line(300, "Caries de la dentina")
AddendumText = text(20_000, "El paciente refiere alergia al látex.", shortest=1)


class NewDiagnosis(Input):
    """A diagnosis of the CIE-10."""

    code: Code
    description: DiagnosisName
    kind: Kind


def without_repetition(diagnoses):
    codes = [diagnosis.code for diagnosis in diagnoses]
    if len(codes) > len(set(codes)):
        raise ValueError("Un diagnóstico está repetido.")
    return diagnoses


Diagnoses = Annotated[list[NewDiagnosis], Field(max_length=30), AfterValidator(without_repetition)]


class NewNote(Input):
    appointment_id: Id | None = Field(None, examples=[None])
    reason: Reason
    subjective: Text | None = Field(None, examples=["Dolor al frío desde hace tres días."])
    objective: Text | None = Field(None, examples=["Caries profunda en 46, vitalidad positiva."])
    assessment: Text | None = Field(None, examples=["Caries de la dentina, pieza 46."])
    plan: Text | None = Field(None, examples=["Restauración con resina."])
    diagnoses: Diagnoses = []


class NoteChanges(Input):
    """Only what is to change; the members without null cannot be emptied."""

    appointment_id: Id | None = Field(None, examples=[None])
    reason: Reason = None
    subjective: Text | None = None
    objective: Text | None = None
    assessment: Text | None = None
    plan: Text | None = Field(None, examples=["Restauración con resina; control en una semana."])
    diagnoses: Diagnoses = None


class NewAddendum(Input):
    text: AddendumText


class Diagnosis(BaseModel):
    code: str = Field(examples=["K02.1"])
    description: str = Field(examples=["Caries de la dentina"])
    kind: Kind


class Addendum(BaseModel):
    id: int
    text: str = Field(examples=["El paciente refiere alergia al látex."])
    author: Person
    created_at: datetime


class Note(BaseModel):
    id: int
    patient_id: int
    appointment_id: int | None
    reason: str
    subjective: str | None
    objective: str | None
    assessment: str | None
    plan: str | None
    diagnoses: list[Diagnosis]
    status: Status
    author: Person
    signed_by: Person | None
    signed_at: datetime | None
    content_sha256: str | None
    addenda: list[Addendum]
    version: int
    created_at: datetime
    updated_at: datetime


class NotePage(Page[Note]):
    pass


class AddendumPage(Page[Addendum]):
    pass
