from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from auth.fields import Menu, Password, RoleName, RolePermission
from common.fields import Email
from common.web.schema import Input


class Credentials(Input):
    email: Email
    password: Password


class ApprovalWish(Input):
    """A second person says yes to one thing: their e-mail and password, the permission that it needs, and the thing."""

    email: Email
    password: Password
    permission: RolePermission = Field(examples=["invoices:approve-discount"])
    about: str = Field(
        min_length=1, max_length=200, pattern="^[a-z0-9:_-]+$", examples=["invoice:7:5feceb66"]
    )


class Approved(BaseModel):
    approval: str = Field(description="Se entrega al servicio que la pidió, en dos minutos y una sola vez")
    expires_in: int = Field(examples=[120])
    approved_by: str = Field(examples=["Gabriela Ponce"])


class PasswordChange(Input):
    current_password: Password
    new_password: Password


class Me(BaseModel):
    id: int
    email: str
    full_name: str
    role: RoleName
    permissions: list[str]
    menu: Menu
    must_change_password: bool
    expires_at: datetime


class FailedAttempts(BaseModel):
    count: int = Field(examples=[3])
    last_at: datetime


class SignedIn(BaseModel):
    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int = Field(examples=[86400])
    user: Me
    failed_attempts: FailedAttempts | None = Field(
        None, description="Los intentos fallidos de entrar con este correo desde la última vez que se entró"
    )


class Validity(BaseModel):
    valid: bool
    sub: str = Field(examples=["7"])
    name: str
    role: str
    permissions: list[str]
    expires_at: datetime


class TokenRequest(BaseModel):
    """RFC 6749 has unknown parameters ignored; the client may identify itself in the Authorization header instead."""

    model_config = ConfigDict(extra="ignore")

    grant_type: str = Field(max_length=100, examples=["client_credentials"])
    client_id: str | None = Field(None, max_length=200, examples=["service-citas"])
    client_secret: str | None = Field(None, max_length=200)


class Revoked(BaseModel):
    moments: dict[str, float] = Field(
        description="De cada sujeto, el momento (segundos desde 1970) antes del cual sus tokens ya no valen",
        examples=[{"user:7": 1795900000.5}],
    )


class Token(BaseModel):
    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int = Field(examples=[86400])


class Permission(BaseModel):
    name: str = Field(examples=["patients:read"])
    description: str
    clients_only: bool


class Permissions(BaseModel):
    data: list[Permission]
