"""Treatments and their recipes: what each uses, costs and leaves."""

from inventario.treatments import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {"treatments_code": ("code", "Ya existe un tratamiento con ese código.")}
HANDLERS = {}
GAUGES = {}
