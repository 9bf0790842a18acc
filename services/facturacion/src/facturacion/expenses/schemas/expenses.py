"""Operational expenses: rent, payroll, services; what the clinic spends beside its materials."""

from datetime import date as calendar_date
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

from common.fields import Day, Id, Line, Money, Search, line
from common.identity_documents import check_ruc
from common.web.paging import Page, PageQuery
from common.web.schema import Input
from facturacion.fields import Amount, Confirmed, Method, Person, Reason, Span

Category = line(80, "Arriendo", shortest=2)
Description = line(300, "Arriendo del consultorio, noviembre", shortest=3)
DocumentNumber = line(50, "002-001-000004512")
DocumentType = Literal["INVOICE", "SALE_NOTE", "LIQUIDATION", "OTHER"]
# A credit note of a supplier takes off what another document charged: nothing that comes back each month.
ExpenseDocument = Literal["INVOICE", "SALE_NOTE", "LIQUIDATION", "OTHER", "CREDIT_NOTE"]
ModifiedNumber = Annotated[
    DocumentNumber, Field(description="De una nota de crédito: el número del documento que modifica")
]
Ruc = Annotated[
    str, Field(min_length=1, max_length=20, examples=["1790011674001"]), AfterValidator(check_ruc)
]
Part = Annotated[Money, Field(description="Parte del valor, que la incluye")]
Authorisation = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{3,49}$",
        examples=["2411202601179001167400120020010000045121234567813"],
        description="El número de autorización, o la clave de acceso",
    ),
]
WithholdingNumber = Annotated[
    str, Field(pattern=r"^[0-9]{3}-[0-9]{3}-[0-9]{1,9}$", examples=["001-001-000000317"])
]
TaxSupport = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{2}$",
        examples=["02"],
        description="Tabla 5 del ATS: 01 da crédito de IVA; 02, costo o gasto",
    ),
]
IncomeCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]{3,5}$", examples=["312"], description="El concepto de la retención de renta"
    ),
]
Sort = Literal["-date", "date", "-amount", "amount"]


class NewExpense(Input):
    date: Day
    category: Category
    description: Description
    amount: Amount
    supplier_name: Line | None = Field(None, examples=["Inmobiliaria Andina"])
    supplier_ruc: Ruc | None = None
    document_type: ExpenseDocument | None = Field(
        None,
        description="Una nota de crédito (CREDIT_NOTE) se escribe en positivo, y se responde en negativo",
    )
    document_number: DocumentNumber | None = None
    modified_number: ModifiedNumber | None = None
    modified_authorisation: Authorisation | None = None
    iva: Part = Decimal(0)
    withheld_income: Part = Decimal(0)
    withheld_iva: Part = Decimal(0)
    authorisation: Authorisation | None = None
    tax_support: TaxSupport | None = None
    base_zero: Part = Decimal(0)
    income_code: IncomeCode | None = None
    withholding_number: WithholdingNumber | None = None
    withholding_authorisation: Authorisation | None = None
    payment_method: Method
    from_till: bool = Field(False, description="Sale de la caja que tiene abierta quien lo registra")
    confirm_repeated: Confirmed = False


class ExpenseChanges(Input):
    """What is left out stays. `active: false` voids the expense for good and needs `void_reason`."""

    date: Day = None
    category: Category = None
    description: Description = None
    amount: Amount = None
    supplier_name: Line | None = None
    supplier_ruc: Ruc | None = None
    document_type: ExpenseDocument | None = None
    document_number: DocumentNumber | None = None
    modified_number: ModifiedNumber | None = None
    modified_authorisation: Authorisation | None = None
    iva: Part = None
    withheld_income: Part = None
    withheld_iva: Part = None
    authorisation: Authorisation | None = None
    tax_support: TaxSupport | None = None
    base_zero: Part = None
    income_code: IncomeCode | None = None
    withholding_number: WithholdingNumber | None = None
    withholding_authorisation: Authorisation | None = None
    payment_method: Method = None
    confirm_repeated: Confirmed = False
    active: bool = True
    void_reason: Reason | None = Field(None, validate_default=True)

    @field_validator("void_reason")
    @classmethod
    def only_and_always_to_void(cls, reason, info: ValidationInfo):
        voids = info.data.get("active") is False
        if voids and reason is None:
            raise ValueError("Escriba el motivo de la anulación.")
        if reason is not None and not voids:
            raise ValueError("El motivo se escribe solo al anular el gasto.")
        return reason


class CommissionPayment(Input):
    """How a settlement of commissions is paid."""

    date: Day
    payment_method: Method
    from_till: bool = Field(False, description="Sale de la caja que tiene abierta quien lo registra")


class ExpenseFilter(PageQuery, Span):
    category: Category | None = None
    active: bool | None = None
    import_id: Id | None = Field(None, description="Los de un archivo importado")
    search: Search | None = None
    sort: Sort = "-date"


class DocumentQuery(Input):
    supplier_name: Line
    document_number: DocumentNumber
    except_receipt: Id | None = Field(None, description="Sin contar la compra de este ingreso de inventario")


class DocumentKnown(BaseModel):
    registered: bool


class NewReceipt(Input):
    file_id: UUID = Field(description="Lo que respondió POST /files: una foto o un PDF")


class Expense(BaseModel):
    id: int
    date: calendar_date
    category: str
    description: str
    amount: Decimal
    iva: Decimal
    withheld_income: Decimal
    withheld_iva: Decimal
    supplier_name: str | None
    supplier_ruc: str | None
    document_type: ExpenseDocument | None
    document_number: str | None
    modified_number: str | None
    modified_authorisation: str | None
    modifies_id: int | None = Field(description="El gasto que tiene ese documento, si está registrado")
    authorisation: str | None
    tax_support: str | None
    base_zero: Decimal = Field(description="Parte del valor con tarifa 0 %, cuando otra lleva IVA")
    income_code: str | None
    withholding_number: str | None
    withholding_authorisation: str | None
    payment_method: Method
    from_till: bool
    of_commissions: bool = Field(
        description="Pagó una liquidación de comisiones: ya era un costo, y no cuenta otra vez"
    )
    stock_receipt_id: int | None = Field(
        description="Es la compra de este ingreso de inventario: lo que dice su documento se corrige allí"
    )
    stocked: Decimal = Field(
        description="Parte del valor que está en los lotes: es costo cuando se usa, y no antes"
    )
    import_id: int | None = Field(description="Vino de este archivo importado")
    receipt: bool = Field(description="Tiene la foto o el PDF de su comprobante")
    repeated: bool = Field(description="Se confirmó que repite el documento de otro gasto")
    active: bool
    void_reason: str | None
    recorded_by: Person
    version: int
    created_at: datetime
    updated_at: datetime


class ExpensePage(Page[Expense]):
    pass


class CategoryRename(Input):
    """`name` is found whatever its case and accents."""

    name: Category
    new_name: Category


class CategoryCount(BaseModel):
    name: str
    count: int


class CategoryList(BaseModel):
    data: list[CategoryCount]


class CategoryTotal(BaseModel):
    category: str
    total: Decimal
    count: int
    counted: Decimal


class ExpenseTotals(BaseModel):
    total: Decimal
    counted: Decimal = Field(
        description="Lo que cuentan los resultados: sin el material que está en los lotes ni las comisiones, que ya son costos"
    )
    by_category: list[CategoryTotal]
