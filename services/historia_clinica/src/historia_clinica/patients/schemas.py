"""Patients, as they come in and go out."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, field_validator

from common.fields import Day, Email, Name, Phone, Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from historia_clinica.patients.rules import check_document


class DocumentType(StrEnum):
    CEDULA = "CEDULA"
    RUC = "RUC"
    PASSPORT = "PASSPORT"


class Gender(StrEnum):
    """FHIR's administrative gender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class PatientSort(StrEnum):
    NAME = "full_name"
    NAME_DOWN = "-full_name"
    CREATED = "created_at"
    CREATED_DOWN = "-created_at"


DocumentNumber = Annotated[str, Field(min_length=5, max_length=20, examples=["1710034065"])]
StoredEmail = Annotated[Email, AfterValidator(str.lower)]
Address = line(300, "Av. Amazonas N34-12, Quito")


class NewPatient(Input):
    document_type: DocumentType
    document_number: DocumentNumber
    first_name: Name = Field(examples=["Ana María"])
    last_name: Name = Field(examples=["Pérez Andrade"])
    birth_date: Day | None = Field(None, examples=["1990-05-17"])
    gender: Gender = Gender.UNKNOWN
    phone: Phone | None = None
    email: StoredEmail | None = None
    address: Address | None = None
    emergency_contact_name: Name | None = Field(None, examples=["Luis Pérez"])
    emergency_contact_phone: Phone | None = None

    @field_validator("document_number")
    @classmethod
    def fits_its_type(cls, number, info):
        # Without a valid type there is nothing to compare with, and the type's own error says so.
        return check_document(info.data["document_type"], number) if "document_type" in info.data else number


class PatientChanges(Input):
    """Only what is to change; the members without null cannot be emptied."""

    document_type: DocumentType = None
    document_number: DocumentNumber = None
    first_name: Name = Field(None, examples=["Ana María"])
    last_name: Name = Field(None, examples=["Pérez Andrade"])
    birth_date: Day | None = Field(None, examples=["1990-05-17"])
    gender: Gender = None
    phone: Phone | None = None
    email: StoredEmail | None = None
    address: Address | None = None
    emergency_contact_name: Name | None = Field(None, examples=["Luis Pérez"])
    emergency_contact_phone: Phone | None = None
    active: bool = None


class PatientFilter(PageQuery):
    search: Search | None = Field(None, examples=["perez ana"])
    active: bool | None = None
    sort: PatientSort = PatientSort.NAME


class QuickSearch(Input):
    q: str = Field(min_length=2, max_length=100, examples=["perez ana"])
    limit: int = Field(10, ge=1, le=50)


class Alert(BaseModel):
    category: str = Field(examples=["ALLERGY"])
    description: str = Field(examples=["Penicilina"])
    severity: str | None = Field(examples=["HIGH"])


class PatientRow(BaseModel):
    """A patient in a list."""

    id: int = Field(examples=[7])
    document_type: DocumentType
    document_number: str = Field(examples=["1710034065"])
    first_name: str = Field(examples=["Ana María"])
    last_name: str = Field(examples=["Pérez Andrade"])
    full_name: str = Field(examples=["Ana María Pérez Andrade"])
    birth_date: date | None
    gender: Gender
    phone: str | None = Field(examples=["+593991234567"])
    email: str | None = Field(examples=["ana.perez@example.com"])
    address: str | None
    emergency_contact_name: str | None
    emergency_contact_phone: str | None
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class Patient(PatientRow):
    """A patient's file."""

    alerts: list[Alert]


class PatientPage(Page[PatientRow]):
    pass


class FoundPatient(BaseModel):
    id: int
    full_name: str = Field(examples=["Ana María Pérez Andrade"])
    document_type: DocumentType
    document_number: str = Field(examples=["1710034065"])
    phone: str | None
    birth_date: date | None


class FoundPatients(BaseModel):
    data: list[FoundPatient]


class PatientSummary(BaseModel):
    """What other services store of a patient."""

    id: int
    full_name: str = Field(examples=["Ana María Pérez Andrade"])
    document_type: DocumentType
    document_number: str = Field(examples=["1710034065"])
    phone: str | None
    email: str | None
    address: str | None
    birth_date: date | None
    active: bool
