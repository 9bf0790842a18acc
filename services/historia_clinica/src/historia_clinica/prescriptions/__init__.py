"""Prescriptions (Res. ACESS-2023-0030): what was prescribed, annulments and favourites."""

from historia_clinica.prescriptions import routes
from historia_clinica.prescriptions.rules import CONTROLLED, FROZEN

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "prescriptions_patient": "Ese paciente no existe.",
    "prescriptions_note": ("note_id", "Esa nota no existe."),
    "prescriptions_note_of_patient": ("note_id", "Esa nota es de otro paciente."),
    "prescriptions_registered": "Su registro profesional no le permite recetar.",
    "prescriptions_frozen": FROZEN,
    "prescription_annulments_pkey": "La receta ya está anulada.",
    "prescription_items_not_controlled": ("items", CONTROLLED),
    "prescription_templates_once": ("name", "Ya hay una favorita con ese nombre."),
}
HANDLERS = {}
GAUGES = {}
