"""Who may be the same person as somebody who is being registered."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import Day, Id, Name, Phone
from common.web.schema import Input
from historia_clinica.patients.schemas.words import DocumentNumber, DocumentType, NoDocument, StoredEmail


class DuplicatesQuery(Input):
    """What is known so far of a patient who is being registered."""

    document_type: DocumentType | None = None
    document_number: DocumentNumber | None = None
    first_name: Name | None = Field(None, examples=["Ana"])
    last_name: Name | None = Field(None, examples=["Pérez"])
    birth_date: Day | None = Field(None, examples=["1990-05-17"])
    phone: Phone | None = None
    email: StoredEmail | None = None
    except_id: Id | None = Field(None, examples=[7], description="El paciente cuya ficha se edita")


class LikelyDuplicate(BaseModel):
    """Somebody registered who may be the same person, and what they have in common."""

    id: int = Field(examples=[7])
    full_name: str = Field(examples=["Ana María Pérez Andrade"])
    document_type: DocumentType | None
    document_number: str | None = Field(examples=["1710034065"])
    document_country: str | None
    no_document_reason: NoDocument | None
    birth_date: date | None
    active: bool
    why: Literal["DOCUMENT", "NAME_AND_BIRTH_DATE", "NAME_AND_PHONE", "NAME_AND_EMAIL", "PHONE"]
    score: int = Field(examples=[95], description="Cuán seguro es, de 100")


class LikelyDuplicates(BaseModel):
    data: list[LikelyDuplicate]
