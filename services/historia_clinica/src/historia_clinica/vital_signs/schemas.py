"""Vital signs, as they come in and go out."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from common.fields import Id, Moment, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.fields import Person, Withdrawn


def whole(low, high, example):
    return Annotated[int, Field(ge=low, le=high, examples=[example])]


def tenths(low, high, example, places=1):
    return Annotated[Decimal, Field(ge=low, le=high, decimal_places=places, examples=[example])]


Remark = line(500, "Sentado, brazo izquierdo")


class NewVitalSigns(Input):
    """mmHg, latidos y respiraciones por minuto, °C, %, kg, cm, mg/dL; el dolor de 0 a 10."""

    note_id: Id | None = Field(None, examples=[None], description="El borrador de la nota de esta atención")
    taken_at: Moment | None = Field(None, examples=[None], description="Ahora, si no se dice")
    systolic: whole(20, 350, 124) | None = None
    diastolic: whole(10, 250, 78) | None = None
    pulse: whole(10, 350, 72) | None = None
    respiration: whole(1, 150, 16) | None = None
    temperature: tenths(20, 46, "36.6") | None = None
    saturation: whole(20, 100, 97) | None = None
    weight: tenths(Decimal("0.2"), 650, "68.4", places=3) | None = None
    height: tenths(15, 275, "164.0") | None = None
    head: tenths(10, 90, "45.2") | None = Field(None, description="Perímetro cefálico")
    glucose: whole(5, 2500, 92) | None = None
    pain: whole(0, 10, 2) | None = None
    remark: Remark | None = None


class Scored(BaseModel):
    z: str = Field(examples=["-0.52"])
    percentile: str = Field(examples=["30.2"])


class Growth(BaseModel):
    """For age, by the WHO: Child Growth Standards (2006) up to five years, Growth Reference (2007) up to nineteen."""

    weight: Scored | None = None
    height: Scored | None = None
    bmi: Scored | None = None


class VitalSigns(BaseModel):
    id: int
    patient_id: int
    note_id: int | None
    taken_at: datetime
    systolic: int | None
    diastolic: int | None
    pulse: int | None
    respiration: int | None
    temperature: Decimal | None
    saturation: int | None
    weight: Decimal | None
    height: Decimal | None
    head: Decimal | None
    glucose: int | None
    pain: int | None
    remark: str | None
    bmi: str | None = Field(description="kg/m²", examples=["25.4"])
    growth: Growth | None
    unusual: list[str] = Field(
        description="Medidas fuera de lo plausible a esa edad: un aviso", examples=[["pulse"]]
    )
    recorded_by: Person
    withdrawn: Withdrawn | None


class VitalSignsPage(Page[VitalSigns]):
    pass


class VitalSignsFilter(PageQuery):
    note_id: Id | None = Field(None, examples=[None])
    sort: ClassVar = "-taken_at"


class PlausibleRange(BaseModel):
    measure: str = Field(examples=["pulse"])
    low: float
    high: float


class PlausibleRanges(BaseModel):
    data: list[PlausibleRange]


class GrowthQuery(Input):
    measure: Literal["weight", "height", "bmi"] = "height"


class CurvePoint(BaseModel):
    """The values of the percentiles at a completed month of age."""

    month: int
    p3: float
    p15: float
    p50: float
    p85: float
    p97: float


class GrowthPoint(BaseModel):
    month: int
    value: float
    percentile: str = Field(examples=["30.2"])


class GrowthChart(BaseModel):
    measure: str
    reference: Literal["WHO_2006", "WHO_2007"]
    curves: list[CurvePoint]
    points: list[GrowthPoint]


class GrowthCharts(BaseModel):
    """Null where the birth or the sex is not known, or nothing was measured that the WHO has curves of."""

    data: GrowthChart | None
