"""Reports and figures, read with SQL of their own over what the other sub-domains write."""

from facturacion.reports import gauges
from facturacion.reports.routes import dashboard, iva, margin

NAMESPACES = (dashboard.ns, margin.ns, iva.ns, dashboard.dashboard)
CONSTRAINTS = {"expense_sharing_rule": ("rule", "Ese reparto no existe.")}
HANDLERS = {}
GAUGES = gauges.GAUGES
