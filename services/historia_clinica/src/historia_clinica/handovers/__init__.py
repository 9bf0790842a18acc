"""Drafts that change hands: given to a colleague, who writes and signs it from then on, or sent back by who was to co-sign."""

from historia_clinica.handovers import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "note_handovers_to_another": ("to_id", "El borrador ya es de esa persona."),
    "note_handovers_kept": "Lo que se pasó no se cambia ni se borra: páselo de vuelta.",
    "note_supervisions_returned_to_author": "Una nota se devuelve a quien la firmó y espera refrendo.",
    "clinical_notes_author_kept": "Un borrador cambia de autor solo cuando se lo pasan.",
}
HANDLERS = {}
GAUGES = {}
