"""Treatments and their recipes: what each uses, costs and leaves."""

from inventario.treatments import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "treatments_code": ("code", "Ya existe un tratamiento con ese código."),
    "treatments_code_length": ("code", "Acorte el código a 25 caracteres: es lo que cabe en una factura."),
    "treatment_prices_one_a_day": (
        "valid_from",
        "Ya hay un precio anunciado desde ese día. Retírelo antes de anunciar otro.",
    ),
    "treatment_prices_years": ("valid_from", "Ese día queda demasiado lejos."),
    "treatment_prices_announced_before": ("valid_from", "Un precio se anuncia para un día que aún no llega."),
    "treatment_prices_withdrawn_before": "Ese precio ya rige: no se retira. Cambie el precio de hoy.",
}
HANDLERS = {}
GAUGES = {}
