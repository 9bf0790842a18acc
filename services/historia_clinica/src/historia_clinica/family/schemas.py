"""Family links, as they come in and go out."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from common.fields import Id
from common.web.schema import Input


class Relation(StrEnum):
    """What the relative is to the patient."""

    PARENT = "PARENT"
    CHILD = "CHILD"
    SIBLING = "SIBLING"
    PARTNER = "PARTNER"
    GRANDPARENT = "GRANDPARENT"
    GRANDCHILD = "GRANDCHILD"
    OTHER = "OTHER"


class NewFamilyLink(Input):
    relative_id: Id = Field(examples=[8])
    relation: Relation


class Relative(BaseModel):
    id: int = Field(examples=[8])
    full_name: str = Field(examples=["Luis Pérez"])
    birth_date: date | None
    active: bool


class FamilyLink(BaseModel):
    id: int
    relation: Relation
    relative: Relative


class Family(BaseModel):
    data: list[FamilyLink]
