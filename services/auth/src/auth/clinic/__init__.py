"""How the clinic presents itself: its name, colour and logo."""

from auth.clinic.routes import ns

NAMESPACES = (ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
