"""Electronic documents: how each stands, what was tried, whom it goes to."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import Day, Email, Id, Search
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.einvoice.schemas.issuers import Address, Environment, LegalName
from facturacion.fields import Span

DocumentCode = Literal["01", "04"]
Status = Literal["PREPARED", "SIGNED", "RECEIVED", "AUTHORISED", "RETURNED", "NOT_AUTHORISED"]


class EinvoiceFilter(PageQuery, Span):
    status: Status | None = None
    pending: bool | None = Field(None, description="Lo que todavía no está autorizado")
    waits: Literal["PERSON", "ITSELF"] | None = Field(
        None, description="PERSON: devuelto o no autorizado; ITSELF: avanza solo"
    )
    document_code: DocumentCode | None = None
    invoice_id: Id | None = None
    credit_note_id: Id | None = None
    authorised_on: Day | None = Field(None, description="Lo autorizado desde ese día")
    search: Search | None = Field(None, description="Número, comprador o clave")
    sort: Literal["-created_at", "created_at"] = "-created_at"


class SriMessage(BaseModel):
    code: str = Field(examples=["39"])
    text: str = Field(examples=["FIRMA INVALIDA"])
    more: str
    kind: str = Field(examples=["ERROR"])


class Advice(BaseModel):
    meaning: str = Field(examples=["El SRI no aceptó la firma."])
    then: str = Field(description="Qué hacer")
    who: Literal["CASHIER", "ADMINISTRATOR", "ACCOUNTANT"]
    fields: list[str] = Field(description="Lo que corrige quien cobra", examples=[["buyer.address"]])


class Einvoice(BaseModel):
    id: int
    invoice_id: int | None
    credit_note_id: int | None
    document_code: DocumentCode
    number: str = Field(examples=["001-001-000000123"])
    access_key: str
    environment: Environment
    status: Status
    issue_date: date
    buyer_name: str
    total: Decimal
    messages: list[SriMessage]
    advice: Advice | None
    annulment: Literal["AWAITED", "PENDING", "CONFIRMED"] | None = Field(
        description="De una factura anulada: lo que el portal del SRI dice de ella"
    )
    signed_at: datetime | None
    received_at: datetime | None
    authorised_at: datetime | None
    mailed_at: datetime | None = Field(description="Cuándo salió por correo la última vez")
    mailed_to: str | None
    mail_refused: str | None = Field(description="Por qué no llegó el último correo")
    since: datetime = Field(description="Desde cuándo está en ese estado")
    note: str | None = Field(description="Por qué todavía no avanza lo que avanza solo")
    next_attempt_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class EinvoicePage(Page[Einvoice]):
    pass


class Attempt(BaseModel):
    id: int
    operation: Literal["RECEPTION", "AUTHORISATION", "CONSULTATION"]
    at: datetime
    milliseconds: int
    sent_sha256: str | None = Field(description="De los bytes enviados, que son siempre los mismos")
    state: str | None = Field(description="Lo que el SRI respondió; nada si no respondió")
    messages: list[SriMessage]
    error: str | None


class EinvoiceBuyer(BaseModel):
    id_type: str
    document: str
    name: str
    address: str | None
    email: str | None


class MailWish(Input):
    to: Email | None = Field(None, description="A quién, si no es al correo del comprador")


class MadeLink(BaseModel):
    url: str | None = Field(
        None,
        description="Abre la página de descarga. Repetir la petición con su Idempotency-Key no la devuelve",
        examples=["https://clinica.example.com/comprobante/#eyJhbGciOi"],
    )
    expires_at: datetime


class SharedEinvoice(BaseModel):
    """What whoever bought sees by their link."""

    document_code: DocumentCode
    number: str = Field(examples=["001-001-000000123"])
    access_key: str
    environment: Environment
    status: Status
    issue_date: date
    total: Decimal
    authorised_at: datetime | None
    issuer_name: str
    issuer_ruc: str
    buyer_name: str
    emulated: bool = Field(description="Quien lo autorizó es un emulador, no el SRI")
    annulled: bool = Field(description="El SRI confirmó que está anulado")


class RideWish(Input):
    paper: Literal["a4", "80mm"] = "a4"


class EinvoiceDetail(Einvoice):
    buyer: EinvoiceBuyer
    attempts: list[Attempt]
    asked: bool = Field(description="Se preguntó al SRI por él, y todavía no responde")


class BuyerCorrection(Input):
    """How the buyer is written; what is left out stays. Who they are is another invoice's matter."""

    name: LegalName = None
    address: Address | None = None
    email: Email | None = None


class Resend(Input):
    buyer: BuyerCorrection | None = None
