from datetime import datetime
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, Field, StringConstraints

from common.web.schema import Input

Colour = Annotated[
    str, StringConstraints(to_lower=True, pattern=r"^#[0-9a-fA-F]{6}$"), Field(examples=["#1d4ed8"])
]


class ClinicChanges(Input):
    name: Annotated[str, Field(min_length=1, max_length=60, examples=["Clínica Los Andes"])]
    accent: Colour | None = Field(description="null: el color con que viene el sistema")


class NewLogo(Input):
    image: Base64Bytes = Field(
        description="PNG, JPEG o WebP de hasta 200 kB, en base64", examples=["iVBORw0KGgo="]
    )


class LogoQuery(Input):
    v: int | None = Field(None, description="La versión de la clínica: con ella, la respuesta se guarda")


class Clinic(BaseModel):
    name: str
    accent: str | None
    logo: bool
    version: int
    updated_at: datetime
