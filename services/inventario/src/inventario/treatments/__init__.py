"""Treatments and their recipes: what each uses, costs and leaves."""

from inventario.treatments import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "treatments_code": ("code", "Ya existe un tratamiento con ese código."),
    "treatments_code_length": ("code", "Acorte el código a 25 caracteres: es lo que cabe en una factura."),
}
HANDLERS = {}
GAUGES = {}
