"""Charging: invoices and their numbers, payments, expenses, and what is left."""

from common.messages.events import handle_each
from common.run import app as base
from facturacion.events import HANDLERS
from facturacion.gauges import GAUGES
from facturacion.routes import dashboard, expenses, invoices, payments, reports, series

FROZEN = "Una factura emitida, anulada o descartada ya no se puede modificar."
CONSTRAINTS = {
    "series_number": ("establishment", "Ya existe una serie con ese establecimiento y punto de emisión."),
    "series_in_use": ("next_sequential", "La serie ya tiene facturas: sigue con su propia numeración."),
    "series_next_sequential": "La serie llegó a su último número. Use otra serie.",
    "invoices_nine_digits": "La serie llegó a su último número. Use otra serie.",
    "invoices_frozen": FROZEN,
    "invoices_final_consumer_limit": "A consumidor final se factura hasta $50,00.",
    "invoices_final_consumer_stands": "Una factura a consumidor final no se puede anular.",
    "invoices_annulled_unpaid": "La factura tiene pagos registrados. Anule primero los pagos.",
    "invoices_paid_within_total": ("amount", "El pago supera el saldo de la factura."),
    "payments_of_issued": "Solo se cobra una factura emitida.",
    "payments_frozen": "Un pago no se modifica: se anula y se registra de nuevo.",
    "operational_expenses_frozen": "Ese gasto está anulado: ya no se puede modificar.",
}


def create_app(**overrides):
    return base.create_app(
        "facturacion",
        invoices.ns,
        payments.ns,
        expenses.ns,
        reports.ns,
        dashboard.ns,
        series.ns,
        series.rates,
        title="Facturación",
        handle=handle_each(HANDLERS),
        revision="0011",
        constraints=CONSTRAINTS,
        gauges=GAUGES,
        **overrides,
    )
