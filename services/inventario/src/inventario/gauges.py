"""What /metrics tells of the store room, asked at each scrape."""

from datetime import timedelta

from common.clock import clinic_today
from inventario.queries import gauges

GAUGES = {
    "clinic_products_low_stock": ("Products below their minimum", gauges.low_stock),
    "clinic_shortages_open": ("Shortages that nobody has resolved", gauges.open_shortages),
    "clinic_lots_expiring": (
        "Lots with stock that expire within 30 days or have expired",
        lambda db: gauges.lots_that_expire(db, clinic_today() + timedelta(days=30)),
    ),
}
