"""Reports and figures, read with SQL of their own over what the other sub-domains write."""

from facturacion.reports import gauges, routes

NAMESPACES = (routes.ns, routes.dashboard)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = gauges.GAUGES
