"""Invoices, their lines and numbers, what was paid of them, and what their materials cost."""

from facturacion.billing import handlers
from facturacion.billing.routes import (
    accounts,
    appointments,
    charges,
    credit_notes,
    discounts,
    packages,
    payments,
    series,
)

# Charging hangs from the invoices: it brings their namespace.
NAMESPACES = (
    charges.ns,
    credit_notes.ns,
    appointments.ns,
    payments.ns,
    accounts.ns,
    discounts.ns,
    packages.ns,
    series.ns,
    series.rates,
)
CONSTRAINTS = {
    "receipts_frozen": "Un recibo impreso no se modifica.",
    "series_number": ("establishment", "Ya existe una serie con ese establecimiento y punto de emisión."),
    "series_in_use": ("next_sequential", "La serie ya tiene facturas: sigue con su propia numeración."),
    "series_next_sequential": "La serie llegó a su último número. Use otra serie.",
    "invoices_nine_digits": "La serie llegó a su último número. Use otra serie.",
    "invoices_held": "Se está reabriendo la cita de esta factura. Espere dos minutos antes de emitirla.",
    "invoices_frozen": "Una factura emitida, anulada o descartada ya no se puede modificar.",
    "invoices_final_consumer_limit": "A consumidor final se factura hasta $50,00.",
    "invoices_final_consumer_stands": "Una factura a consumidor final no se puede anular.",
    "invoices_annulled_unpaid": "La factura tiene pagos registrados. Anule primero los pagos.",
    "invoices_paid_within_total": ("amount", "El pago supera el saldo de la factura."),
    "discount_approvals_once": ("approval", "Esa aprobación ya se usó. Pídala otra vez."),
    "invoices_paid_not_negative": "De ese dinero ya se devolvió o se pasó una parte: el pago no se puede anular.",
    "invoices_credited_within_total": ("lines", "La nota de crédito supera lo que queda de la factura."),
    "invoices_annulled_uncredited": "La factura tiene notas de crédito: ya no se anula.",
    "credit_notes_of_issued": "Solo una factura emitida lleva nota de crédito.",
    "credit_notes_final_consumer": "Una factura a consumidor final no lleva nota de crédito ni se anula.",
    "credit_notes_after_invoice": "Una nota de crédito no puede ser anterior a su factura.",
    "credit_notes_nine_digits": "La serie llegó a su último número. Use otra serie.",
    "credit_notes_frozen": "Una nota de crédito emitida ya no se puede modificar.",
    "credit_note_documents_frozen": "Una nota de crédito impresa no se modifica.",
    "credit_note_lines_within": ("lines", "La nota de crédito supera lo que queda de un concepto."),
    "instalments_frozen": "Lo que se acordó no se modifica: se acuerda de nuevo.",
    "instalments_day_once": ("instalments", "Cada cuota va en un día distinto."),
    "instalment_plans_sum": ("instalments", "Las cuotas deben sumar lo que se debe."),
    "instalment_plans_owed": ("instalments", "Lo que se debe cambió. Revise las cuotas."),
    "invoices_final_consumer_reason": ("buyer.reason", "Escriba por qué se factura a consumidor final."),
    "invoices_annulled_in_time": "Ya pasó el día 7 del mes siguiente: ahora corresponde una nota de crédito.",
    "patient_accounts_credit": ("amount", "El paciente no tiene tanto a favor."),
    "account_movements_own": "El dinero de un paciente no paga la factura de otro.",
    "account_movements_frozen": "Un movimiento de dinero no se modifica: se hace el contrario.",
    "payments_reference": ("reference", "Esa referencia ya está en otro pago."),
    "payments_post_dated": ("due_on", "No puede ser anterior al día en que se recibió."),
    "payments_received_on": ("received_on", "Esa fecha todavía no llega."),
    "payments_of_issued": "Solo se cobra una factura emitida.",
    "payments_frozen": "Un pago no se modifica: se anula y se registra de nuevo.",
}
HANDLERS = {
    "appointment.completed": handlers.appointment_completed,
    "appointment.reopened": handlers.appointment_reopened,
    "stock.consumed": handlers.stock_consumed,
    "stock.returned": handlers.stock_returned,
    "patient.updated": handlers.patient_updated,
    "role.updated": handlers.role_updated,
}
GAUGES = {}
