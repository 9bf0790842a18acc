"""Consents to procedures, as they come in and go out."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from common.fields import Id, Ids, line, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import Person, Signature


class Decision(StrEnum):
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    EMERGENCY = "EMERGENCY"


class Signer(StrEnum):
    PATIENT = "PATIENT"
    GUARDIAN = "GUARDIAN"


TemplateName = line(120, "Exodoncia")
Body = text(20_000, "## Qué se va a hacer\nSe retira la pieza con anestesia local.", shortest=20)
Reason = text(1000, "Sangrado activo, el paciente no puede firmar.", shortest=3)
WhoSigns = line(200, "María Fernanda Vélez Ortiz", shortest=3)
SignerDocument = line(40, "1710034065")
Relation = line(60, "madre")


class RequiredBy(Input):
    id: Id = Field(examples=[4])
    name: str = Field(min_length=1, max_length=200, examples=["Exodoncia simple"])


class NewConsentTemplate(Input):
    name: TemplateName
    body: Body = Field(
        description="Títulos con «## » y variables: {paciente} {documento} {edad} {representante} {profesional} {fecha} {clinica}"
    )
    valid_days: int = Field(30, ge=1, le=365, description="Cuántos días vale lo firmado")
    treatments: list[RequiredBy] = Field(
        [], max_length=200, description="Los que no se dan por hechos sin él"
    )


class ConsentTemplateChanges(Input):
    """Only what is to change. Another `body` is another edition: what was signed keeps its own."""

    name: TemplateName = None
    body: Body = None
    valid_days: int = Field(None, ge=1, le=365)
    treatments: list[RequiredBy] = Field(None, max_length=200)
    active: bool = None


class ConsentTemplate(BaseModel):
    id: int
    name: str
    edition: int
    body: str
    valid_days: int
    treatments: list[RequiredBy]
    active: bool
    version: int
    updated_at: datetime


class ConsentTemplateList(BaseModel):
    data: list[ConsentTemplate]


class ConsentPreviewQuery(Input):
    template_id: Id
    professional_name: WhoSigns


class ConsentPreview(BaseModel):
    """The text as this patient reads it; `text_sha256` says which it was when it is signed."""

    template_id: int
    edition: int
    title: str
    text: str
    text_sha256: str
    needs_guardian: bool
    guardian: str | None


class NewProcedureConsent(Input):
    template_id: Id
    professional_name: WhoSigns
    appointment_id: Id | None = Field(None, examples=[None])
    decision: Decision
    text_sha256: str | None = Field(None, pattern="^[0-9a-f]{64}$", description="De lo que se leyó")
    signer: Signer | None = Field(None, description="Quién firma; nadie en una emergencia")
    signer_name: WhoSigns | None = None
    signer_document: SignerDocument | None = None
    signer_relation: Relation | None = None
    signature: Signature | None = None
    reason: Reason | None = None


class Revocation(Input):
    reason: Reason
    signer: Signer
    signer_name: WhoSigns
    signer_document: SignerDocument | None = None
    signer_relation: Relation | None = None
    signature: Signature


class ProcedureConsent(BaseModel):
    id: int
    patient_id: int
    template_id: int
    edition: int
    appointment_id: int | None
    decision: str = Field(description="ACCEPTED, REFUSED, EMERGENCY o REVOKED", examples=["ACCEPTED"])
    title: str
    reason: str | None
    revokes_id: int | None
    revoked_by: int | None = Field(description="El documento que lo revoca")
    signer: str = Field(examples=["PATIENT"])
    signer_name: str
    signer_document: str | None
    signer_relation: str | None
    professional_name: str
    valid_until: date
    content_sha256: str
    file_id: UUID = Field(description="Con él se pide su PDF")
    recorded_by: Person
    signed_at: datetime
    signed_through: str = Field(
        description="SCREEN, en la clínica, o LINK, por su enlace", examples=["SCREEN"]
    )


class ProcedureConsentPage(Page[ProcedureConsent]):
    pass


class MissingQuery(Input):
    patient_id: Id
    treatment_ids: Ids


class MissingConsent(BaseModel):
    template_id: int
    name: str
    treatments: list[str]


class MissingList(BaseModel):
    data: list[MissingConsent]


class NewConsentRequest(Input):
    """A text that the patient signs on their own phone, by its link."""

    template_id: Id
    professional_name: WhoSigns
    appointment_id: Id | None = Field(None, examples=[None])


class ConsentRequest(BaseModel):
    id: int
    patient_id: int
    template_id: int
    title: str
    appointment_id: int | None
    professional_name: str
    asked_by: Person
    asked_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    consent_id: int | None = Field(description="Lo que se firmó por su enlace")


class ConsentRequestList(BaseModel):
    data: list[ConsentRequest]


class ConsentLink(BaseModel):
    url: str | None = Field(
        None,
        description="Abre la página donde se firma. Repetir la petición con su Idempotency-Key no la devuelve",
        examples=["https://clinica.example.com/firmar/#eyJhbGciOi"],
    )
    expires_at: datetime


class SharedConsent(BaseModel):
    """What is to be signed; once `decision` says what was decided, nothing else of the patient's is told."""

    title: str
    text: str | None
    text_sha256: str | None
    needs_guardian: bool
    guardian: str | None
    full_name: str | None = Field(description="El paciente")
    document_number: str | None
    professional_name: str | None
    decision: str | None = Field(examples=[None])
    signed_at: datetime | None


class SharedDecision(StrEnum):
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


class SharedSignature(Input):
    """What somebody decided on their own phone, signed with a finger."""

    decision: SharedDecision
    text_sha256: str = Field(pattern="^[0-9a-f]{64}$", description="De lo que se leyó")
    signer: Signer
    signer_name: WhoSigns
    signer_document: SignerDocument | None = None
    signer_relation: Relation | None = None
    signature: Signature
    reason: Reason | None = None
