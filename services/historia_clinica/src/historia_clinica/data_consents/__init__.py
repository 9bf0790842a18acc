"""Consents to the use of a patient's data and to messages: given to a text, and withdrawn."""

from historia_clinica.data_consents import routes
from historia_clinica.rules import NO_SUCH_PATIENT

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "patient_consents_patient": NO_SUCH_PATIENT,
    "patient_consents_given": "Ese consentimiento ya consta.",
    "patient_consents_withdrawn": "No consta un consentimiento que retirar.",
    "patient_consents_append_only": "Un consentimiento no se cambia ni se borra: retírelo.",
}
HANDLERS = {}
GAUGES = {}
