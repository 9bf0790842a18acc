"""The kinds of value that more than one sub-domain takes or answers."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from auth.permissions import FOR_ROLES, MENU_ITEMS, PERMISSIONS
from common.web.schema import Input

# As it is typed: a space at either end belongs to it. Its own rules are in auth.passwords; this is the bound of a request.
Password = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=1, max_length=200),
    Field(examples=["una frase que solo yo sé"]),
]
RolePermission = Literal[FOR_ROLES]
ClientPermission = Literal[tuple(PERMISSIONS)]
MenuItem = Literal[MENU_ITEMS]


class RoleName(BaseModel):
    id: int
    name: str = Field(examples=["Recepción"])


class MenuSection(Input):
    title: Annotated[str, Field(min_length=1, max_length=60, examples=["Recepción"])]
    items: list[MenuItem] = Field(max_length=20, examples=[["agenda", "pacientes"]])


class Menu(Input):
    home: MenuItem = Field(examples=["agenda"])
    sections: list[MenuSection] = Field(max_length=20)
