"""Products: what the clinic buys, keeps, uses and sells."""

from inventario.catalogue import gauges, routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "products_sku": ("sku", "Ya existe un producto con ese código."),
    "products_sku_length": ("sku", "Acorte el código a 25 caracteres: es lo que cabe en una factura."),
}
HANDLERS = {}
GAUGES = gauges.GAUGES
