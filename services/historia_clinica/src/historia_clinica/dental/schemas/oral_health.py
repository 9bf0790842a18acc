"""Oral health of a visit: hygiene by sextants, periodontal disease, occlusion, fluorosis."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from common.fields import Id, Moment, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.dental.schemas.odontograms import Tooth
from historia_clinica.fields import Person, Withdrawn

Level = Annotated[int, Field(ge=0, le=3, examples=[1])]
OralRemark = line(500, "Higiene supervisada en casa")


class Severity(StrEnum):
    NONE = "NONE"
    MILD = "MILD"
    MODERATE = "MODERATE"
    SEVERE = "SEVERE"


class Malocclusion(StrEnum):
    NONE = "NONE"
    ANGLE_I = "ANGLE_I"
    ANGLE_II = "ANGLE_II"
    ANGLE_III = "ANGLE_III"


class HygieneLevel(StrEnum):
    GOOD = "GOOD"
    FAIR = "FAIR"
    POOR = "POOR"


class NewSextant(Input):
    """La pieza que representa a su sextante; placa y cálculo de 0 a 3, gingivitis 0 o 1."""

    tooth: Tooth = Field(examples=[16])
    plaque: Level | None = None
    calculus: Level | None = None
    gingivitis: int | None = Field(None, ge=0, le=1, examples=[0])


class NewOralHealth(Input):
    note_id: Id | None = Field(None, examples=[None], description="El borrador de la nota de esta atención")
    taken_at: Moment | None = Field(None, examples=[None], description="Ahora, si no se dice")
    sextants: list[NewSextant] = Field([], max_length=6)
    periodontal: Severity | None = Field(None, examples=["MILD"])
    malocclusion: Malocclusion | None = Field(None, examples=["ANGLE_I"])
    fluorosis: Severity | None = Field(None, examples=["NONE"])
    remark: OralRemark | None = None


class Sextant(BaseModel):
    tooth: int
    plaque: int | None
    calculus: int | None
    gingivitis: int | None


class Averaged(BaseModel):
    """The sum of what was seen, the number of teeth that it was seen on, and one over the other."""

    sum: int
    teeth: int
    average: str | None = Field(examples=["0.83"])


class Hygiene(BaseModel):
    plaque: Averaged
    calculus: Averaged
    gingivitis: Averaged
    simplified: str | None = Field(
        description="Placa más cálculo, desde dos sextantes: hasta 1.2 buena, hasta 3.0 regular",
        examples=["1.3"],
    )
    level: HygieneLevel | None


class OralHealth(BaseModel):
    id: int
    patient_id: int
    note_id: int | None
    taken_at: datetime
    sextants: list[Sextant]
    periodontal: Severity | None
    malocclusion: Malocclusion | None
    fluorosis: Severity | None
    remark: str | None
    hygiene: Hygiene
    recorded_by: Person
    withdrawn: Withdrawn | None


class OralHealthPage(Page[OralHealth]):
    pass


class OralHealthFilter(PageQuery):
    sort: ClassVar = "-taken_at"
