from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from auth.fields import ClientPermission
from common.fields import Line, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input

ClientName = Annotated[Line, Field(examples=["Laboratorio Central"])]
Granted = Annotated[list[ClientPermission], Field(max_length=100, examples=[["patients:read"]])]


class ClientFilter(PageQuery):
    search: Search | None = None
    active: bool | None = None


class NewClient(Input):
    name: ClientName
    permissions: Granted


class ClientChanges(Input):
    name: ClientName = None
    permissions: Granted = None
    active: bool = None


class Client(BaseModel):
    id: int
    client_id: str
    name: str
    permissions: list[str]
    active: bool
    system: bool = Field(description="De la instalación: se cambia en el servidor, no aquí")
    last_used_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class ClientWithSecret(Client):
    client_secret: str | None = Field(
        None,
        description="Se muestra solo esta vez: repetir la petición con su Idempotency-Key no lo devuelve",
    )


class ClientPage(Page[Client]):
    pass
