"""Feeds: a professional's visits as their own calendar reads them, by a private address."""

from citas.feeds.routes import doctors, ns

NAMESPACES = (ns, doctors)
CONSTRAINTS = {"calendar_feeds_final": "Esa dirección ya se revocó: cree otra."}
HANDLERS = {}
GAUGES = {}
