"""API clients: the programs that the clinic lets in, and the suite's own services."""

from auth.clients.routes import ns

NAMESPACES = (ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
