"""Family links between patients, seen from both sides."""

from historia_clinica.family import routes
from historia_clinica.rules import NO_SUCH_PATIENT

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "family_links_patient": NO_SUCH_PATIENT,
    "family_links_relative": ("relative_id", NO_SUCH_PATIENT),
    "family_links_another": ("relative_id", "Elija a otra persona."),
    "family_links_once": ("relative_id", "Ya consta que son familiares."),
}
HANDLERS = {}
GAUGES = {}
