"""Vital signs: measured, compared with what is plausible at that age, never changed, withdrawn with a reason."""

from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.vital_signs import routes
from historia_clinica.vital_signs.rules import KEPT

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "vital_signs_patient": NO_SUCH_PATIENT,
    "vital_signs_note": ("note_id", "Esa nota no existe."),
    "vital_signs_note_of_patient": ("note_id", "Esa nota es de otro paciente."),
    "vital_signs_something": "Escriba al menos una medida.",
    "vital_signs_pressure": ("diastolic", "La presión lleva las dos cifras, y la diastólica es la menor."),
    "vital_signs_possible": "Una de las medidas no es posible.",
    "vital_signs_not_ahead": ("taken_at", "La hora no puede ser futura."),
    "vital_signs_kept": KEPT,
}
HANDLERS = {}
GAUGES = {}
