"""A patient's background: allergies, conditions, medication and the rest."""

from historia_clinica.history import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {"medical_history_patient": "Ese paciente no existe."}
HANDLERS = {}
GAUGES = {}
