"""Copies of a whole record: everything about a patient as a ZIP, made by the relay while its row tells how far it is."""

from historia_clinica.exports import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {"record_exports_one_at_once": "Ya se está preparando una copia de esta historia para usted."}
HANDLERS = {}
GAUGES = {}
