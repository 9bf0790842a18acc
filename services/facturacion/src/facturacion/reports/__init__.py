"""Reports and figures, read with SQL of their own over what the other sub-domains write."""

from facturacion.reports import gauges, handlers
from facturacion.reports.routes import dashboard, iva, losses, margin, receivables, sales

NAMESPACES = (dashboard.ns, margin.ns, losses.ns, sales.ns, receivables.ns, iva.ns, dashboard.dashboard)
CONSTRAINTS = {
    "expense_sharing_rule": ("rule", "Ese reparto no existe."),
    "reminder_template_text": ("text", "Escriba entre 10 y 1000 letras."),
    "payment_reminders_balance": "Esa factura ya no tiene nada por cobrar.",
    "payment_reminders_once_a_day": "Ya se lo recordaron hoy. Confirme si de verdad quiere escribirle otra vez.",
    "payment_reminders_keep": "Un recordatorio enviado no se modifica.",
}
HANDLERS = {
    "treatment.created": handlers.treatment_changed,
    "treatment.updated": handlers.treatment_changed,
    "product.created": handlers.product_changed,
    "product.updated": handlers.product_changed,
}
GAUGES = gauges.GAUGES
