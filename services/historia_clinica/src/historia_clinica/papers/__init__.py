"""Papers that are numbered, printed and annulled alike (prescriptions, certificates, orders), and the codes of printed papers:
whoever holds one learns whether the clinic issued it as it stands."""

from historia_clinica.papers import shared

NAMESPACES = (shared.ns,)
CONSTRAINTS = {
    "paper_codes_of_a_paper": "Ese papel no existe o aún no se firma.",
    "paper_codes_frozen": "El código de un papel no se cambia ni se borra.",
}
HANDLERS = {}
GAUGES = {}
