"""Busy feeds: calendars from elsewhere that block a professional's hours as absences do."""

from citas.busy_feeds.routes import doctors, ns

NAMESPACES = (doctors, ns)
CONSTRAINTS = {"busy_feeds_one": ("url", "Ese calendario ya se importa para este profesional.")}
HANDLERS = {}
GAUGES = {}
