"""Merging two files of one patient, and separating them again."""

from historia_clinica.merges import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "patient_merges_standing": "Esa ficha ya está unida a otra.",
    "patient_merges_another": ("from_id", "Elija dos fichas distintas."),
    "patient_merges_append_only": "Una unión no se cambia ni se borra: sepárela.",
    "patients_merged_inactive": "La ficha está unida a otra: sepárela antes.",
}
HANDLERS = {}
GAUGES = {}
