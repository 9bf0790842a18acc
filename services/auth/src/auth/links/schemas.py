from datetime import datetime

from pydantic import BaseModel, Field

from common.web.schema import Input


class LinkWish(Input):
    """One act on one thing, for so long."""

    scope: str = Field(max_length=60, examples=["einvoice:read"])
    about: str = Field(min_length=1, max_length=100, pattern="^[A-Za-z0-9:_-]+$", examples=["17"])
    seconds: int = Field(ge=60, examples=[86400])


class SignedLink(BaseModel):
    link: str = Field(description="Quien lo muestra puede hacer ese acto; se pone detrás del # de su página")
    expires_at: datetime
