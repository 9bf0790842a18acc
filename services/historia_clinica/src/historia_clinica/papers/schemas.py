"""What a code tells of its paper."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from historia_clinica.fields import PdfSignature


class Kind(StrEnum):
    NOTE = "NOTE"
    PRESCRIPTION = "PRESCRIPTION"
    CERTIFICATE = "CERTIFICATE"
    ORDER = "ORDER"


class SharedPaper(BaseModel):
    kind: Kind
    number: str | None = Field(description="Una nota no tiene", examples=["0000127"])
    issued_at: datetime
    professional: str = Field(examples=["Dra. Verónica Salazar Mejía"])
    patient: str = Field(description="Solo las iniciales", examples=["M. F. V. O."])
    content_sha256: str = Field(description="La huella de lo que se emitió; en el papel está su comienzo")
    state: Literal["VALID", "ANNULLED", "CHANGED"] = Field(
        description="CHANGED: la historia ya no dice lo que se imprimió"
    )
    annulled_at: datetime | None
    signature: PdfSignature | None = Field(description="De una receta: el certificado que firmó su PDF")
