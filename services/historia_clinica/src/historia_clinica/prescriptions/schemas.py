"""Prescriptions and favourites, as they come in and go out."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import Email, Id, line, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import Cie10Code, DiagnosisWords, IssuedPaper, PdfSignature, Person

Dose = line(80, "1 cápsula")
Route = line(40, "oral")
Frequency = line(80, "cada 8 horas")
Instructions = line(300, "Terminar todo el tratamiento.")
AllergyAnswer = line(500, "Se descartó la alergia con prueba.")
TemplateName = line(80, "Absceso, adulto")


class PrescribedDiagnosis(Input):
    code: Cie10Code
    description: DiagnosisWords


class NewItem(Input):
    medicine_id: Id
    dose: Dose
    route: Route
    frequency: Frequency
    days: int = Field(ge=1, le=365, examples=[7])
    quantity: int = Field(ge=1, le=999, examples=[21])
    instructions: Instructions | None = None
    allergy_answer: AllergyAnswer | None = Field(
        None, description="Por qué se receta aunque el paciente tenga registrada una alergia a ello"
    )


Items = Annotated[list[NewItem], Field(min_length=1, max_length=12)]
General = text(1000, "Dieta blanda 24 horas.")
Warning = text(500, "Sangrado que no cede con presión de 20 minutos.")


class NewPrescription(Input):
    note_id: Id | None = Field(None, examples=[None], description="El borrador de la nota de esta atención")
    diagnoses: Annotated[list[PrescribedDiagnosis], Field(min_length=1, max_length=10)]
    items: Items
    general: General | None = None
    warning: Warning | None = None
    valid_days: int = Field(3, ge=1, le=30, description="Días que vale en la farmacia")
    sign: bool = Field(False, description="Firmar el PDF con el certificado de quien receta")


class MailWish(Input):
    to: Email | None = Field(None, examples=[None], description="Si no es el correo del paciente")


class PrescriptionItem(BaseModel):
    medicine_id: int
    dci: str = Field(examples=["Amoxicilina"])
    concentration: str
    form: str
    dose: str
    route: str
    frequency: str
    days: int
    quantity: int
    instructions: str | None
    allergy: str | None
    allergy_answer: str | None


class WrittenDiagnosis(BaseModel):
    code: str = Field(examples=["K04.7"])
    description: str


class Prescription(IssuedPaper):
    note_id: int | None
    diagnoses: list[WrittenDiagnosis]
    items: list[PrescriptionItem]
    prescriber: Person
    general: str | None
    warning: str | None
    valid_until: date
    signature: PdfSignature | None = Field(
        description="El certificado que firmó el PDF; null si va sin firma"
    )


class PrescriptionPage(Page[Prescription]):
    pass


class NewTemplate(Input):
    """What is prescribed often, under a name: without whose it is and without diagnoses."""

    name: TemplateName
    items: Items
    general: General | None = None
    warning: Warning | None = None


class Template(BaseModel):
    id: int
    name: str
    items: list[PrescriptionItem]
    general: str | None
    warning: str | None
    author: Person


class Templates(BaseModel):
    data: list[Template]
