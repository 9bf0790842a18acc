"""Codes of the CIE-10, as they are looked for and found."""

from pydantic import BaseModel, Field

from common.web.schema import Input


class Cie10Search(Input):
    q: str = Field(min_length=2, max_length=100, examples=["caries dentina"])
    limit: int = Field(20, ge=1, le=50)


class Cie10Entry(BaseModel):
    code: str = Field(examples=["K02.1"])
    description: str = Field(examples=["Caries de la dentina"])


class Cie10Found(BaseModel):
    """The codes that match; `loaded` says whether the clinic has loaded a table at all."""

    data: list[Cie10Entry]
    loaded: bool
