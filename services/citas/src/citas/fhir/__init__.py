"""FHIR R4, read only: visits, the agendas of professionals, and what is free or taken in them."""

from citas.fhir import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
