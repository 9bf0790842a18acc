"""Consents to the use of data, as they come in and go out."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel

from common.fields import line
from common.web.schema import Input
from historia_clinica.fields import Person


class Purpose(StrEnum):
    """What a patient consents to: the use of their data, or being written to."""

    DATA = "DATA"
    MESSAGES = "MESSAGES"


Signer = line(200, "Ana María Pérez Andrade")


class NewDataConsent(Input):
    """A consent given, or withdrawn, by the patient or whoever signs for them."""

    purpose: Purpose
    given: bool
    given_by: Signer


class DataConsent(BaseModel):
    id: int
    purpose: Purpose
    text_version: int
    text: str
    given: bool
    given_by: str
    recorded_by: Person
    created_at: datetime


class ConsentText(BaseModel):
    purpose: Purpose
    version: int
    text: str


class DataConsents(BaseModel):
    """Every act, the newest first, and the texts in force."""

    data: list[DataConsent]
    texts: list[ConsentText]
