"""Restricted notes: who may read them besides their author, and who opened one with a reason.

The database hides them (row-level security of `clinical_notes` and of what hangs from a note): no other sub-domain asks.
"""

from historia_clinica.restrictions import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "note_restrictions_one": "Esa nota ya está restringida: vuelva a cargarla.",
    "note_restrictions_kept": "Una restricción no se cambia ni se borra: levántela.",
    "note_openings_reason": ("reason", "Explique por qué necesita leer la nota."),
    "note_openings_kept": "Una apertura no se cambia ni se borra.",
}
HANDLERS = {}
GAUGES = {}
