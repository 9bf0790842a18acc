"""What is done in an appointment: treatments and extras."""

from decimal import Decimal

from pydantic import BaseModel, Field

from common.fields import Id, LineQuantity
from common.web.schema import Input

MOST_LINES = 20


class NewTreatment(Input):
    treatment_id: Id = Field(examples=[3])
    quantity: LineQuantity = Decimal(1)
    plan_item_id: Id | None = Field(
        None,
        description="El ítem aceptado de su plan de tratamiento, del que esta cita es una sesión",
        examples=[None],
    )


class NewExtra(Input):
    product_id: Id = Field(examples=[8])
    quantity: LineQuantity


class Treatments(Input):
    items: list[NewTreatment] = Field(max_length=MOST_LINES)


class Extras(Input):
    items: list[NewExtra] = Field(max_length=MOST_LINES)


class AppointmentTreatment(BaseModel):
    treatment_id: int
    code: str
    name: str
    quantity: str = Field(examples=["1.000"])
    unit_price: str = Field(examples=["45.00"])
    duration_minutes: int
    iva_code: str = Field(examples=["0"])
    plan_item_id: int | None


class AppointmentExtra(BaseModel):
    product_id: int
    code: str
    name: str
    quantity: str = Field(examples=["2.000"])
    unit_price: str = Field(examples=["3.50"])
    iva_code: str = Field(examples=["4"])


class TreatmentLines(BaseModel):
    appointment_id: int
    items: list[AppointmentTreatment]
    total: str
    version: int


class ExtraLines(BaseModel):
    appointment_id: int
    items: list[AppointmentExtra]
    total: str
    version: int
