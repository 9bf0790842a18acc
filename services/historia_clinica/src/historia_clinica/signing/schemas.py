"""Certificates that sign, as they come in and go out; a key never goes out."""

from datetime import datetime
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, Field

from common.web.schema import Input


class NewSigningCertificate(Input):
    """A PKCS#12 file (.p12, .pfx). The password opens it once, and is kept nowhere."""

    content: Annotated[Base64Bytes, Field(max_length=200_000)]
    password: Annotated[str, Field(max_length=200, repr=False)]


class SigningCertificate(BaseModel):
    holder: str = Field(examples=["VERONICA SALAZAR MEJIA"])
    issuer: str = Field(examples=["AUTORIDAD DE CERTIFICACION SUBCA"])
    serial: str
    valid_from: datetime
    valid_to: datetime
    uploaded_at: datetime


class OwnSigningCertificate(BaseModel):
    certificate: SigningCertificate | None = Field(
        description="Null: lo que prescribe va sin firma electrónica"
    )
