"""Who has a visit open to change it."""

from datetime import datetime

from pydantic import BaseModel, Field


class Editor(BaseModel):
    name: str = Field(examples=["Rosa Mora"])
    seen_at: datetime


class Editors(BaseModel):
    data: list[Editor] = Field(description="Los demás; uno mismo no cuenta")
