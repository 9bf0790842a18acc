"""Gauges of the till for /metrics, computed at each scrape by the queries of the reports."""

from common.clock import clinic_today
from facturacion.reports.queries import dashboard as queries


def gauge(value):
    """A gauge without labels."""
    return [{"value": value}]


def paid_today(db, figure):
    """`count` or `total` of today's payments, labelled by method."""
    today = clinic_today()
    rows = queries.collected_by_method(db, today, today)
    return [{"method": row["method"], "value": row[figure]} for row in rows]


GAUGES = {
    "clinic_invoices_issued_today": (
        "Invoices issued today and not annulled",
        lambda db: gauge(queries.invoiced_on(db, clinic_today())["count"]),
    ),
    "clinic_invoiced_today_usd": (
        "Total of the invoices issued today and not annulled",
        lambda db: gauge(queries.invoiced_on(db, clinic_today())["total"]),
    ),
    "clinic_payments_today": (
        "Payments received today and not voided, by method",
        lambda db: paid_today(db, "count"),
    ),
    "clinic_collected_today_usd": (
        "Amount of the payments received today and not voided, by method",
        lambda db: paid_today(db, "total"),
    ),
    "clinic_invoice_drafts": ("Draft invoices", lambda db: gauge(queries.drafts(db))),
    "clinic_receivable_usd": (
        "Unpaid balance of all issued invoices",
        lambda db: gauge(queries.receivable(db)),
    ),
}
