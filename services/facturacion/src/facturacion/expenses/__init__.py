"""Operational expenses: rent, payroll, services; what the clinic spends beside its materials."""

from facturacion.expenses import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "operational_expenses_document": ("document_number", "Ya se registró ese documento de ese proveedor."),
    "expense_categories_one": ("new_name", "Ya existe otra categoría con ese nombre."),
    "operational_expenses_frozen": "Ese gasto está anulado: ya no se puede modificar.",
}
HANDLERS = {}
GAUGES = {}
