"""The reports as spreadsheets: the same rows that the pages show, numbers as numbers."""

from common.web.sheets import MONEY, Column, Sheet
from facturacion.fields import METHOD_WORDS

VIEWS = {
    "day": "Por día",
    "month": "Por mes",
    "treatment": "Por tratamiento",
    "professional": "Por profesional",
    "category": "Por categoría",
    "method": "Por forma de pago",
    "visit": "Por cita",
}
DOCUMENTS = {
    "INVOICE": "Factura",
    "CREDIT_NOTE": "Nota de crédito",
    "SALE_NOTE": "Nota de venta",
    "LIQUIDATION": "Liquidación de compra",
    "OTHER": "Otro",
}


def money(title, key, width=14):
    return Column(title, key, width, MONEY)


SOLD = [Column("Cantidad", "quantity"), money("Vendido sin IVA", "income", 16)]
TIMED = [
    Column("Facturas", "count", 10),
    money("Vendido sin IVA", "income", 16),
    money("Facturado con IVA", "charged", 18),
    money("Cobrado", "collected"),
]
SALES = {
    "day": [Column("Día", "label", 12), *TIMED],
    "month": [Column("Mes", "label", 12), *TIMED],
    "treatment": [
        Column("Tratamiento o producto", "label", 44),
        Column("Categoría", "category", 22),
        *SOLD,
    ],
    "professional": [Column("Profesional", "label", 36), *SOLD],
    "category": [Column("Categoría", "label", 30), *SOLD],
    "method": [
        Column("Forma de pago", "label", 22),
        Column("Movimientos", "count", 12),
        money("Cobrado", "collected"),
    ],
}
# What a row that belongs to nothing of its view is called.
NOTHING = {
    "treatment": "Otros conceptos",
    "professional": "Sin profesional",
    "category": "Sin categoría",
}
# What is thrown away, or missing when it is counted, stands by itself.
LOST = "Bajas de inventario"
ABOUT = {
    "EXPIRED": "Baja: vencido",
    "DAMAGED": "Baja: dañado",
    "LOST": "Baja: perdido",
    "OTHER": "Baja: otro motivo",
    "COUNT": "Diferencia de conteo",
    "RETURN": "Devolución al proveedor",
}
LOSSES = [
    Column("Fecha", "day", 12),
    Column("Qué", "kind", 26),
    Column("Producto", "product_name", 40),
    Column("Lote", "lot_number", 18),
    Column("Cantidad", "quantity", 12),
    Column("Unidad", "unit", 12),
    Column("Costo unitario", "unit_cost", 14),
    money("Costo", "cost"),
    Column("Motivo", "reason", 40),
]
COSTS = [
    Column("Sesiones", "sessions", 10),
    Column("Minutos", "minutes", 10),
    money("Ingresos", "income"),
    money("Materiales", "materials"),
    money("Comisión", "commission"),
    money("Gastos", "expenses"),
    money("Margen", "margin"),
]
VISIT = [Column("Día", "day", 12), Column("Factura", "number", 20), Column("Profesional", "doctor_name", 30)]
PROJECTED = [
    Column("Material", "name", 40),
    Column("Unidad", "unit", 12),
    Column("Proyectado", "projected", 12),
    Column("Real", "used", 12),
    Column("Diferencia", "difference", 12),
    money("Costo proyectado", "projected_cost", 16),
    money("Costo real", "used_cost"),
]
RESULT = {
    "income": "Ingresos",
    "materials": "Materiales",
    "commission": "Comisiones",
    "expenses": "Gastos",
    "losses": LOST,
    "result": "Resultado",
    "charged": "Facturado, con IVA",
    "collected": "Cobrado",
}
SOLD_BOOK = [
    Column("Fecha", "day", 12),
    Column("Documento", "kind", 18),
    Column("Número", "number", 20),
    Column("Tipo de identificación", "id_type", 12),
    Column("Identificación", "buyer_document", 16),
    Column("Cliente", "buyer_name", 40),
    Column("Anulada", "annulled", 10),
    money("Base 0 %", "base_zero"),
    money("Base gravada", "base_taxed"),
    money("IVA", "iva"),
    money("Total", "total"),
]
BOUGHT_BOOK = [
    Column("Fecha", "day", 12),
    Column("Documento", "kind", 22),
    Column("Número", "document_number", 20),
    Column("RUC", "supplier_ruc", 16),
    Column("Proveedor", "supplier_name", 36),
    Column("Detalle", "description", 40),
    money("Base", "base"),
    money("IVA", "iva"),
    money("Total", "total"),
    money("Retención de renta", "withheld_income", 18),
    money("Retención de IVA", "withheld_iva", 18),
]
OWED = [
    Column("Cliente", "buyer_name", 36),
    Column("Factura", "number", 20),
    Column("Fecha", "issue_date", 12),
    Column("Días", "days", 8),
    Column("Teléfono", "buyer_phone", 16),
    Column("Correo", "buyer_email", 30),
    money("Total", "total"),
    money("Por cobrar", "balance"),
    money("Cuotas vencidas", "overdue"),
    Column("Recordado", "reminded_on", 12),
]


def sales(report):
    by = report["by"]
    rows = [row | {"label": label_of(row, by)} for row in report["rows"]]
    return [Sheet(f"Ventas {VIEWS[by].lower()}", SALES[by], [*rows, ending(report["total"], SALES[by])])]


