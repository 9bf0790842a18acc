"""Commissions of professionals: their rules, what they earn of what is charged or collected, and its settlements."""

from facturacion.commissions import routes

NAMESPACES = (routes.rules_ns, routes.ns, routes.settlements)
CONSTRAINTS = {
    "commission_rules_no_overlap": ("valid_from", "Ya hay una regla para lo mismo en esas fechas."),
    "commission_rules_order": ("valid_to", "Debe ser igual o posterior a la fecha inicial."),
    "commission_lines_rule": "Con esa regla ya se ganó una comisión: póngale su último día en vez de quitarla.",
    "commission_entries_frozen": "Esa comisión ya está en otra liquidación.",
    "commission_settlements_frozen": "Una liquidación no se modifica: se deshace y se hace otra.",
    "commission_settlements_paid": "Esa liquidación ya se pagó. Anule primero su gasto.",
    "commission_settlements_add_up": "Otra persona liquidó lo mismo a la vez. Revise las liquidaciones.",
}
HANDLERS = {}
GAUGES = {}
