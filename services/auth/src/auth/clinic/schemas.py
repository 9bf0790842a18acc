from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Base64Bytes, BaseModel, Field, StringConstraints

from common.fields import Email, Phone, PrintedName, line
from common.identity_documents import check_ruc
from common.web.schema import Input

Colour = Annotated[
    str, StringConstraints(to_lower=True, pattern=r"^#[0-9a-fA-F]{6}$"), Field(examples=["#1d4ed8"])
]


Ruc = Annotated[
    str, Field(min_length=1, max_length=20, examples=["1790011674001"]), AfterValidator(check_ruc)
]
Address = line(300, "Av. Amazonas N39-82, Quito")


class ClinicChanges(Input):
    """Of what printed documents say of the clinic, what is left out stays; null takes it away."""

    name: Annotated[str, Field(min_length=1, max_length=60, examples=["Clínica Los Andes"])]
    accent: Colour | None = Field(description="null: el color con que viene el sistema")
    legal_name: PrintedName | None = Field(None, description="Razón social")
    ruc: Ruc | None = None
    address: Address | None = None
    phone: Phone | None = None
    email: Email | None = None


class NewLogo(Input):
    image: Base64Bytes = Field(
        description="PNG, JPEG o WebP de hasta 200 kB, en base64", examples=["iVBORw0KGgo="]
    )


class LogoQuery(Input):
    v: int | None = Field(None, description="La versión de la clínica: con ella, la respuesta se guarda")


class Clinic(BaseModel):
    name: str
    accent: str | None
    legal_name: str | None
    ruc: str | None
    address: str | None
    phone: str | None
    email: str | None
    logo: bool
    sri_emulated: bool = Field(description="Los comprobantes van a un emulador en esta máquina, no al SRI")
    version: int
    updated_at: datetime


class Letterhead(BaseModel):
    name: str
    legal_name: str | None
    ruc: str | None
    address: str | None
    phone: str | None
    email: str | None
    logo: str | None = Field(description="La imagen, como dirección data:")
    version: int
