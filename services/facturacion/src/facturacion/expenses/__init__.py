"""Operational expenses: rent, payroll, services; and what the suppliers of materials charge, as inventario tells."""

from common.files import uploads
from facturacion.expenses import handlers
from facturacion.expenses.routes import expenses, imports, recurring

NAMESPACES = (imports.ns, recurring.ns, expenses.ns, expenses.payments, uploads("expenses:write"))
CONSTRAINTS = {
    "operational_expenses_in_till": (
        "amount",
        "Lo que salió de la caja no cambia de valor: anúlelo y regístrelo de nuevo.",
    ),
    "operational_expenses_session_closed": "Ese gasto está en una caja cerrada. Reabra la caja para anularlo.",
    "operational_expenses_land": "Lo que sale de la caja necesita una caja abierta.",
    "operational_expenses_till_is_cash": ("payment_method", "De la caja solo sale efectivo."),
    "operational_expenses_iva": ("iva", "El IVA es parte del valor: debe ser menor."),
    "operational_expenses_base_zero": ("base_zero", "La parte sin IVA no pasa del valor menos su IVA."),
    "operational_expenses_withheld": (
        "withheld_income",
        "Lo retenido debe ser menor que el valor, y el IVA retenido que el IVA.",
    ),
    "files_kept": "Lo que se subió se conserva tal como se guardó.",
    "expense_receipts_kept": "El comprobante de un gasto se conserva.",
    "operational_expenses_document": ("document_number", "Ya se registró ese documento de ese proveedor."),
    "operational_expenses_note": (
        "modified_number",
        "Una nota de crédito dice qué documento modifica, y solo ella.",
    ),
    "operational_expenses_note_fits": (
        "amount",
        "Las notas de crédito suman más que el documento que modifican.",
    ),
    "expense_categories_one": ("new_name", "Ya existe otra categoría con ese nombre."),
    "recurring_expenses_one": ("description", "Ese gasto ya se propone cada mes."),
    "recurring_expenses_iva": ("iva", "El IVA es parte del valor: debe ser menor."),
    "recurring_months_once": "Ese mes ya se registró o se omitió.",
    "expense_imports_once": ("content", "Ese archivo ya se importó."),
    "stock_changes_kept": "Lo que salió de las existencias se conserva.",
    "operational_expenses_frozen": "Ese gasto está anulado: ya no se puede modificar.",
}
HANDLERS = handlers.HANDLERS
GAUGES = {}
