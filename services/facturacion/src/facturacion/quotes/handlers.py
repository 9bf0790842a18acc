"""Handlers of others' events: what a patient accepted of a treatment plan becomes the draft of a quote."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Id, IvaCode, Money, Quantity, searched
from common.phone_numbers import remembered_phone
from facturacion.quotes import service

# Text of another service: made one line, and what nobody sees left out, whatever it is.
Words = Annotated[str, AfterValidator(searched)]


class Patient(BaseModel):
    id: Id
    name: Words
    document_number: Words | None = None
    email: Words | None = None
    phone: Annotated[Words, AfterValidator(remembered_phone)] | None = None


class Doctor(BaseModel):
    id: Id
    name: Words


class PlanItem(BaseModel):
    """One treatment of the plan, at the price that the plan told."""

    plan_item_id: Id
    treatment_id: Id
    code: Words | None = None
    name: Words
    quantity: Quantity
    unit_price: Money
    iva_code: IvaCode
    tooth: Words | None = None
    phase: Words | None = None

    def as_line(self):
        known = self.model_dump(exclude={"treatment_id", "name"})
        return known | {
            "kind": "TREATMENT",
            "reference_id": self.treatment_id,
            "description": self.name,
            "notes": None,
            "discount": Decimal(0),
            "discount_percent": None,
            "discount_reason": None,
        }


class PlanAccepted(BaseModel):
    plan_id: Id
    patient: Patient
    doctor: Doctor | None = None
    items: Annotated[list[PlanItem], Field(min_length=1)]
    accepted_by: Words
    accepted_on: date


def plan_accepted(tx, event):
    """A draft of what was accepted; somebody looks at it and sends it."""
    accepted = PlanAccepted.model_validate(event.data)
    service.from_plan(
        tx,
        accepted.plan_id,
        accepted.patient.model_dump(),
        accepted.doctor and accepted.doctor.model_dump(),
        [item.as_line() for item in accepted.items],
        accepted.accepted_by,
        accepted.accepted_on,
    )
