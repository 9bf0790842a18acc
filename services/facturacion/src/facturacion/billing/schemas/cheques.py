"""Cheques: listed, deposited, bounced."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import Day, Id, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Reason, Span

Status = Literal["HELD", "DEPOSITED", "BOUNCED", "RETURNED", "VOIDED"]


class ChequeFilter(PageQuery, Span):
    """`from` and `to` are of the day on which a cheque is good."""

    status: Status | None = Field(
        None, description="HELD: por depositar; RETURNED: entregado al paciente; VOIDED: de un pago anulado"
    )
    due: bool | None = Field(None, description="Por depositar: los que ya se pueden cobrar, o los que aún no")
    patient_id: Id | None = None
    search: Search | None = Field(None, description="Referencia, banco, o cliente o número de la factura")
    sort: Literal["due_on", "-due_on"] = "due_on"


class DepositWish(Input):
    day: Day | None = Field(None, description="El día en que se depositó; sin él, hoy")


class BounceWish(Input):
    reason: Reason = Field(examples=["Fondos insuficientes"])


class ReturnWish(Input):
    reason: Reason = Field(examples=["Ya no se hace el tratamiento"])


class Cheque(BaseModel):
    id: int
    payment_id: int | None = Field(description="El pago que se hizo con él; null si fue un abono")
    movement_id: int | None = Field(description="El abono que se hizo con él; null si fue un pago")
    status: Status
    due_on: date = Field(description="Desde cuándo se cobra")
    amount: Decimal
    reference: str | None
    bank: str | None
    received_on: date
    invoice_id: int | None
    invoice_number: str | None
    buyer_name: str | None = Field(description="A nombre de quién está la factura, o de quién es el abono")
    patient_id: int | None
    deposited_on: date | None
    deposited_by: str | None
    bounced_on: date | None = Field(
        description="Desde cuándo no vale: lo devolvió el banco, o se entregó al paciente"
    )
    bounced_by: str | None
    bounce_reason: str | None
    replaced_by: int | None = Field(description="El cheque con que volvió a valer, si no fue devuelto")
    version: int


class ChequePage(Page[Cheque]):
    pass
