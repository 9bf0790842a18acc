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
    discount: Money = Decimal(0)
    discount_reason: Words | None = None
    tooth: Words | None = None
    phase: Words | None = None

    def as_line(self):
        known = self.model_dump(exclude={"treatment_id", "name"})
        return known | {
            "kind": "TREATMENT",
            "reference_id": self.treatment_id,
            "description": self.name,
            "notes": None,
            "discount_percent": None,
            "discount_reason": self.discount_reason or ("Plan de tratamiento" if self.discount else None),
        }


class PlanAccepted(BaseModel):
    """`signed` where the patient signed these very items and prices, and `acceptance_id` says in which signature."""

    plan_id: Id
    acceptance_id: Id | None = None
    patient: Patient
    doctor: Doctor | None = None
    items: Annotated[list[PlanItem], Field(min_length=1)]
    accepted_by: Words
    accepted_on: date
    signed: bool = False


class AcceptanceWithdrawn(BaseModel):
    acceptance_id: Id


def plan_accepted(tx, event):
    """A quote of what was accepted: where the patient signed for it, accepted too; else a draft that somebody sends."""
    accepted = PlanAccepted.model_validate(event.data)
    quote = service.from_plan(
        tx,
        {"plan_id": accepted.plan_id, "plan_acceptance_id": accepted.acceptance_id},
        accepted.patient.model_dump(),
        accepted.doctor and accepted.doctor.model_dump(),
        [item.as_line() for item in accepted.items],
        accepted.accepted_by,
        accepted.accepted_on,
    )
    if accepted.signed:
        service.accept_signed(tx, quote, accepted.accepted_by, accepted.accepted_on)


def acceptance_withdrawn(tx, event):
    """What was signed by mistake is no longer agreed."""
    service.withdraw_signed(tx, AcceptanceWithdrawn.model_validate(event.data).acceptance_id)
