"""The frozen contents of a document, from which its XML and its RIDE are made."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from facturacion.einvoice.schemas.issuers import Rimpe


class SnapshotIssuer(BaseModel):
    ruc: str
    legal_name: str
    trade_name: str | None
    head_office: str
    address: str | None
    special_taxpayer: str | None
    keeps_accounts: bool
    withholding_agent: str | None
    rimpe: Rimpe | None
    supplier_ruc: str | None
    logo: str | None = Field(None, description="SHA-256 de la imagen que lleva su RIDE")


class SnapshotBuyer(BaseModel):
    id_type: str
    document: str
    name: str
    address: str | None
    email: str | None


class SnapshotLine(BaseModel):
    code: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    iva_code: str
    iva_rate: Decimal
    subtotal: Decimal
    iva: Decimal


class SnapshotTax(BaseModel):
    iva_code: str
    iva_rate: Decimal
    base: Decimal
    iva: Decimal


class SnapshotTotals(BaseModel):
    subtotal: Decimal
    discount: Decimal
    taxes: list[SnapshotTax]
    total: Decimal


class SnapshotPayment(BaseModel):
    code: str
    total: Decimal


class SnapshotCredit(BaseModel):
    number: str
    issue_date: date


class Snapshot(BaseModel):
    """A document as it was issued, from which its XML can be made again with the issuer's corrected data."""

    access_key: str
    environment: str
    document_code: str
    establishment: str
    emission_point: str
    sequential: int
    issue_date: date
    rated_on: date
    issuer: SnapshotIssuer
    buyer: SnapshotBuyer
    lines: list[SnapshotLine]
    totals: SnapshotTotals
    payments: list[SnapshotPayment]
    credit: SnapshotCredit | None
    emulated: bool = Field(False, description="Lo recibe un emulador en esta máquina, no el SRI")
