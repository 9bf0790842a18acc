"""Reports and figures, read with SQL of their own over what the other sub-domains write."""

from facturacion.reports import gauges, handlers
from facturacion.reports.routes import dashboard, iva, margin, sales

NAMESPACES = (dashboard.ns, margin.ns, sales.ns, iva.ns, dashboard.dashboard)
CONSTRAINTS = {"expense_sharing_rule": ("rule", "Ese reparto no existe.")}
HANDLERS = {
    "treatment.created": handlers.treatment_changed,
    "treatment.updated": handlers.treatment_changed,
    "product.created": handlers.product_changed,
    "product.updated": handlers.product_changed,
}
GAUGES = gauges.GAUGES
