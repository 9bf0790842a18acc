"""The kinds of value that more than one sub-domain takes or answers."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, Field

from common.fields import line
from common.web.paging import PageQuery
from common.web.schema import Input
from historia_clinica.rules import with_dot

Cie10Code = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][0-9]{2}(\.?[0-9A-Za-z]{1,2})?$", examples=["K02.1"]),
    AfterValidator(with_dot),
]

WithdrawalReason = line(300, "Era de otro paciente", shortest=3)
DiagnosisWords = line(300, "Absceso periapical sin fístula")

# A drawn signature: strokes of points, in a frame of 1000 by 400.
Coordinate = Annotated[int, Field(ge=0, le=1000)]
Point = Annotated[list[Coordinate], Field(min_length=2, max_length=2)]
Stroke = Annotated[list[Point], Field(min_length=1, max_length=2000)]
Signature = Annotated[
    list[Stroke], Field(min_length=1, max_length=100, examples=[[[[100, 400], [300, 380]]]])
]


class PdfSignature(BaseModel):
    """Of the certificate that signed a PDF: whose it is, and who answers for that."""

    holder: str = Field(examples=["VERONICA SALAZAR MEJIA"])
    issuer: str = Field(examples=["AUTORIDAD DE CERTIFICACION SUBCA"])
    serial: str


class NewestFirst(PageQuery):
    """The query parameters of a list whose only order is the newest first."""

    sort: ClassVar = "-id"


class FindingKind(StrEnum):
    """What an odontogram shows of a tooth, and a plan treats."""

    CARIES = "CARIES"
    FILLING = "FILLING"
    SEALANT = "SEALANT"
    FRACTURE = "FRACTURE"
    ENDODONTICS = "ENDODONTICS"
    POST = "POST"
    IMPLANT = "IMPLANT"
    BRIDGE = "BRIDGE"
    REMOVABLE = "REMOVABLE"
    DENTURE = "DENTURE"
    CROWN = "CROWN"
    EXTRACTION = "EXTRACTION"
    ABSENT_CARIES = "ABSENT_CARIES"
    ABSENT_OTHER = "ABSENT_OTHER"
    UNERUPTED = "UNERUPTED"
    IMPACTED = "IMPACTED"
    SUPERNUMERARY = "SUPERNUMERARY"
    DIASTEMA = "DIASTEMA"
    ROTATION = "ROTATION"
    RECESSION = "RECESSION"
    MOBILITY = "MOBILITY"
    CUSTOM = "CUSTOM"


class FieldKind(StrEnum):
    """The kinds of field that a template of notes is made of."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    CHOICE = "CHOICE"
    DATE = "DATE"
    TABLE = "TABLE"


FieldKey = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$", examples=["pieza"])]


class TemplateField(BaseModel):
    """A field of a template of notes, as it is kept; bounds as text."""

    key: str = Field(examples=["pieza"])
    label: str = Field(examples=["Pieza"])
    kind: FieldKind
    required: bool
    unit: str | None
    minimum: str | None
    maximum: str | None
    options: list[str]
    columns: list[str]


class Certainty(StrEnum):
    """How sure a diagnosis is."""

    PRESUMPTIVE = "PRESUMPTIVE"
    DEFINITIVE = "DEFINITIVE"


class CertainDiagnosis(Input):
    """A diagnosis of the CIE-10, as a certificate or an order says it."""

    code: Cie10Code
    description: DiagnosisWords
    kind: Certainty = Certainty.DEFINITIVE


class ExamKind(StrEnum):
    LABORATORY = "LABORATORY"
    IMAGING = "IMAGING"


class Person(BaseModel):
    """Who did something: a user's number or a client's name, as text."""

    id: str = Field(examples=["3"])
    name: str = Field(examples=["Dra. Carla Ruiz"])


class CertifiedDiagnosis(BaseModel):
    """The same, as it goes out."""

    code: str = Field(examples=["K04.7"])
    description: str
    kind: Certainty


class Withdrawal(Input):
    """Why what was written is withdrawn; it stays, and says so."""

    reason: WithdrawalReason


class Withdrawn(BaseModel):
    """Who withdrew it, when and why."""

    by: Person
    at: datetime
    reason: str


class Annulment(Withdrawal):
    """The same, of a paper."""


class Annulled(Withdrawn):
    """The same, of a paper."""


class IssuedPaper(BaseModel):
    """What every numbered paper answers, whatever it says."""

    id: int
    number: str = Field(examples=["0000318"])
    patient_id: int
    issued_at: datetime
    annulled: Annulled | None
