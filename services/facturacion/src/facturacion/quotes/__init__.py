"""Quotes: what treatments would cost until a day, in editions; what of it was accepted, and what of that was billed."""

from facturacion.quotes import handlers, routes

NAMESPACES = (routes.ns, routes.items)
CONSTRAINTS = {
    "quotes_frozen": "Un presupuesto enviado no se edita: haga una versión nueva.",
    "quotes_moves": "El presupuesto ya no está en ese estado. Vuelva a cargarlo.",
    "quotes_one_draft": "Ya hay una versión nueva en borrador de este presupuesto.",
    "quotes_one_live": "Otra versión de este presupuesto ya está enviada o aceptada.",
    "quotes_edition": "Ya hay una versión nueva de este presupuesto.",
    "quote_lines_billed_within": "De lo aceptado ya se facturó una parte: no se factura dos veces ni se deshace.",
    "quote_rules_valid_days": ("valid_days", "Entre 1 y 365 días."),
}
HANDLERS = {
    "plan.accepted": handlers.plan_accepted,
    "plan.acceptance_withdrawn": handlers.acceptance_withdrawn,
}
GAUGES = {}
