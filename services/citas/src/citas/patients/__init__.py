"""What the agenda and the waiting list remember of patients: kept as their files say, also when two of them become one, or one goes."""

from citas.patients import handlers, routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = handlers.HANDLERS
GAUGES = {}
