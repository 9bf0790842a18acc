"""Exams of laboratory and imaging: those that this clinic orders, with unit and limits where their result is a number."""

from historia_clinica.exams import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "exams_once": ("name", "Ese examen ya está en el catálogo."),
    "exams_limits": ("low", "Los límites son de un examen con unidad, el menor primero."),
}
HANDLERS = {}
GAUGES = {}
