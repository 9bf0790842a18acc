"""The CIE-10 (WHO's ICD-10 in Spanish), as the clinic loaded it from the Ministry's table: searched by code and words."""

from historia_clinica.cie10 import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
