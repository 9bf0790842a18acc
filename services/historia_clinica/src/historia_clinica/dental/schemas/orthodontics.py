"""The monthly control of orthodontics: wires, elastics, what else was done, when the next one is."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Day, Id, Moment, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.dental.schemas.odontograms import Tooth
from historia_clinica.fields import Person, Withdrawn

# Inches, round or rectangular.
WireSize = Annotated[str, Field(pattern=r"^0\.0[0-9]{2}(x0\.0[0-9]{2})?$", examples=["0.016x0.022"])]
ElasticSize = line(40, "3/16″ · 4,5 oz")
ControlRemark = line(500, "Se refuerza el uso de elásticos")


class TreatmentPhase(StrEnum):
    ALIGNMENT = "ALIGNMENT"
    SPACE_CLOSURE = "SPACE_CLOSURE"
    FINISHING = "FINISHING"
    RETENTION = "RETENTION"


class WireAct(StrEnum):
    PLACED = "PLACED"
    KEPT = "KEPT"
    ADJUSTED = "ADJUSTED"
    REMOVED = "REMOVED"


class Alloy(StrEnum):
    NITI = "NITI"
    HEAT_NITI = "HEAT_NITI"
    STEEL = "STEEL"
    BETA_TITANIUM = "BETA_TITANIUM"
    BRAIDED = "BRAIDED"


class ElasticKind(StrEnum):
    CLASS_II = "CLASS_II"
    CLASS_III = "CLASS_III"
    CROSSED = "CROSSED"
    VERTICAL = "VERTICAL"
    MIDLINE = "MIDLINE"


class ElasticSide(StrEnum):
    BOTH = "BOTH"
    RIGHT = "RIGHT"
    LEFT = "LEFT"


class Work(StrEnum):
    BONDED = "BONDED"
    CHAIN = "CHAIN"
    SPRING = "SPRING"
    STRIPPING = "STRIPPING"
    BITE_BLOCKS = "BITE_BLOCKS"
    DEBONDED = "DEBONDED"
    RETAINER = "RETAINER"


def each_once(values):
    return sorted(set(values))


class Wire(Input):
    """Qué se hizo con el arco, y cuál queda puesto; si se retira, ninguno."""

    act: WireAct = Field(examples=["PLACED"])
    alloy: Alloy | None = Field(None, examples=["NITI"])
    size: WireSize | None = Field(None, description="En pulgadas")


class Elastics(Input):
    kind: ElasticKind = Field(examples=["CLASS_II"])
    side: ElasticSide = ElasticSide.BOTH
    size: ElasticSize | None = None
    hours: int | None = Field(None, ge=1, le=24, description="Horas al día", examples=[22])


class NewOrthodonticControl(Input):
    note_id: Id | None = Field(None, examples=[None], description="El borrador de la nota de esta atención")
    controlled_at: Moment | None = Field(None, examples=[None], description="Ahora, si no se dice")
    phase: TreatmentPhase | None = Field(None, examples=["ALIGNMENT"])
    upper: Wire | None = None
    lower: Wire | None = None
    elastics: Elastics | None = None
    works: Annotated[list[Work], Field(max_length=len(Work)), AfterValidator(each_once)] = []
    rebonded: Annotated[
        list[Tooth],
        Field(max_length=52, description="Piezas cuyo bracket se recementó", examples=[[15, 24]]),
        AfterValidator(each_once),
    ] = []
    next_on: Day | None = Field(
        None, description="Para cuándo es el próximo control", examples=["2026-12-28"]
    )
    remark: ControlRemark | None = None


class OrthodonticControl(BaseModel):
    id: int
    patient_id: int
    note_id: int | None
    controlled_at: datetime
    phase: TreatmentPhase | None
    upper: Wire | None
    lower: Wire | None
    elastics: Elastics | None
    works: list[Work]
    rebonded: list[int]
    next_on: date | None
    remark: str | None
    recorded_by: Person
    withdrawn: Withdrawn | None


class OrthodonticControlPage(Page[OrthodonticControl]):
    pass


class OrthodonticFilter(PageQuery):
    note_id: Id | None = Field(None, examples=[None])
    sort: ClassVar = "-controlled_at"
