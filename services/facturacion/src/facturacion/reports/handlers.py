"""Handlers of others' events: under which category inventario keeps what is sold."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel

from common.fields import Id, searched
from facturacion.billing.service import aesthetics
from facturacion.reports import service

Words = Annotated[str, AfterValidator(searched)]


class Treatment(BaseModel):
    """An event from before categories were told has none."""

    treatment_id: Id
    category: Words | None = None
    aesthetic: bool | None = None


class Product(BaseModel):
    product_id: Id
    category: Words | None = None


def treatment_changed(tx, event):
    treatment = Treatment.model_validate(event.data)
    service.categorise(tx, "TREATMENT", treatment.treatment_id, treatment.category)
    if treatment.aesthetic is not None:
        aesthetics.flag(tx, treatment.treatment_id, treatment.aesthetic)


def product_changed(tx, event):
    product = Product.model_validate(event.data)
    service.categorise(tx, "PRODUCT", product.product_id, product.category)
