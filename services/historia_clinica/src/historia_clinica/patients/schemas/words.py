"""Words of lists, and the texts of a patient's file."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from common.fields import Email, line
from common.identity_documents import check_country


class DocumentType(StrEnum):
    CEDULA = "CEDULA"
    RUC = "RUC"
    PASSPORT = "PASSPORT"
    FOREIGN_CARD = "FOREIGN_CARD"


class NoDocument(StrEnum):
    """Why a patient has no document, to be completed later."""

    NEWBORN = "NEWBORN"
    LOST = "LOST"
    OTHER = "OTHER"


class Gender(StrEnum):
    """FHIR's administrative gender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Ethnicity(StrEnum):
    """Self-identification, as the Ministry's admission form lists it."""

    INDIGENOUS = "INDIGENOUS"
    AFRO_ECUADORIAN = "AFRO_ECUADORIAN"
    BLACK = "BLACK"
    MULATTO = "MULATTO"
    MONTUBIO = "MONTUBIO"
    MESTIZO = "MESTIZO"
    WHITE = "WHITE"
    OTHER = "OTHER"
    NOT_SAID = "NOT_SAID"


class MaritalStatus(StrEnum):
    SINGLE = "SINGLE"
    UNION = "UNION"
    MARRIED = "MARRIED"
    SEPARATED = "SEPARATED"
    DIVORCED = "DIVORCED"
    WIDOWED = "WIDOWED"


class Education(StrEnum):
    """The highest level that was completed."""

    NONE = "NONE"
    BASIC = "BASIC"
    SECONDARY = "SECONDARY"
    HIGHER = "HIGHER"
    POSTGRADUATE = "POSTGRADUATE"


class CameBy(StrEnum):
    RECOMMENDED = "RECOMMENDED"
    REFERRED = "REFERRED"
    SOCIAL_MEDIA = "SOCIAL_MEDIA"
    INTERNET = "INTERNET"
    PASSING_BY = "PASSING_BY"
    INSURER = "INSURER"
    OTHER = "OTHER"


class Channel(StrEnum):
    WHATSAPP = "WHATSAPP"
    CALL = "CALL"
    EMAIL = "EMAIL"
    SMS = "SMS"


DocumentNumber = line(40, "1710034065")
Country = Annotated[line(2, "CO", shortest=2), AfterValidator(check_country)]
StoredEmail = Annotated[Email, AfterValidator(str.lower)]
Address = line(300, "Av. Amazonas N34-12, Quito")


def check_tags(tags):
    """The tags without those said twice, in the order of the alphabet; capitals make no other tag."""
    return sorted({tag.lower() for tag in tags})


Tag = line(30, "ortodoncia")
Tags = Annotated[list[Tag], Field(max_length=10), AfterValidator(check_tags)]
InsuranceNumber = line(40, "00123456")
Relation = line(60, "Hermano")
