"""Handlers of others' events: a completed appointment becomes a draft, learns its cost, and loses it when reopened.

What cannot be billed as it comes is still drafted, for a person to mend: the shapes here ask only for what a row needs.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from common.fields import Id, IvaCode, Money, Quantity, line, searched
from common.pdf import removed
from common.phone_numbers import remembered_phone
from facturacion.billing.queries import accounts
from facturacion.billing.rules import invoices as rules
from facturacion.billing.service import costs, discounts, drafts, results
from facturacion.commissions import service as commissions
from facturacion.money import LARGEST

# Text of another service: made one line, and what nobody sees left out, whatever it is.
Words = Annotated[str, AfterValidator(searched)]
# Which completion of an appointment it is; 1 for an event from before they were counted.
Completion = Annotated[int, Field(ge=1, le=2**31 - 1)]
Cost = Annotated[Decimal, Field(ge=0, le=LARGEST, allow_inf_nan=False)]


class Patient(BaseModel):
    id: Id
    name: Words
    document_type: Words | None = None
    document_number: Words | None = None
    email: Words | None = None
    phone: Annotated[Words, AfterValidator(remembered_phone)] | None = None
    address: Words | None = None

    def as_buyer(self):
        return {
            "buyer_id_type": rules.id_type_of(self.document_type),
            "buyer_document": self.document_number or "",
            "buyer_name": self.name,
            "buyer_email": self.email,
            "buyer_phone": self.phone,
            "buyer_address": self.address,
            "buyer_reason": None,
        }


class Doctor(BaseModel):
    id: Id
    name: Words


class Item(BaseModel):
    code: Words | None = None
    name: Words
    quantity: Quantity
    unit_price: Money
    iva_code: IvaCode

    def as_line(self, kind, reference_id):
        return {
            "kind": kind,
            "reference_id": reference_id,
            "code": self.code,
            "description": self.name,
            "quantity": self.quantity,
            "unit_price": self.unit_price,
            "discount": Decimal(0),
            "iva_code": self.iva_code,
        }


class Treatment(Item):
    treatment_id: Id
    plan_item_id: Id | None = None
    duration_minutes: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class Extra(Item):
    product_id: Id


class Completed(BaseModel):
    appointment_id: Id
    patient: Patient
    doctor: Doctor
    treatments: list[Treatment] = []
    extras: list[Extra] = []
    completion: Completion = 1

    def lines(self):
        return [
            item.as_line("TREATMENT", item.treatment_id) | {"plan_item_id": item.plan_item_id}
            for item in self.treatments
        ] + [item.as_line("PRODUCT", item.product_id) for item in self.extras]


class Reopened(BaseModel):
    appointment_id: Id
    reason: Words
    completion: Completion


class Part(BaseModel):
    """What one treatment or product of an appointment used of one lot."""

    kind: Literal["TREATMENT", "PRODUCT"]
    reference_id: Id
    product_id: Id
    product_name: Words
    unit: Words
    lot_id: Id
    lot_number: Words
    expiry_date: date | None
    # A recipe's share of a lot: less than what a quantity of its own may be.
    quantity: Cost
    unit_cost: Cost


class Moved(BaseModel):
    """What an appointment took from stock, or gave back."""

    appointment_id: Id
    completion: Completion = 1
    cost: Cost
    doctor: Doctor | None = None
    parts: list[Part] = []


class RoleUpdated(BaseModel):
    """An event from before it was told holds neither."""

    role_id: Id | None = None
    name: Words | None = None


class PatientUpdated(BaseModel):
    patient: Patient
    # Of what is not said all may have changed.
    changed: list[Words] = ["email", "phone", "address"]

    def renewed(self):
        return [f"buyer_{name}" for name in self.changed]


def appointment_completed(tx, event):
    """A draft made out to the patient. Where there is nothing to charge there is none."""
    done = Completed.model_validate(event.data)
    drafts.complete(
        tx,
        done.appointment_id,
        done.completion,
        event.occurred_at,
        done.doctor.model_dump(),
        [treatment.model_dump() for treatment in done.treatments],
        lines=done.lines(),
        buyer=done.patient.as_buyer(),
        patient={
            "id": done.patient.id,
            "name": done.patient.name,
            "document": done.patient.document_number or "",
        },
    )


def appointment_reopened(tx, event):
    """Discard the draft of the completion that was undone."""
    reopened = Reopened.model_validate(event.data)
    drafts.undo(tx, reopened.appointment_id, reopened.completion, reopened.reason)


def stock_consumed(tx, event):
    """What the materials really cost. It may be known before or after there is a draft."""
    consumed = Moved.model_validate(event.data)
    costs.add(tx, consumed.appointment_id, consumed.cost, event.occurred_at)
    results.use(
        tx,
        consumed.appointment_id,
        consumed.completion,
        event.occurred_at,
        consumed.doctor and consumed.doctor.model_dump(),
        consumed.cost,
        [part.model_dump() for part in consumed.parts],
    )
    commissions.follow_visit(tx, consumed.appointment_id)


def stock_returned(tx, event):
    """What came back into stock no longer costs."""
    returned = Moved.model_validate(event.data)
    costs.subtract(tx, returned.appointment_id, returned.cost)
    results.give_back(tx, returned.appointment_id, returned.completion)
    commissions.follow_visit(tx, returned.appointment_id)


def patient_updated(tx, event):
    """Drafts made out to the patient carry their newest details."""
    updated = PatientUpdated.model_validate(event.data)
    drafts.follow_patient(tx, updated.patient.id, updated.patient.as_buyer(), updated.renewed())


class PatientsMerged(BaseModel):
    """The part of `patient.merged` and `patient.separated` that billing remembers."""

    merged: Patient
    into: Patient


def patient_merged(tx, event):
    """Both files are one person from now on: their invoices, money and sessions are read as one."""
    both = PatientsMerged.model_validate(event.data)
    accounts.merge_patient(tx, both.merged.id, both.into.id)
    drafts.follow_patient(tx, both.into.id, both.into.as_buyer())


def patient_separated(tx, event):
    """The file has its own invoices, money and sessions again."""
    both = PatientsMerged.model_validate(event.data)
    accounts.separate_patient(tx, both.merged.id)
    for patient in (both.into, both.merged):
        drafts.follow_patient(tx, patient.id, patient.as_buyer())


class PatientErased(BaseModel):
    """The part of `patient.erased` that billing replaces: invoices of before that day, and whatever is no invoice."""

    patient_ids: list[Id]
    label: line(60)
    invoices_before: date


def patient_erased(tx, event):
    """What is kept here names the person no more, but for the invoices that the law keeps."""
    erased = PatientErased.model_validate(event.data)
    accounts.erase_patient(tx, erased.patient_ids, erased.label, erased.invoices_before, removed())


def role_updated(tx, event):
    """What a role may take off is asked by the role's name, as tokens carry it, and follows it."""
    role = RoleUpdated.model_validate(event.data)
    if role.role_id and role.name:
        discounts.follow_role(tx, role.role_id, role.name)
