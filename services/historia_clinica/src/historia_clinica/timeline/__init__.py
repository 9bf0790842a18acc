"""The timeline of a patient's record: all that it holds, of every kind, by the time it is about."""

from historia_clinica.timeline import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
