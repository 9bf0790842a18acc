"""The report of who looked at a patient's record and who changed it: it is the patient's right to have it."""

from historia_clinica.accesses import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
