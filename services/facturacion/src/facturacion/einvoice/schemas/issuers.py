"""Who issues: data, certificate, logo, and what is still missing."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Base64Bytes, BaseModel, Field, field_validator

from common.fields import line
from common.identity_documents import check_ruc
from common.web.schema import Input
from facturacion.fields import Person

Environment = Literal["1", "2"]
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


class LogoWish(Input):
    printed: bool = Field(description="true: el RIDE lleva el logotipo que la clínica tiene ahora")
