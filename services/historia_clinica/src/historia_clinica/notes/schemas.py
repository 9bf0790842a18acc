"""Clinical notes, in the four parts of a SOAP note."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Id, Moment, Text, line, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import Certainty, Cie10Code, Person, TemplateField
from historia_clinica.supervisions.schemas import Returned


class Condition(StrEnum):
    """Of a definitive diagnosis, as the RDACAA asks for it: new, new and confirmed by a laboratory, or a control."""

    INITIAL = "INITIAL"
    LABORATORY = "LABORATORY"
    CONTROL = "CONTROL"


class Visit(StrEnum):
    """First or subsequent, for the same cause, as the RDACAA counts it."""

    FIRST = "FIRST"
    SUBSEQUENT = "SUBSEQUENT"


class Status(StrEnum):
    DRAFT = "DRAFT"
    SIGNED = "SIGNED"


Reason = line(500, "Dolor en molar inferior derecho")
DiagnosisName = line(300, "Caries de la dentina")
FieldText = text(4000, "26")
Cell = line(500, "19", shortest=0)
BroughtText = text(20_000, "Control de INR antes de la exodoncia.", shortest=1)
AddendumText = text(20_000, "El paciente refiere alergia al látex.", shortest=1)


class NewDiagnosis(Input):
    """A diagnosis of the CIE-10."""

    code: Cie10Code
    description: DiagnosisName
    kind: Certainty
    condition: Condition | None = Field(None, description="Solo de un diagnóstico definitivo")


def without_repetition(diagnoses):
    codes = [diagnosis.code for diagnosis in diagnoses]
    if len(codes) > len(set(codes)):
        raise ValueError("Un diagnóstico está repetido.")
    return diagnoses


Diagnoses = Annotated[list[NewDiagnosis], Field(max_length=30), AfterValidator(without_repetition)]


class Part(StrEnum):
    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"
    ASSESSMENT = "assessment"
    PLAN = "plan"


class NewForm(Input):
    """A template filled in. A draft may be incomplete: what the template asks is asked for when it is signed."""

    template_id: Id
    values: Annotated[
        dict[str, FieldText | Annotated[list[list[Cell]], Field(max_length=50)]], Field(max_length=40)
    ] = Field({}, examples=[{"pieza": "26", "conductos": [["MV", "19"], ["DV", "18,5"]]}])


class NewBrought(Input):
    """Text that stands in a part of this note and was copied from that part of an earlier one."""

    note_id: Id
    part: Part
    text: BroughtText
    reviewed: bool = Field(False, description="Quien escribe dijo que sigue vigente")


Brought = Annotated[list[NewBrought], Field(max_length=20)]


class NewPaper(Input):
    """Written on paper during an outage, and entered afterwards."""

    outage_id: Id
    attended_at: Moment = Field(description="La hora que dice la hoja")


class NewNote(Input):
    appointment_id: Id | None = Field(None, examples=[None])
    reason: Reason
    subjective: Text | None = Field(None, examples=["Dolor al frío desde hace tres días."])
    objective: Text | None = Field(None, examples=["Caries profunda en 46, vitalidad positiva."])
    assessment: Text | None = Field(None, examples=["Caries de la dentina, pieza 46."])
    plan: Text | None = Field(None, examples=["Restauración con resina."])
    diagnoses: Diagnoses = []
    visit: Visit | None = None
    form: NewForm | None = Field(None, description="Sin plantilla, la nota es SOAP y nada más")
    brought: Brought = []
    paper: NewPaper | None = Field(None, description="De lo que se escribió en papel: no se cambia después")


class NoteChanges(Input):
    """Only what is to change; the members without null cannot be emptied."""

    appointment_id: Id | None = Field(None, examples=[None])
    reason: Reason = None
    subjective: Text | None = None
    objective: Text | None = None
    assessment: Text | None = None
    plan: Text | None = Field(None, examples=["Restauración con resina; control en una semana."])
    diagnoses: Diagnoses = None
    visit: Visit | None = None
    form: NewForm | None = None
    brought: Brought = None


class NewAddendum(Input):
    text: AddendumText


class Diagnosis(BaseModel):
    code: str = Field(examples=["K02.1"])
    description: str = Field(examples=["Caries de la dentina"])
    kind: Certainty
    condition: Condition | None


class Addendum(BaseModel):
    id: int
    text: str = Field(examples=["El paciente refiere alergia al látex."])
    author: Person
    created_at: datetime


class FilledForm(BaseModel):
    """The template as it was in the edition that the note was written on, and what was filled in."""

    template_id: int
    edition: int
    name: str = Field(examples=["Operatoria dental"])
    fields: list[TemplateField]
    values: dict[str, str | list[list[str]]]


class BroughtFrom(BaseModel):
    note_id: int
    part: Part
    text: str
    reviewed: bool
    signed_on: date = Field(description="El día en que se firmó la nota de la que viene")


class SealQuery(Input):
    appointment_id: Id | None = Field(None, description="De preferencia, de la nota de esta cita")


class DiagnosisSeal(BaseModel):
    """That there is a signed diagnosis, without saying which."""

    sha256: str = Field(description="De su contenido y de la huella de su nota")
    signed_on: date


class RedraftOf(BaseModel):
    """Of a note that is written again: which one was sent back, and why."""

    note_id: int
    reason: str
    by: Person
    at: datetime


class NoteSupervision(BaseModel):
    """Of a note whose author does not sign alone."""

    supervisor: Person
    remark: str | None
    cosigned_by: Person | None = Field(description="Null mientras espera refrendo")
    cosigned_at: datetime | None
    returned: Returned | None = Field(description="Si se devolvió a su autor en lugar de refrendarla")


class NoteHandover(BaseModel):
    from_: Person = Field(alias="from")
    to: Person
    by: Person
    note_version: int
    at: datetime


class Paper(BaseModel):
    outage_id: int
    attended_at: datetime


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
    visit: Visit | None
    form: FilledForm | None
    brought: list[BroughtFrom]
    paper: Paper | None
    status: Status
    author: Person
    signed_by: Person | None
    signed_at: datetime | None
    content_sha256: str | None
    supervision: NoteSupervision | None
    redraft_of: RedraftOf | None = Field(description="La nota devuelta que esta escribe de nuevo")
    handovers: list[NoteHandover] = Field(description="De quién a quién pasó el borrador, lo primero primero")
    addenda: list[Addendum]
    version: int
    created_at: datetime
    updated_at: datetime


class OutageQuery(Input):
    outage_id: Id


class PaperNote(BaseModel):
    note_id: int
    appointment_id: int | None
    status: Status
    author: Person


class PaperNotes(BaseModel):
    data: list[PaperNote]


class NotePage(Page[Note]):
    pass


class AddendumPage(Page[Addendum]):
    pass
