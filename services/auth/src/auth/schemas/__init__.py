"""What comes in and what goes out, as pydantic models, by noun."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from auth.permissions import FOR_ROLES, PERMISSIONS

# As it is typed: a space at either end belongs to it. Its own rules are in auth.rules; this is the bound of a request.
Password = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=1, max_length=200),
    Field(examples=["una frase que solo yo sé"]),
]
RolePermission = Literal[FOR_ROLES]
ClientPermission = Literal[tuple(PERMISSIONS)]
