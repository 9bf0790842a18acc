"""The books of IVA of a month."""

from datetime import date as calendar_date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from common.web.schema import Input
from common.web.sheets import MOST_ROWS
from facturacion.reports.schemas.margin import Month


class BooksQuery(Input):
    month: Month | None = None


class BooksFilter(BooksQuery):
    day: calendar_date | None = Field(None, description="Solo los documentos y sumas de este día")
    limit: int = Field(
        500, ge=1, le=MOST_ROWS, description="Cuántos documentos de cada libro; las sumas son de todos"
    )


class AtsLack(BaseModel):
    about: Literal["issuer", "purchase"]
    id: int | None = Field(description="El gasto")
    label: str
    lacks: list[str] = Field(examples=[["el número de autorización"]])


class AtsReadiness(BaseModel):
    month: str
    sales: int = Field(description="Renglones de ventas, uno por cliente, documento y emisión")
    purchases: int
    annulled: int
    annulled_on_paper: int = Field(description="Sin número de autorización: no entran en el XML")
    left_out: int = Field(
        description="Gastos que no tienen factura, nota de venta ni liquidación: no se declaran"
    )
    lacking: list[AtsLack] = Field(description="Lo que falta para el XML; vacío si está completo")


class Sale(BaseModel):
    day: calendar_date
    document: Literal["INVOICE", "CREDIT_NOTE"]
    invoice_id: int
    number: str
    id_type: str = Field(examples=["05"])
    buyer_document: str
    buyer_name: str
    annulled: bool
    base_zero: Decimal = Field(description="Base sin IVA o con IVA 0 %")
    base_taxed: Decimal
    iva: Decimal
    total: Decimal


class SalesTotal(BaseModel):
    count: int
    base_zero: Decimal
    base_taxed: Decimal
    iva: Decimal
    total: Decimal


class Sales(BaseModel):
    rows: list[Sale]
    total: SalesTotal


class Purchase(BaseModel):
    day: calendar_date
    expense_id: int
    document_type: str | None
    document_number: str | None
    supplier_ruc: str | None
    supplier_name: str | None
    description: str
    base: Decimal
    iva: Decimal
    total: Decimal
    withheld_income: Decimal
    withheld_iva: Decimal


class PurchasesTotal(BaseModel):
    count: int
    base: Decimal
    iva: Decimal
    total: Decimal
    withheld_income: Decimal
    withheld_iva: Decimal


class Purchases(BaseModel):
    rows: list[Purchase]
    total: PurchasesTotal


class BooksDay(BaseModel):
    day: calendar_date
    sold: Decimal
    bought: Decimal


class Books(BaseModel):
    month: str
    days: list[BooksDay] = Field(description="Los días en que hubo algo, con IVA")
    sales: Sales = Field(description="Facturas y notas de crédito; las anuladas, en cero")
    purchases: Purchases
    balance: Decimal = Field(description="IVA cobrado menos IVA pagado")
