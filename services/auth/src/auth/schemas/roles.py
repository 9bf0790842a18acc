from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from auth.permissions import MENU_ITEMS
from auth.schemas import RolePermission
from common.fields import Search
from common.web.paging import PageQuery
from common.web.schema import Input

MenuItem = Literal[MENU_ITEMS]
Title = Annotated[str, Field(min_length=1, max_length=60, examples=["Recepción"])]
RoleTitle = Annotated[str, Field(min_length=1, max_length=80, examples=["Asistente"])]
Description = Annotated[str, Field(max_length=300)]
Allowed = Annotated[
    list[RolePermission], Field(max_length=100, examples=[["patients:read", "appointments:read"]])
]


class MenuSection(Input):
    title: Title
    items: list[MenuItem] = Field(max_length=20, examples=[["agenda", "pacientes"]])


class Menu(Input):
    home: MenuItem = Field(examples=["agenda"])
    sections: list[MenuSection] = Field(max_length=20)


class RoleFilter(PageQuery):
    search: Search | None = None


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


class Role(BaseModel):
    id: int
    name: str
    description: str
    permissions: list[str]
    menu_config: Menu
    system: bool
    users: int
    version: int
    created_at: datetime
    updated_at: datetime


class RolePage(BaseModel):
    data: list[Role]
    next: str | None
    total: int | None = None
    total_exact: bool | None = None
