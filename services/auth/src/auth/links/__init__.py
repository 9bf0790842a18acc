"""Links: what `auth` signs for the services, so that whoever shows one may do one act on one thing."""

from auth.links.routes import ns

NAMESPACES = (ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
