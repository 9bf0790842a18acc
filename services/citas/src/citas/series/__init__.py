"""Series: visits that repeat by a rule, visits of several parts one after another; moved and cancelled singly or together."""

from citas.series.routes import ns

NAMESPACES = (ns,)
CONSTRAINTS = {"appointments_series_kept": "Una cita no pasa de una serie a otra."}
HANDLERS = {}
GAUGES = {}
