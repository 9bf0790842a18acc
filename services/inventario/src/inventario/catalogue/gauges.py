"""Gauges of the catalogue on /metrics, asked at each scrape."""

from inventario.catalogue import queries

GAUGES = {"clinic_products_low_stock": ("Products at or below their minimum stock", queries.count_low_stock)}
