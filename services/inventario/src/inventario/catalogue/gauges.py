"""Gauges of the catalogue on /metrics, asked at each scrape."""

from common.clock import clinic_today
from inventario.catalogue import queries

GAUGES = {
    "clinic_products_low_stock": (
        "Products whose usable stock is at or below their minimum",
        lambda db: queries.count_low_stock(db, clinic_today()),
    ),
}
