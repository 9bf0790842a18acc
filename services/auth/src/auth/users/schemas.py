"""People, practitioners and roles as they come in and go out."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from auth.fields import Menu, Password, RoleName, RolePermission
from common.fields import Day, Email, Id, Line, Phone, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input

Name = Annotated[Line, Field(examples=["Ana Pérez"])]
Specialty = Annotated[Line, Field(examples=["Odontología general"])]
Practises = Annotated[
    bool, Field(description="Atiende pacientes y tiene columna en la agenda; su rol debe poder firmar notas")
]
Registration = Annotated[Line, Field(examples=["1005-2019-2091234"])]
RegistrationKind = Annotated[
    Literal["PHYSICIAN", "DENTIST", "OBSTETRICIAN", "OTHER"],
    Field(examples=["DENTIST"], description="Solo médicos, odontólogos y obstetras recetan"),
]
RoleTitle = Annotated[str, Field(min_length=1, max_length=80, examples=["Asistente"])]
Description = Annotated[str, Field(max_length=300)]
Allowed = Annotated[
    list[RolePermission], Field(max_length=100, examples=[["patients:read", "appointments:read"]])
]


class UserFilter(PageQuery):
    search: Search | None = None
    role_id: Id | None = None
    active: bool | None = None
    sort: Literal["full_name", "email", "created_at", "-full_name", "-email", "-created_at"] = "full_name"


class NewUser(Input):
    email: Email
    full_name: Name
    role_id: Id
    phone: Phone | None = None
    practitioner: Practises = False
    specialty: Specialty | None = None
    professional_registration: Registration | None = None
    registration_kind: RegistrationKind | None = None
    registration_expires_on: Day | None = Field(None, examples=["2028-12-31"])
    password: Password | None = None


class UserChanges(Input):
    email: Email = None
    full_name: Name = None
    role_id: Id = None
    phone: Phone | None = None
    practitioner: Practises = None
    specialty: Specialty | None = None
    professional_registration: Registration | None = None
    registration_kind: RegistrationKind | None = None
    registration_expires_on: Day | None = Field(None, examples=["2028-12-31"])
    active: bool = None


class User(BaseModel):
    id: int
    email: str
    full_name: str
    role: RoleName
    phone: str | None
    practitioner: bool
    specialty: str | None
    professional_registration: str | None
    registration_kind: str | None = Field(examples=["DENTIST"])
    registration_expires_on: date | None
    active: bool
    must_change_password: bool
    failed_attempts: int = Field(description="Intentos fallidos de entrar desde su último ingreso")
    last_failed_at: datetime | None
    last_login_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class CreatedUser(User):
    temporary_password: str | None = Field(
        None, description="Solo si no se dio una contraseña, y solo esta vez"
    )


class UserPage(Page[User]):
    pass


class TemporaryPassword(BaseModel):
    temporary_password: str | None = Field(
        None,
        examples=["k7mq-x3ta-9wpd-hfz2"],
        description="No se repite al volver a enviar la petición con su Idempotency-Key",
    )


class Practitioner(BaseModel):
    id: int
    full_name: str
    specialty: str | None
    professional_registration: str | None
    registration_kind: str | None = Field(examples=["DENTIST"])
    registration_expires_on: date | None
    supervises: bool = Field(description="Firma sin supervisión y refrenda notas de otros")


class Practitioners(BaseModel):
    data: list[Practitioner]


class RoleFilter(PageQuery):
    search: Search | None = None
    name: RoleTitle | None = Field(None, description="El nombre entero, sin importar tildes ni mayúsculas")
    active: bool | None = None


class RoleName(BaseModel):
    id: int
    name: str = Field(examples=["Odontólogo/Médico"])


class RoleNames(BaseModel):
    data: list[RoleName]


class NewRole(Input):
    name: RoleTitle
    description: Description = ""
    permissions: Allowed
    menu_config: Menu = Menu(home="panel", sections=[])


class RoleChanges(Input):
    name: RoleTitle = None
    description: Description = None
    permissions: Allowed = None
    menu_config: Menu = None
    active: bool = Field(None, description="`false` retira el rol, si nadie lo tiene y no es de fábrica")


class Role(BaseModel):
    id: int
    name: str
    description: str
    permissions: list[str]
    menu_config: Menu
    system: bool
    active: bool
    users: int
    version: int
    created_at: datetime
    updated_at: datetime


class RolePage(Page[Role]):
    pass
