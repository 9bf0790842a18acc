"""Odontograms and their findings, as they come in and go out."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import Id, line
from common.web.schema import Input
from historia_clinica.fields import FindingKind, Person


class Dentition(StrEnum):
    PERMANENT = "PERMANENT"
    TEMPORARY = "TEMPORARY"
    MIXED = "MIXED"


class ChartStatus(StrEnum):
    DRAFT = "DRAFT"
    SIGNED = "SIGNED"


class FindingState(StrEnum):
    """To do is drawn red, done blue, and a fact that nobody treats in ink."""

    TODO = "TODO"
    DONE = "DONE"
    FACT = "FACT"


class Face(StrEnum):
    """L is palatal above and lingual below, O is incisal in front."""

    V = "V"
    M = "M"
    D = "D"
    L = "L"
    O = "O"  # noqa: E741


class Material(StrEnum):
    RESIN = "RESIN"
    AMALGAM = "AMALGAM"
    IONOMER = "IONOMER"
    OTHER = "OTHER"


class Side(StrEnum):
    M = "M"
    D = "D"


Tooth = Annotated[int, Field(ge=11, le=85, examples=[26])]
KindName = line(60, "Hipoplasia del esmalte", shortest=2)
Sign = line(2, "H")
Remark = line(300, "Profunda, cerca de la pulpa")


class NewFinding(Input):
    """A finding of a tooth, or of the teeth of a prosthesis (`to_tooth`)."""

    tooth: Tooth
    to_tooth: Tooth | None = Field(None, examples=[None], description="De un puente o una prótesis")
    kind: FindingKind = Field(examples=["CARIES"])
    state: FindingState = Field(examples=["TODO"])
    faces: list[Face] = Field([], max_length=5, examples=[["M", "O"]])
    material: Material | None = Field(None, examples=[None])
    value: int | None = Field(
        None, ge=0, le=12, examples=[None], description="Milímetros de una recesión, grado de una movilidad"
    )
    side: Side | None = Field(None, examples=[None])
    pillars: list[Tooth] = Field([], max_length=16, examples=[[]])
    custom_finding_id: Id | None = Field(None, examples=[None], description="De kind CUSTOM")
    remark: Remark | None = None


class NewOdontogram(Input):
    note_id: Id | None = Field(None, examples=[None], description="El borrador de la nota de esta atención")
    dentition: Dentition | None = Field(None, description="La que corresponde a la edad, si no se dice")


class OdontogramChanges(Input):
    note_id: Id | None = Field(None, examples=[None])
    dentition: Dentition = None


class NewFindings(Input):
    """Todos los hallazgos de la boca: reemplazan a los que había."""

    findings: list[NewFinding] = Field(max_length=400)


class Finding(BaseModel):
    tooth: int
    to_tooth: int | None
    kind: FindingKind
    state: FindingState
    faces: list[Face]
    material: Material | None
    value: int | None
    side: Side | None
    pillars: list[int]
    custom_finding_id: int | None
    remark: str | None
    noted_at: datetime
    noted_by: Person


class CpoTeeth(BaseModel):
    """CPO-D, with the teeth of each component."""

    decayed: list[int]
    missing: list[int]
    filled: list[int]
    total: int


class CeoTeeth(BaseModel):
    decayed: list[int]
    extracted: list[int]
    filled: list[int]
    total: int


class Indices(BaseModel):
    cpo: CpoTeeth
    ceo: CeoTeeth


class CpoFigures(BaseModel):
    decayed: int
    missing: int
    filled: int
    total: int


class CeoFigures(BaseModel):
    decayed: int
    extracted: int
    filled: int
    total: int


class IndexFigures(BaseModel):
    cpo: CpoFigures
    ceo: CeoFigures


class TeethCounts(BaseModel):
    """How many teeth have something to do, something done, are absent, or have a fact."""

    todo: int
    done: int
    absent: int
    fact: int


class ChartHead(BaseModel):
    id: int
    patient_id: int
    note_id: int | None
    status: ChartStatus
    author: Person
    signed_at: datetime | None
    signed_by: Person | None
    sha256: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class OdontogramHead(ChartHead):
    dentition: Dentition


class Odontogram(OdontogramHead):
    findings: list[Finding]
    indices: Indices


class OdontogramSummary(OdontogramHead):
    indices: IndexFigures
    counts: TeethCounts


class OdontogramVersions(BaseModel):
    data: list[OdontogramSummary]
    current: Odontogram | None = Field(description="El borrador si lo hay, si no la última versión firmada")


class NewFindingKind(Input):
    """A finding of the clinic's own, drawn as its letter in the box of the tooth."""

    name: KindName
    sign: Sign
    states: list[FindingState] = Field(min_length=1, max_length=3, examples=[["TODO", "FACT"]])


class FindingKindChanges(Input):
    active: bool = Field(examples=[False])


class OwnFindingKind(BaseModel):
    id: int
    name: str
    sign: str
    states: list[FindingState]
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class FindingKindList(BaseModel):
    data: list[OwnFindingKind]
