"""Gauges of the stock on /metrics, asked at each scrape."""

from datetime import timedelta

from common.clock import clinic_today
from inventario.stock.queries import lots, shortages

GAUGES = {
    "clinic_shortages_open": ("Unresolved shortages", shortages.count_open),
    "clinic_lots_expiring": (
        "Lots with stock that expire within 30 days or have expired",
        lambda db: lots.count_expiring(db, clinic_today() + timedelta(days=30)),
    ),
}
