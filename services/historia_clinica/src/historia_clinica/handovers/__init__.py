"""Drafts that change hands: their author gives one to a colleague, who writes and signs it from then on."""

from historia_clinica.handovers import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "note_handovers_to_another": ("to_id", "El borrador ya es de esa persona."),
    "note_handovers_kept": "Lo que se pasó no se cambia ni se borra: páselo de vuelta.",
    "clinical_notes_author_kept": "Un borrador cambia de autor solo cuando se lo pasan.",
}
HANDLERS = {}
GAUGES = {}
