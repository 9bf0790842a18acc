"""What /metrics tells of the till, asked at each scrape."""

from common.clock import clinic_today, clinic_zone
from facturacion.queries import gauges

GAUGES = {
    "clinic_invoices_issued_today": (
        "Invoices issued today that stand",
        lambda db: gauges.invoices_issued(db, clinic_today()),
    ),
    "clinic_invoiced_today_usd": (
        "Total of the invoices issued today",
        lambda db: gauges.invoiced(db, clinic_today()),
    ),
    "clinic_payments_today": (
        "Payments received today, by method",
        lambda db: gauges.payments_by_method(db, clinic_today(), clinic_zone()),
    ),
    "clinic_collected_today_usd": (
        "What was paid today, by method",
        lambda db: gauges.collected_by_method(db, clinic_today(), clinic_zone()),
    ),
    "clinic_invoice_drafts": ("Invoices not yet issued", gauges.drafts),
    "clinic_receivable_usd": ("What is still to be paid of issued invoices", gauges.receivable),
}
