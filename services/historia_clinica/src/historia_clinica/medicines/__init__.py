"""Medicines: those that this clinic prescribes, by their international name (DCI), and what a substance is whatever it says."""

from historia_clinica.medicines import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "medicines_once": ("dci", "Ese medicamento ya está en la lista, con la misma concentración y forma."),
}
HANDLERS = {}
GAUGES = {}
