"""Periodontograms, as they come in and go out. mm; a margin below the enamel line (recession) is negative."""

from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import Id
from common.web.schema import Input
from historia_clinica.dental.schemas.odontograms import ChartHead, Tooth

Grade = Annotated[int, Field(ge=1, le=3, examples=[1])]
EXAMPLE = {"DV": {"depth": 4, "margin": -1, "bleeding": True}, "V": {"depth": 2, "margin": 0}}


class NewPeriodontogram(Input):
    note_id: Id | None = Field(None, examples=[None], description="El borrador de la nota de esta atención")


class PeriodontogramChanges(Input):
    note_id: Id | None = Field(examples=[None])


class NewSite(Input):
    depth: int | None = Field(None, ge=0, le=15, examples=[4])
    margin: int | None = Field(None, ge=-10, le=10, examples=[-1], description="Negativo: recesión")
    bleeding: bool = False
    suppuration: bool = False
    plaque: bool = False


class NewSites(Input):
    DV: NewSite | None = None
    V: NewSite | None = None
    MV: NewSite | None = None
    DL: NewSite | None = None
    L: NewSite | None = None
    ML: NewSite | None = None


class NewFurcation(Input):
    V: Grade | None = Field(None, examples=[None])
    L: Grade | None = Field(None, examples=[None])
    M: Grade | None = Field(None, examples=[None])
    D: Grade | None = Field(None, examples=[None])


class NewPeriodontalTooth(Input):
    tooth: Tooth
    absent: bool = False
    mobility: int | None = Field(None, ge=0, le=3, examples=[None])
    furcation: NewFurcation = Field(default_factory=NewFurcation)
    sites: NewSites = Field(default_factory=NewSites, examples=[EXAMPLE])


class NewTeeth(Input):
    """Todas las piezas: reemplazan a las que había."""

    teeth: list[NewPeriodontalTooth] = Field(max_length=32)


class Site(BaseModel):
    depth: int | None
    margin: int | None
    bleeding: bool
    suppuration: bool
    plaque: bool
    attachment: int | None = Field(description="Nivel de inserción: profundidad menos margen")


class Sites(BaseModel):
    DV: Site
    V: Site
    MV: Site
    DL: Site
    L: Site
    ML: Site


class Furcation(BaseModel):
    V: int | None
    L: int | None
    M: int | None
    D: int | None


class PeriodontalTooth(BaseModel):
    tooth: int
    absent: bool
    mobility: int | None
    furcation: Furcation
    sites: Sites


class PeriodontalIndices(BaseModel):
    """Of the sites examined on teeth that are there; shares with one decimal."""

    sites: int
    bleeding: int
    bleeding_percent: str | None = Field(examples=["23.3"])
    suppuration: int
    plaque: int
    plaque_percent: str | None = Field(examples=["26.1"])
    deep_4: int = Field(description="Sitios de 4 mm o más")
    deep_6: int = Field(description="Sitios de 6 mm o más")
    mean_depth: str | None = Field(examples=["2.4"])
    mean_attachment: str | None = Field(examples=["3.0"])


class PeriodontogramSummary(ChartHead):
    indices: PeriodontalIndices


class Periodontogram(PeriodontogramSummary):
    teeth: list[PeriodontalTooth]


class PeriodontogramVersions(BaseModel):
    data: list[PeriodontogramSummary]
    current: Periodontogram | None = Field(
        description="El borrador si lo hay, si no el último examen firmado"
    )
