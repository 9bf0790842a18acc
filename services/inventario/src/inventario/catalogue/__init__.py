"""Products: what the clinic buys, keeps, uses and sells."""

from inventario.catalogue import gauges, routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {"products_sku": ("sku", "Ya existe un producto con ese código.")}
HANDLERS = {}
GAUGES = gauges.GAUGES
