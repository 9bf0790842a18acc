"""Who an invoice is made out to."""

from typing import Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from common.fields import Email, Id, Phone, line
from common.web.schema import Input
from facturacion.billing.rules.invoices import check_document
from facturacion.fields import Reason

IdType = Literal["04", "05", "06", "07", "08"]
BuyerName = line(300, "María Fernanda Torres")
Address = line(300, "Av. Amazonas N34-120, Quito")
# Longer than any document, for the signs that are printed between its digits.
Document = line(40, "1714307103")


class Buyer(Input):
    """Who the invoice is made out to. `id_type` is the SRI's: 04 RUC, 05 cédula, 06 pasaporte, 07 consumidor final,
    08 identificación del exterior."""

    id_type: IdType = Field(examples=["05"])
    document: Document
    name: BuyerName
    email: Email | None = None
    phone: Phone | None = None
    address: Address | None = None
    reason: Reason | None = Field(
        None, validate_default=True, description="Por qué sale a consumidor final; de otro cliente, ninguno"
    )

    @field_validator("reason")
    @classmethod
    def said_why(cls, reason, info: ValidationInfo):
        final = info.data.get("id_type") == "07"
        if final and reason is None:
            raise ValueError("Escriba por qué se factura a consumidor final.")
        if reason is not None and not final:
            raise ValueError("El motivo es solo de consumidor final.")
        return reason

    @field_validator("document")
    @classmethod
    def fits_its_type(cls, document, info: ValidationInfo):
        return check_document(info.data["id_type"], document) if "id_type" in info.data else document


class InvoiceBuyer(BaseModel):
    id_type: str = Field(examples=["05"])
    document: str
    name: str
    email: str | None
    phone: str | None
    address: str | None
    reason: str | None = Field(description="Por qué salió a consumidor final")


class BuyersQuery(Input):
    patient_id: Id


class BuyerList(BaseModel):
    data: list[InvoiceBuyer]
