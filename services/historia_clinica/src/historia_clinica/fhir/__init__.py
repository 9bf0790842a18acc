"""FHIR R4, read only: patients, what their last signed odontogram says, and what was done of their plans."""

from historia_clinica.fhir import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
