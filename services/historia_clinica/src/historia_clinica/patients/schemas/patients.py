"""Patients, as they come in and go out."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from common.fields import Day, Name, Phone, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.patients.schemas.alerts import Alert, NoKnownAllergies
from historia_clinica.patients.schemas.words import (
    Address,
    CameBy,
    Channel,
    Country,
    DocumentNumber,
    DocumentType,
    Education,
    Ethnicity,
    Gender,
    InsuranceNumber,
    MaritalStatus,
    NoDocument,
    Relation,
    StoredEmail,
    Tag,
    Tags,
)


class PatientSort(StrEnum):
    NAME = "full_name"
    NAME_DOWN = "-full_name"
    LAST_NAME = "last_name"
    LAST_NAME_DOWN = "-last_name"
    CREATED = "created_at"
    CREATED_DOWN = "-created_at"


class Particulars(Input):
    """What is asked of a patient and not required: how to reach them, and what the Ministry's admission form asks beside.

    A new patient and the changes of one share it: a field stands here once.
    """

    document_number: DocumentNumber | None = None
    document_country: Country | None = Field(None, examples=[None])
    no_document_reason: NoDocument | None = Field(None, examples=[None])
    birth_date: Day | None = Field(None, examples=["1990-05-17"])
    occupation: Name | None = Field(None, examples=["Contadora"])
    phone: Phone | None = None
    email: StoredEmail | None = None
    address: Address | None = None
    emergency_contact_name: Name | None = Field(None, examples=["Luis Pérez"])
    emergency_contact_phone: Phone | None = None
    nationality: Country | None = Field(None, examples=["EC"])
    birth_place: Name | None = Field(None, examples=["Quito"])
    ethnicity: Ethnicity | None = None
    marital_status: MaritalStatus | None = None
    education: Education | None = None
    workplace: Name | None = Field(None, examples=["Unidad Educativa Quitumbe"])
    insurer: Name | None = Field(None, examples=["IESS"])
    insurance_number: InsuranceNumber | None = None
    came_by: CameBy | None = None
    preferred_channel: Channel | None = None
    emergency_contact_relation: Relation | None = None
    guardian_name: Name | None = Field(None, examples=[None])
    guardian_relation: Relation | None = Field(None, examples=[None])
    guardian_document: DocumentNumber | None = Field(None, examples=[None])
    guardian_phone: Phone | None = Field(None, examples=[None])
    distinct_person: bool = False


class NewPatient(Particulars):
    """A patient without document says why in `no_document_reason`, with `document_type` null; one name is enough.

    Who looks like somebody registered already is refused, unless `distinct_person` says that it is somebody else.
    """

    document_type: DocumentType | None
    first_name: Name = Field(examples=["Ana María"])
    last_name: Name | None = Field(examples=["Pérez Andrade"])
    gender: Gender = Gender.UNKNOWN
    tags: Tags = Field([], examples=[["ortodoncia"]])


class PatientChanges(Particulars):
    """Only what is to change; the members without null cannot be emptied."""

    document_type: DocumentType | None = None
    first_name: Name = Field(None, examples=["Ana María"])
    last_name: Name | None = Field(None, examples=["Pérez Andrade"])
    gender: Gender = None
    tags: Tags = Field(None, examples=[["ortodoncia"]])
    active: bool = None


class PatientFilter(PageQuery):
    search: Search | None = Field(None, examples=["perez ana"])
    active: bool | None = None
    tag: Tag | None = Field(None, examples=["ortodoncia"])
    sort: PatientSort = PatientSort.NAME


class QuickSearch(Input):
    q: str = Field(min_length=2, max_length=100, examples=["perez ana"])
    limit: int = Field(10, ge=1, le=50)


class PatientRow(BaseModel):
    """What a list and a file say of a patient."""

    id: int = Field(examples=[7])
    document_type: DocumentType | None
    document_number: str | None = Field(examples=["1710034065"])
    document_country: str | None
    no_document_reason: NoDocument | None
    first_name: str = Field(examples=["Ana María"])
    last_name: str | None = Field(examples=["Pérez Andrade"])
    full_name: str = Field(examples=["Ana María Pérez Andrade"])
    birth_date: date | None
    gender: Gender
    occupation: str | None
    phone: str | None = Field(examples=["+593991234567"])
    email: str | None = Field(examples=["ana.perez@example.com"])
    address: str | None
    emergency_contact_name: str | None
    emergency_contact_phone: str | None
    tags: list[str] = Field(examples=[["ortodoncia"]])
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class Patient(PatientRow):
    """A patient's file. Its alerts are null for those without the permission alerts:read, and what is said of allergies."""

    nationality: str | None = Field(examples=["EC"])
    birth_place: str | None
    ethnicity: Ethnicity | None
    marital_status: MaritalStatus | None
    education: Education | None
    workplace: str | None
    insurer: str | None = Field(examples=["IESS"])
    insurance_number: str | None
    came_by: CameBy | None
    preferred_channel: Channel | None
    emergency_contact_relation: str | None
    guardian_name: str | None
    guardian_relation: str | None
    guardian_document: str | None
    guardian_phone: str | None
    erased_at: datetime | None = Field(description="Cuándo se suprimieron sus datos, a su pedido")
    erased_whole: bool = Field(description="También el nombre y el documento: la historia ya no es de nadie")
    alerts: list[Alert] | None
    no_known_allergies: NoKnownAllergies | None


class ListedPatient(PatientRow):
    """A patient in a list, with the kinds of their alerts; null for those without the permission alerts:read."""

    alert_kinds: list[str] | None = Field(examples=[["ALLERGY"]])


class PatientPage(Page[ListedPatient]):
    pass


class TagInUse(BaseModel):
    name: str = Field(examples=["ortodoncia"])


class TagsInUse(BaseModel):
    data: list[TagInUse]


class FoundPatient(BaseModel):
    id: int
    full_name: str = Field(examples=["Ana María Pérez Andrade"])
    document_type: DocumentType | None
    document_number: str | None = Field(examples=["1710034065"])
    document_country: str | None
    no_document_reason: NoDocument | None
    phone: str | None
    birth_date: date | None


class FoundPatients(BaseModel):
    data: list[FoundPatient]


class PatientSummary(BaseModel):
    """What other services store of a patient."""

    id: int
    full_name: str = Field(examples=["Ana María Pérez Andrade"])
    document_type: DocumentType | None
    document_number: str | None = Field(examples=["1710034065"])
    document_country: str | None
    no_document_reason: NoDocument | None
    phone: str | None
    email: str | None
    address: str | None
    birth_date: date | None
    active: bool
    messages_withdrawn: bool = Field(
        examples=[False], description="Retiró su consentimiento a recibir mensajes"
    )
