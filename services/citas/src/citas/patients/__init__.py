"""What the agenda and the waiting list remember of patients: kept as their files say, also when two of them become one."""

from citas.patients import handlers

NAMESPACES = ()
CONSTRAINTS = {}
HANDLERS = handlers.HANDLERS
GAUGES = {}
