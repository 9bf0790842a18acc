"""Expenses that come in a file: its columns, and what is said of it before and after."""

from datetime import date as calendar_date
from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from common.fields import line
from common.web import cells
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from common.web.tables import Heading, NewTable, RowError
from facturacion.expenses.schemas.expenses import Method
from facturacion.fields import METHOD_WORDS, Person, Reason

MOST_ROWS = 2_000
METHODS = {word: method for method, word in METHOD_WORDS.items()} | {
    "Tarjeta": "CARD_CREDIT", "Crédito": "CARD_CREDIT", "Débito": "CARD_DEBIT", "Depósito": "TRANSFER", "Otro medio": "OTHER",
}  # fmt: skip
DOCUMENTS = {
    "Factura": "INVOICE",
    "Nota de venta": "SALE_NOTE",
    "Liquidación de compra": "LIQUIDATION",
    "Otro documento": "OTHER",
}
# As the list of expenses exports them, so that an export is a file to import.
HEADINGS = (
    Heading("Fecha", "date", cells.day, needed=True, example="24/11/2026"),
    Heading("Categoría", "category", cells.text, needed=True, example="Arriendo", width=22),
    Heading(
        "Detalle",
        "description",
        cells.text,
        ("Descripción", "Concepto"),
        True,
        "Arriendo del consultorio, noviembre",
        40,
    ),
    Heading("Valor", "amount", cells.amount, ("Total", "Monto"), True, "690,00"),
    Heading("Forma de pago", "payment_method", cells.one_of(METHODS), ("Pago",), True, "Transferencia", 20),
    Heading("Proveedor", "supplier_name", cells.text, example="Inmobiliaria Andina", width=28),
    Heading("RUC del proveedor", "supplier_ruc", cells.text, ("RUC",), example="1790011674001", width=18),
    Heading(
        "Documento",
        "document_type",
        cells.one_of(DOCUMENTS),
        ("Tipo de documento",),
        example="Factura",
        width=20,
    ),
    Heading(
        "Comprobante",
        "document_number",
        cells.text,
        ("Número de comprobante", "Número"),
        False,
        "002-001-000004512",
        22,
    ),
    Heading("IVA incluido", "iva", cells.amount, ("IVA",), example="90,00"),
    Heading("Autorización", "authorisation", cells.text, ("Clave de acceso",), width=52),
    Heading("Sustento tributario", "tax_support", cells.text, ("Sustento",), example="02", width=18),
    Heading("Parte al 0 %", "base_zero", cells.amount, example="0,00"),
    Heading("Retención de renta", "withheld_income", cells.amount, example="0,00", width=20),
    Heading("Retención de IVA", "withheld_iva", cells.amount, example="0,00", width=18),
    Heading("Código de retención", "income_code", cells.text, example="312", width=18),
    Heading("Comprobante de retención", "withholding_number", cells.text, width=24),
    Heading("Autorización de la retención", "withholding_authorisation", cells.text, width=52),
)


FileName = line(120, "gastos-noviembre.xlsx")


class NewImport(NewTable):
    name: FileName
    only_valid: bool = Field(False, description="Guarda las filas buenas aunque otras tengan errores")


class ImportUndoing(Input):
    reason: Reason


class ReadExpense(BaseModel):
    """An expense as it was understood."""

    row: int
    date: calendar_date
    category: str
    description: str
    amount: Decimal
    supplier_name: str | None
    payment_method: Method


class ExpenseImport(BaseModel):
    id: int
    name: str
    expenses: int = Field(description="Cuántos gastos se registraron")
    total: Decimal
    imported_at: datetime
    imported_by: Person
    undone_at: datetime | None
    undone_by: Person | None
    undone_reason: str | None


class ExpenseImportPage(Page[ExpenseImport]):
    pass


class ImportFilter(PageQuery):
    sort: Literal["-imported_at", "imported_at"] = "-imported_at"


class ImportReport(BaseModel):
    """What the file holds and, where it was kept, what became of it."""

    rows: int = Field(description="Filas con datos")
    ready: int = Field(description="Filas que se registran")
    total: Decimal = Field(description="Lo que suman")
    known: list[int] = Field(description="Filas que ya están registradas tal cual: no se repiten")
    wrong_rows: int = Field(description="Filas con errores")
    errors: list[RowError] = Field(description="Los primeros 200 errores")
    ignored: list[str] = Field(description="Columnas que no se usan")
    preview: list[ReadExpense] = Field(description="Las primeras filas, como se entendieron")
    done: ExpenseImport | None = Field(description="La importación, si no era solo una revisión")
