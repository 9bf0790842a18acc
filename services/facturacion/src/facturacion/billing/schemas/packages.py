"""What is given back of a package."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from common.fields import Id
from common.web.schema import Input
from facturacion.billing.schemas.credit_notes import Settling
from facturacion.fields import Reason


class RefundedItem(Input):
    item_id: Id
    sessions: Annotated[int, Field(ge=1, le=200)]


class PackageRefund(Settling):
    """Without `items`, every session that is left."""

    items: Annotated[list[RefundedItem], Field(min_length=1, max_length=20)] | None = None
    reason: Reason

    @field_validator("items")
    @classmethod
    def each_once(cls, items, info: ValidationInfo):
        if items and len({item.item_id for item in items}) < len(items):
            raise ValueError("Cada tratamiento va una sola vez.")
        return items
