"""Instalments: what is agreed of an invoice, and how it stands."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, field_validator

from common.fields import Day
from common.web.schema import Input
from facturacion.fields import Amount, Person, Reason


class NewInstalment(Input):
    due_on: Day
    amount: Amount


class PlanWish(Input):
    """No instalment ends what was agreed. `reason` is needed where something was."""

    instalments: Annotated[list[NewInstalment], Field(max_length=60)]
    reason: Reason | None = None

    @field_validator("instalments")
    @classmethod
    def in_order(cls, parts):
        days = [part.due_on for part in parts]
        if len(set(days)) < len(days):
            raise ValueError("Cada cuota va en un día distinto.")
        return sorted(parts, key=lambda part: part.due_on)


class Instalment(BaseModel):
    position: int
    due_on: date
    amount: Decimal
    left: Decimal = Field(description="Lo que falta de esta cuota")
    overdue: bool


class EndedPlan(BaseModel):
    agreed_at: datetime
    agreed_by: Person
    ended_at: datetime
    ended_by: Person
    end_reason: str


class Plan(BaseModel):
    total: Decimal = Field(description="Lo que se debía al acordarlo")
    agreed_at: datetime
    agreed_by: Person
    overdue: Decimal = Field(description="Lo que ya debería estar pagado")
    instalments: list[Instalment]
