"""Marks over an image, as they come in and go out."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from common.fields import line
from common.web.schema import Input
from historia_clinica.fields import Person

# Ten-thousandths of the image's width or height, so that a mark stays where it is at any size.
Place = Annotated[int, Field(ge=0, le=10_000, examples=[4200])]
Words = line(120, "Reabsorción en mesial")


class Colour(StrEnum):
    RED = "RED"
    YELLOW = "YELLOW"
    GREEN = "GREEN"
    BLUE = "BLUE"
    WHITE = "WHITE"


class Shape(StrEnum):
    """An arrow to a point, an ellipse between two corners, words that begin at a point."""

    ARROW = "ARROW"
    CIRCLE = "CIRCLE"
    TEXT = "TEXT"


class NewMark(Input):
    kind: Shape
    colour: Colour
    x: Place
    y: Place
    to_x: Place | None = Field(None, examples=[5200], description="De una flecha o un círculo")
    to_y: Place | None = Field(None, examples=[4100])
    text: Words | None = Field(None, examples=[None], description="De un texto")


class NewAnnotations(Input):
    """All that is drawn over the image from now on: it takes the place of what was."""

    marks: list[NewMark] = Field(
        max_length=100,
        examples=[[{"kind": "CIRCLE", "colour": "RED", "x": 4000, "y": 3000, "to_x": 5200, "to_y": 4100}]],
    )


class Mark(BaseModel):
    kind: Shape
    colour: Colour
    x: int
    y: int
    to_x: int | None
    to_y: int | None
    text: str | None


class Edition(BaseModel):
    edition: int
    marks: list[Mark]
    by: Person
    at: datetime


class Annotations(BaseModel):
    """What is drawn over an image, and what was: the last edition first."""

    document_id: int
    edition: int = Field(description="La última; 0 mientras nadie anotó. Se envía en If-Match")
    data: list[Edition] = Field(description="Las últimas 50")