def label_of(row, by):
    if by in ("day", "month"):
        return row["day"] if by == "day" else f"{row['day']:%Y-%m}"
    if by == "method":
        return METHOD_WORDS[row["method"]]
    return row["name"] or NOTHING[by]


def ending(total, columns):
    """The last row: the total under its columns."""
    return dict.fromkeys(column.key for column in columns) | total | {columns[0].key: "Total"}


def margin(report, by):
    columns = [Column(VIEWS[by].removeprefix("Por ").capitalize(), "name", 44)]
    columns += VISIT if by == "visit" else []
    columns += COSTS
    empty = dict.fromkeys(column.key for column in columns)
    rows = [
        *report["rows"],
        empty | report["unallocated"] | {"name": "Sin asignar"},
        empty | {"name": LOST, "margin": -report["losses"]},
        empty | report["total"] | {"name": "Resultado del mes"},
    ]
    return [Sheet(f"Margen {report['month']}", columns, rows)]


def losses(report):
    """What was lost comes to what the result counts; what went back to its suppliers is told apart."""
    rows = [row | {"kind": ABOUT[row["about"]]} for row in report["rows"]]
    lost = [row for row in rows if row["about"] != "RETURN"]
    returned = [row for row in rows if row["about"] == "RETURN"]
    return [
        Sheet("Bajas", LOSSES, [*lost, ending({"cost": report["total"]}, LOSSES)]),
        Sheet("Devoluciones", LOSSES, [*returned, ending({"cost": report["returned"]}, LOSSES)]),
    ]


def projected(report):
    total = {key: sum(row[key] for row in report["rows"]) for key in ("projected_cost", "used_cost")}
    rows = [*report["rows"], ending(total, PROJECTED)]
    return [Sheet(f"Proyectado {report['month']}", PROJECTED, rows)]


def results(report):
    """A column a month, the year and the one before."""
    sheets = []
    for year, months in ((report["year"], report["months"]), (report["year"] - 1, report["previous"])):
        columns = [
            Column("", "label", 22),
            *(money(month["month"], month["month"]) for month in months),
            money("Año", "sum"),
        ]
        rows = [
            {"label": label, "sum": sum(month[key] for month in months)}
            | {month["month"]: month[key] for month in months}
            for key, label in RESULT.items()
        ]
        sheets.append(Sheet(str(year), columns, rows))
    return sheets


def books(report):
    sold = [row | {"kind": DOCUMENTS[row["document"]]} for row in report["sales"]["rows"]]
    bought = [row | {"kind": DOCUMENTS.get(row["document_type"], "")} for row in report["purchases"]["rows"]]
    return [
        Sheet("Ventas", SOLD_BOOK, [*sold, ending(report["sales"]["total"], SOLD_BOOK)]),
        Sheet("Compras", BOUGHT_BOOK, [*bought, ending(report["purchases"]["total"], BOUGHT_BOOK)]),
    ]


def debts(rows):
    total = ending({"balance": sum(row["balance"] for row in rows)}, OWED)
    return [Sheet("Por cobrar", OWED, [*rows, total])]


PLACE = [Column("establecimiento", "establishment"), Column("puntoEmision", "emission_point")]
ATS = {
    "Ventas": (
        "sales",
        [
            Column("tpIdCliente", "id_type"),
            Column("idCliente", "document", 18),
            Column("tipoComprobante", "kind"),
            Column("tipoEmision", "emission"),
            Column("numeroComprobantes", "count", 20),
            money("baseNoGraIva", "base_not_subject"),
            money("baseExenta", "base_exempt"),
            money("baseImponible", "base_zero"),
            money("baseImpGrav", "base_taxed"),
            money("montoIva", "iva"),
        ],
    ),
    "Ventas por establecimiento": (
        "establishments",
        [Column("codEstab", "establishment"), money("ventasEstab", "sales")],
    ),
    "Anulados": (
        "annulled",
        [
            Column("tipoComprobante", "kind"),
            *PLACE,
            Column("secuencialInicio", "sequential"),
            Column("secuencialFin", "last"),
            Column("autorizacion", "authorisation", 52),
            Column("fechaEmision", "issue_date"),
            Column("motivo", "reason", 40),
        ],
    ),
    "Compras": (
        "purchases",
        [
            Column("tpIdProv", "supplier_type"),
            Column("idProv", "supplier_ruc", 18),
            Column("proveedor", "supplier_name", 36),
            Column("tipoComprobante", "kind"),
            *PLACE,
            Column("secuencial", "sequential"),
            Column("fechaEmision", "day"),
            Column("autorizacion", "authorisation", 52),
            Column("codSustento", "tax_support"),
            money("base", "base"),
            money("baseImponible", "zero"),
            money("baseImpGrav", "taxed"),
            money("montoIva", "iva"),
            Column("codRetAir", "income_code"),
            money("valRetRenta", "withheld_income"),
            money("valRetIva", "withheld_iva"),
            Column("comprobanteRetencion", "withholding_number", 20),
            Column("autRetencion1", "withholding_authorisation", 52),
            Column("documentoModificado", "modified_number", 20),
            Column("autModificado", "modified_authorisation", 52),
        ],
    ),
}


def ats(told):
    """Under the names that the ATS gives its elements."""
    return [Sheet(title, columns, told[part]) for title, (part, columns) in ATS.items()]
