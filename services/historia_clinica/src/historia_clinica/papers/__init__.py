"""Codes of papers: whoever holds a printed prescription, certificate or note learns whether the clinic issued it as it stands."""

from historia_clinica.papers import shared

NAMESPACES = (shared.ns,)
CONSTRAINTS = {
    "paper_codes_of_a_paper": "Ese papel no existe o aún no se firma.",
    "paper_codes_frozen": "El código de un papel no se cambia ni se borra.",
}
HANDLERS = {}
GAUGES = {}
