"""The issuer, its certificates, and electronic documents."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Base64Bytes, BaseModel, Field, field_validator

from common.fields import Day, Email, Id, Search, line
from common.identity_documents import check_ruc
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Person, Span

Environment = Literal["1", "2"]
DocumentCode = Literal["01", "04"]
Status = Literal["PREPARED", "SIGNED", "RECEIVED", "AUTHORISED", "RETURNED", "NOT_AUTHORISED"]
Rimpe = Literal["ENTREPRENEUR", "POPULAR"]
Ruc = Annotated[
    str, Field(min_length=1, max_length=20, examples=["1790016919001"]), AfterValidator(check_ruc)
]
LegalName = line(300, "CLÍNICA DENTAL ANDINA S.A.")
Address = line(300, "Av. Amazonas N34-120, Quito")
SupplierReason = line(300, "El sistema es de la clínica")


class EstablishmentAddress(Input):
    code: Annotated[str, Field(pattern="^[0-9]{3}$", examples=["001"])]
    address: Address


class IssuerChanges(Input):
    """What is left out stays. `active: true` begins to issue electronic documents, and needs all that `missing` names."""

    ruc: Ruc = None
    legal_name: LegalName = None
    trade_name: LegalName | None = None
    head_office: Address = None
    establishments: Annotated[list[EstablishmentAddress], Field(max_length=100)] = None
    special_taxpayer: Annotated[str, Field(pattern="^[A-Za-z0-9]{3,13}$", examples=["5368"])] | None = None
    keeps_accounts: bool = None
    withholding_agent: Annotated[str, Field(pattern="^[1-9][0-9]{0,7}$", examples=["1"])] | None = None
    rimpe: Rimpe | None = None
    environment: Environment = Field(None, description="1 pruebas, 2 producción")
    supplier_ruc: Ruc | None = Field(None, description="De quien provee el sistema (campo «RUC Proveedor»)")
    supplier_reason: SupplierReason | None = Field(None, description="Por qué no lleva ese RUC")
    payment_code: Literal["01", "15", "16", "17", "18", "19", "20", "21"] = Field(
        None, description="Forma de pago de lo que se emite sin cobrar"
    )
    active: bool = None

    @field_validator("establishments")
    @classmethod
    def once_each(cls, rows):
        if len({row.code for row in rows}) < len(rows):
            raise ValueError("Cada establecimiento tiene una sola dirección.")
        return rows


class NewCertificate(Input):
    """A PKCS#12 file (.p12, .pfx). The password opens it once, and is kept nowhere."""

    content: Annotated[Base64Bytes, Field(max_length=200_000)]
    password: Annotated[str, Field(max_length=200, repr=False)]


class IvaYear(Input):
    year: Annotated[int, Field(ge=2026, le=2100, examples=[2027])]


class Certificate(BaseModel):
    id: int
    ruc: str
    subject: str = Field(examples=["CN=ANA PEREZ,O=SECURITY DATA,C=EC"])
    serial: str
    valid_from: datetime
    valid_to: datetime
    chain: list[str] = Field(description="Quién lo emite, y quién a este")
    uploaded_at: datetime
    uploaded_by: Person


class EstablishmentRow(BaseModel):
    code: str
    address: str


class Lack(BaseModel):
    field: str = Field(examples=["certificate"])
    message: str = Field(examples=["Falta el certificado de firma."])


class Issuer(BaseModel):
    ruc: str | None
    legal_name: str | None
    trade_name: str | None
    head_office: str | None
    establishments: list[EstablishmentRow]
    logo: str | None = Field(description="El que lleva el RIDE en hoja, como dirección data:")
    special_taxpayer: str | None
    keeps_accounts: bool
    withholding_agent: str | None
    rimpe: Rimpe | None
    environment: Environment
    supplier_ruc: str | None
    supplier_reason: str | None
    payment_code: str
    active: bool
    certificate: Certificate | None
    expires_soon: bool = Field(description="Al certificado le quedan menos de 30 días")
    missing: list[Lack] = Field(description="Lo que falta para emitir electrónicamente")
    iva_to_confirm: int | None = Field(
        description="Año cuya tarifa general de IVA nadie ha confirmado; desde el 15 de diciembre, el siguiente"
    )
    version: int
    updated_at: datetime


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


class MonthWish(Input):
    month: Annotated[str, Field(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-11"])] | None = None


class MonthCount(BaseModel):
    month: str = Field(examples=["2026-11"])
    documents: int
    authorised: int = Field(description="Los que van en el archivo; los demás están en su índice")
    annulled: int


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


class StateFigure(BaseModel):
    status: Status
    count: int
    oldest_at: datetime
    oldest: float = Field(description="Segundos desde entonces")


class AuthorisedToday(BaseModel):
    count: int
    total: Decimal = Field(description="Las notas de crédito restan")


class LastAttempt(BaseModel):
    at: datetime
    milliseconds: int
    answered: bool


class Summary(BaseModel):
    """What waits for the SRI."""

    states: list[StateFigure] = Field(description="Lo que todavía no está autorizado")
    authorised_today: AuthorisedToday
    next_attempt_at: datetime | None
    last_attempt: LastAttempt | None
    environment: Environment
    active: bool
    emulated: bool = Field(description="Quien responde es un emulador en esta máquina, no el SRI")
    certificate_valid_to: datetime | None
    expires_soon: bool
    iva_to_confirm: int | None = Field(
        description="Año cuya tarifa general de IVA nadie ha confirmado; nada mientras no se emite electrónicamente"
    )


class Hurried(BaseModel):
    hurried: int = Field(description="Cuántos envíos y consultas se adelantaron")


class LogoWish(Input):
    printed: bool = Field(description="true: el RIDE lleva el logotipo que la clínica tiene ahora")


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
