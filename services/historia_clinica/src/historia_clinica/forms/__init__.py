"""Forms 002, 005 and 053 of the Ministry, filled from the record: transcriptions, since their official annexes were not seen."""

from historia_clinica.forms import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
