"""Operational expenses: rent, payroll, services; what the clinic spends beside its materials."""

from facturacion.expenses import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "operational_expenses_frozen": "Ese gasto está anulado: ya no se puede modificar.",
}
HANDLERS = {}
GAUGES = {}
